"""The import of the register as a command."""

import pytest
from django.core.management import CommandError, call_command

from parks.models import Park
from tests.parks.register import csv_file


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "parks.csv"
    path.write_bytes(csv_file({}, {"code": "LH-03", "area_ha": "x"}))
    return path


def test_good_rows_are_imported_and_problems_printed(cast, file, capsys):
    call_command("import_parks", file, by="Authority@example.org")

    output = capsys.readouterr()
    assert output.out == "read 2, created 1, updated 0, unchanged 0, rejected 1\n"
    assert output.err.startswith("row 3, area_ha: 'x': This is not a plain number")
    assert Park.objects.filter(code="LH-02").exists()


def test_a_dry_run_changes_nothing(cast, file, capsys):
    call_command("import_parks", file, by=cast.authority.email, dry_run=True)

    assert "created 1" in capsys.readouterr().out
    assert not Park.objects.filter(code="LH-02").exists()


@pytest.mark.parametrize("email", ["nobody@example.org", "lead@example.org"])
def test_only_an_authority_imports(cast, file, email):
    with pytest.raises(CommandError, match="may import parks"):
        call_command("import_parks", file, by=email)


def test_a_file_that_cannot_be_read_is_named(cast, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_parks", tmp_path / "none.csv", by=cast.authority.email)

    (tmp_path / "bad.csv").write_bytes(b"x\n")
    with pytest.raises(CommandError, match="header_missing"):
        call_command("import_parks", tmp_path / "bad.csv", by=cast.authority.email)
