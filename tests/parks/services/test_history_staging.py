"""Staging: PostgreSQL reads plain files by itself, all others are read row by row, with the same outcome."""

import pytest
from django.db import connection, transaction

from accounts.errors import RuleBroken
from parks.services import history_staging
from parks.services.history_files import HistoryFile
from parks.services.history_staging import staged
from tests.factories import make_indicator
from tests.parks.history import HEADER, history_file

GOOD = "LH-01,vacancy,2025-Q1,1.5,"


@pytest.fixture
def rows_of(cast):
    """Stage a file and return what is matched, and whether PostgreSQL read it by itself."""
    make_indicator("vacancy")

    def matched(file):
        with transaction.atomic(), staged(file, by=cast.authority) as cursor:
            cursor.execute(
                "SELECT line, number, missing_reason, is_bad FROM history_row ORDER BY line"
            )
            rows = [
                (line, number, reason, bool(bad)) for line, number, reason, bad in cursor.fetchall()
            ]
            cursor.execute("SELECT COUNT(value) FROM history_staged")
            return rows, cursor.fetchone()[0] == 0

    return matched


def test_a_plain_file_and_a_quoted_one_give_the_same(rows_of, tmp_path):
    plain, was_copied = rows_of(history_file(tmp_path, GOOD, "LH-01,vacancy,2025-Q2,,late"))
    quoted, was_read = rows_of(
        history_file(tmp_path, f'"{GOOD[:5]}"{GOOD[5:]}', "LH-01,vacancy,2025-Q2,,late")
    )

    assert plain == quoted == [(2, 1.5, "", False), (3, None, "late", False)]
    assert was_copied is (connection.vendor == "postgresql")
    assert not was_read


@pytest.mark.parametrize("value", ["x", "1e999"])
def test_where_postgresql_stumbles_the_rows_are_read_one_by_one(rows_of, tmp_path, value):
    rows, _copied = rows_of(history_file(tmp_path, GOOD, f"LH-01,vacancy,2025-Q2,{value},"))

    assert rows == [(2, 1.5, "", False), (3, None, "", True)]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_postgresql_takes_for_a_number_is_refused_all_the_same(rows_of, tmp_path, value):
    (good, bad), _copied = rows_of(history_file(tmp_path, GOOD, f"LH-01,vacancy,2025-Q2,{value},"))

    assert good == (2, 1.5, "", False)
    assert (bad[0], bad[-1]) == (3, True)


def test_a_malformed_file_is_refused_on_either_database(rows_of, tmp_path):
    with pytest.raises(RuleBroken) as refusal:
        rows_of(history_file(tmp_path, GOOD, "LH-01,vacancy"))
    assert refusal.value.code == "csv_malformed"

    path = tmp_path / "latin.csv"
    path.write_bytes(HEADER.encode() + b"\nLH-01,vacanc\xe9,2025-Q1,1,\n")
    with pytest.raises(RuleBroken) as refusal:
        rows_of(HistoryFile(path, path.name))
    assert refusal.value.code == "encoding_unknown"


def test_many_rows_go_in_portions(rows_of, tmp_path, monkeypatch):
    monkeypatch.setattr(history_staging, "TOGETHER", 2)
    rows, _copied = rows_of(
        history_file(tmp_path, *(f'"LH-01",vacancy,{year}-Q1,1,' for year in range(2000, 2007)))
    )
    assert [line for line, *_rest in rows] == list(range(2, 9))


def test_the_tables_are_gone_afterwards(rows_of, tmp_path):
    rows_of(history_file(tmp_path, GOOD))
    with connection.cursor() as cursor:
        names = [info.name for info in connection.introspection.get_table_list(cursor)]
    assert not set(names) & set(history_staging.TABLES)
