"""The import of history as a command."""

import pytest
from django.core.management import CommandError, call_command

from parks.models import Observation
from tests.factories import make_indicator
from tests.parks.history import history_file


@pytest.fixture
def good(cast, tmp_path):
    make_indicator("vacancy")
    return history_file(tmp_path, "LH-01,vacancy,2025-Q1,1.5,", name="good.csv").path


@pytest.fixture
def bad(cast, tmp_path):
    return history_file(
        tmp_path, "LH-01,vacancy,2025-Q2,2,", "LH-01,vacancy,2025-Q3,x,", name="bad.csv"
    ).path


def test_files_are_imported_and_counted(cast, good, capsys):
    call_command("import_history", good, by="Authority@example.org")

    assert (
        capsys.readouterr().out
        == "good.csv: read 1, created 1, revised 0, unchanged 0, rejected 0\n"
    )
    assert Observation.objects.count() == 1


def test_a_file_with_a_bad_row_changes_nothing_and_says_why(cast, good, bad, capsys):
    with pytest.raises(CommandError, match="changed nothing"):
        call_command("import_history", bad, good, by=cast.authority.email)

    output = capsys.readouterr()
    assert output.err.startswith("bad.csv, row 3, value: 'x': This is not a plain number")
    assert "[number_malformed]" in output.err
    assert Observation.objects.get().value == 1.5


def test_good_rows_are_taken_where_bad_ones_may_be_skipped(cast, good, bad):
    call_command("import_history", bad, by=cast.authority.email, skip_rejected=True)

    assert Observation.objects.get().value == 2.0


def test_a_dry_run_changes_nothing(cast, good, bad, capsys):
    call_command("import_history", good, bad, by=cast.authority.email, dry_run=True)

    assert "good.csv: read 1, created 1" in capsys.readouterr().out
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    "email", ["nobody@example.org", "reviewer@example.org", "administrator@example.org"]
)
def test_only_an_authority_imports(good, email):
    with pytest.raises(CommandError, match="may import the history"):
        call_command("import_history", good, by=email)


def test_a_file_that_cannot_be_read_is_named(cast, good, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_history", tmp_path / "none.csv", by=cast.authority.email)

    with pytest.raises(CommandError, match="header_missing"):
        call_command(
            "import_history", history_file(tmp_path, header="x").path, by=cast.authority.email
        )
