"""Floors leave nothing behind, and take some time."""

import pytest
from django.db import connection

from bench import floors
from tests.parks.history import history_file

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("floor", [floors.copy_file, floors.copy_rows])
def test_a_file_is_copied_and_gone(db, tmp_path, floor):
    file = history_file(tmp_path, *(f"P,i,{year},1.5," for year in range(1000, 2000)))

    assert floor(file) > 0
    assert "bench_staging" not in connection.introspection.table_names()
