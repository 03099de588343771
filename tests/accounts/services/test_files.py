"""Files are taken in by what they are, under a name that can do no harm."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.errors import RuleBroken
from accounts.http import file_response
from accounts.models import StoredFile
from accounts.services.files import clean_name, store_file

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


def store(content, name, by):
    return store_file(ContentFile(content, name=name), by=by)


def test_a_file_is_kept_under_a_random_name(person):
    stored = store(PDF, "授权书 2026.pdf", person)
    assert stored.name == "授权书 2026.pdf"
    assert stored.name not in stored.path
    assert stored.content_type == "application/pdf"
    assert (stored.size, stored.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert stored.stored_by == person
    with default_storage.open(stored.path) as kept:
        assert kept.read() == PDF


def test_the_same_file_twice_is_two_files(person):
    assert store(PDF, "a.pdf", person).path != store(PDF, "a.pdf", person).path


def test_an_empty_file_is_refused(person):
    with pytest.raises(RuleBroken) as broken:
        store(b"", "a.pdf", person)
    assert broken.value.code == "file_empty"


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(person, settings):
    settings.STORED_FILE_MAX_BYTES = len(PDF)
    store(PDF, "a.pdf", person)
    with pytest.raises(RuleBroken) as broken:
        store(PDF + b"\n", "a.pdf", person)
    assert broken.value.code == "file_too_large"


def test_a_type_that_is_not_taken_leaves_nothing_behind(person):
    with pytest.raises(RuleBroken) as broken:
        store(b"MZ\x90\x00" + bytes(100), "report.pdf", person)
    assert broken.value.code == "file_type_refused"
    assert not StoredFile.objects.exists()


def test_a_name_that_hides_the_type_gets_the_right_ending(person):
    assert store(PDF, "invoice.exe", person).name == "invoice.exe.pdf"
    assert store(b"a,b\n1,2\n", "list.html", person).name == "list.html.txt"


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\map.png", "map.png"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("a\x00b\u202efdp.pdf", "abfdp.pdf"),
        ('he said "hi".pdf', "he said _hi_.pdf"),
        ("  .hidden.  ", "hidden"),
        ("", "file"),
        ("...", "file"),
        ("平面图.png", "平面图.png"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_a_name_is_cleaned(name, cleaned):
    assert clean_name(name) == cleaned


def test_a_long_name_is_cut_before_its_ending():
    assert clean_name("图" * 300 + ".pdf") == "图" * 116 + ".pdf"
    assert len(clean_name("a" * 50 + "." + "b" * 300)) == 120


def test_a_file_is_handed_out_to_be_saved_and_never_shown(person):
    response = file_response(store(PDF, "授权书.pdf", person))
    assert b"".join(response.streaming_content) == PDF
    response.close()
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E6%8E%88%E6%9D%83%E4%B9%A6.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Type"] == "application/pdf"
