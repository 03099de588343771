"""An archive is taken only as it was made, and nothing of it lands outside its folder."""

import io
import json
import tarfile

import pytest

from accounts.errors import RuleBroken
from accounts.services.backup_archives import Manifest, Member, unpack_archive, write_archive

CONTENT = {"database/database.dump": b"rows", "evidence/ab/abcdef": b"%PDF-1.7"}


def about():
    return Manifest(
        "0.1.0", "2026-10-01T00:00:00+00:00", "sqlite", [["accounts", "0001"]], {"t": 1}
    )


@pytest.fixture
def archive(tmp_path):
    """Return the path of an archive as `write_archive` makes it."""
    files = []
    for number, (path, content) in enumerate(CONTENT.items()):
        source = tmp_path / f"source-{number}"
        source.write_bytes(content)
        files.append((path, source))
    made = tmp_path / "made.tar"
    with made.open("wb") as file:
        write_archive(file, files, about())
    return made


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in" / "folder").mkdir(parents=True)
    return tmp_path / "in" / "folder"


def forged(path, members, *, manifest=None):
    """Write an archive by hand: heads with their content, and a manifest that names just them."""
    named = [Member(head.name, 0, "0" * 64) for head, _content in members]
    if manifest is None:
        manifest = Manifest(**{**vars(about()), "members": named}).as_json()
    with tarfile.open(path, "w") as tar:
        for head, content in [*members, (tarfile.TarInfo("manifest.json"), manifest)]:
            head.size = len(content)
            tar.addfile(head, io.BytesIO(content))
    return path


def refusal(path, folder):
    with pytest.raises(RuleBroken) as broken:
        unpack_archive(path, folder)
    return broken.value.code


def test_what_was_put_in_comes_out(archive, folder):
    manifest = unpack_archive(archive, folder)
    assert {path: (folder / path).read_bytes() for path in CONTENT} == CONTENT
    assert [member.path for member in manifest.members] == list(CONTENT)
    assert (manifest.version, manifest.engine, manifest.rows) == ("0.1.0", "sqlite", {"t": 1})


def test_any_changed_byte_of_a_file_is_found(archive, folder):
    archive.write_bytes(archive.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.8"))
    assert refusal(archive, folder) == "backup_tampered"


@pytest.mark.parametrize("keep", [0, 100, 600, 1600])
def test_a_cut_archive_is_refused(archive, folder, keep):
    archive.write_bytes(archive.read_bytes()[:keep])
    assert refusal(archive, folder) in {"backup_unreadable", "backup_tampered"}


def test_another_file_is_refused(tmp_path, folder):
    other = tmp_path / "notes.txt"
    other.write_text("no archive at all")
    assert refusal(other, folder) == "backup_unreadable"
    assert refusal(tmp_path / "nothing-here.tar", folder) == "backup_unreadable"


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "evidence/../../outside",
        "/tmp/outside",
        "evidence//x",
        "evidence/./x",
        "evidence\\..\\x",
        "C:/x",
        "elsewhere/x",
        "evidence",
    ],
)
def test_no_path_leads_outside(tmp_path, folder, name):
    path = forged(tmp_path / "forged.tar", [(tarfile.TarInfo(name), b"")])
    assert refusal(path, folder) == "backup_tampered"
    assert list((tmp_path / "in").rglob("*")) == [folder]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE]
)
def test_only_plain_files_are_taken(tmp_path, folder, kind):
    head = tarfile.TarInfo("evidence/x")
    head.type, head.linkname = kind, "/etc/passwd"
    assert refusal(forged(tmp_path / "forged.tar", [(head, b"")]), folder) == "backup_tampered"
    assert list(folder.iterdir()) == []


def test_a_file_twice_is_refused(tmp_path, folder):
    twice = [(tarfile.TarInfo("evidence/x"), b""), (tarfile.TarInfo("evidence/x"), b"other")]
    assert refusal(forged(tmp_path / "forged.tar", twice), folder) == "backup_tampered"


@pytest.mark.parametrize("named", [[], [Member("evidence/x", 0, ""), Member("evidence/y", 0, "")]])
def test_files_and_manifest_name_the_same(tmp_path, folder, named):
    manifest = Manifest(**{**vars(about()), "members": named}).as_json()
    members = [(tarfile.TarInfo("evidence/x"), b"")]
    path = forged(tmp_path / "forged.tar", members, manifest=manifest)
    assert refusal(path, folder) == "backup_tampered"


@pytest.mark.parametrize(
    "said", [b"", b"[]", b"{}", b'{"format": 2, "members": []}', b'{"format": 1, "members": [{}]}']
)
def test_a_manifest_of_another_form_is_refused(tmp_path, folder, said):
    assert (
        refusal(forged(tmp_path / "forged.tar", [], manifest=said), folder) == "backup_unreadable"
    )


def test_a_manifest_says_what_it_was_told():
    assert json.loads(about().as_json())["format"] == 1
    assert Manifest.from_json(about().as_json()) == about()
