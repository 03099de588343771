"""Floors leave nothing behind, and take some time."""

import pytest
from django.db import connection

from bench import floors
from bench.floors import BareRun
from bench.nation import STAGES, make_nation
from parks.models import Park
from tests.parks.history import history_file

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("floor", [floors.copy_file, floors.copy_rows])
def test_a_file_is_copied_and_gone(db, tmp_path, floor):
    file = history_file(tmp_path, *(f"P,i,{year},1.5," for year in range(1000, 2000)))

    assert floor(file) > 0
    assert "bench_staging" not in connection.introspection.table_names()


def test_the_parts_of_a_run_are_measured_and_leave_nothing(db, tmp_path):
    nation = make_nation(4, tmp_path)
    stages = dict(zip(Park.objects.values_list("code", flat=True), STAGES, strict=True))

    bare = floors.bare_run(nation.version, nation.quarters[-1], stages)

    assert min(bare.read, bare.engine, bare.copy) > 0
    assert bare.total == bare.read + bare.engine + bare.copy
    assert "bench_score" not in connection.introspection.table_names()


def test_the_quickest_of_each_part_counts():
    assert floors.quickest([BareRun(1, 5, 3), BareRun(2, 4, 3)]) == BareRun(1, 4, 3)
