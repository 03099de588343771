"""`manage.py load_framework FILE`."""

import pytest
from django.core.management import CommandError, call_command

from assessments.models import FrameworkVersion
from tests.assessments.framework_texts import FOLDER, SMALL, changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return path


def test_it_keeps_a_file_as_a_draft(file, capsys):
    call_command("load_framework", file)
    assert FrameworkVersion.objects.get().status == "draft"
    assert "small 1.0.0 is loaded: Draft." in capsys.readouterr().out


def test_it_publishes_in_the_name_of_an_administrator(file, cast):
    call_command("load_framework", file, publish=True, by=cast.administrator.email)
    version = FrameworkVersion.objects.get()
    assert (version.status, version.published_by) == ("published", cast.administrator)


@pytest.mark.parametrize("name", ["wang-2023.yaml", "logistics-2026.yaml"])
def test_it_checks_the_frameworks_of_the_product_without_keeping_them(name):
    call_command("load_framework", FOLDER / name, check=True)
    assert not FrameworkVersion.objects.exists()


def test_it_prints_every_error_with_its_line(file):
    file.write_text(changed("unit: m2", "unit: m3").replace("at: 59", "at: 590"))
    with pytest.raises(CommandError) as refused:
        call_command("load_framework", file)
    first, second, total = str(refused.value).splitlines()
    assert first.startswith(f"{file}:27: unit_unknown: The unit “m3”")
    assert "number_range" in second
    assert total == "There are 2 errors in the framework file."


def test_it_says_why_a_file_cannot_be_taken(file, cast):
    call_command("load_framework", file, publish=True)
    file.write_text(changed("weight: 3", "weight: 4"))
    for options, told in [
        ({}, "version_frozen"),
        ({"by": "nobody@example.org"}, "Nobody has the e-mail address"),
        ({"by": cast.editor.email}, "Only an administrator"),
    ]:
        with pytest.raises(CommandError, match=told):
            call_command("load_framework", file, **options)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_framework", file.parent / "none.yaml")
