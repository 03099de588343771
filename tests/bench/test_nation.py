"""The bench's nation is what it says: imported, scored by the engine, with pages that open for every role."""

import pytest

from assessments.models import Score, StandingQuarter
from bench import pages
from bench.nation import ROLES, make_nation
from governance.models import StageReport
from parks.models import HistoryImport, LatestValue, Observation, Park

pytestmark = pytest.mark.postgres
PARKS = 20


@pytest.fixture
def nation(db, tmp_path):
    return make_nation(PARKS, tmp_path)


def test_every_park_has_its_history_scores_and_reports(nation):
    assert Park.objects.count() == PARKS
    assert (
        nation.imported.created
        == nation.imported.read
        == Observation.objects.count()
        > 1000 * PARKS
    )
    assert HistoryImport.objects.get().created == nation.imported.created
    assert LatestValue.objects.values("park").distinct().count() == PARKS
    assert StandingQuarter.objects.filter(is_stale=False).count() == PARKS * 12
    assert Score.objects.filter(node__kind="goal", value__isnull=False).exists()
    assert StageReport.objects.count() == PARKS * 12


def test_every_role_signs_in_and_opens_every_page(nation):
    found = pages.queries(nation.people, nation.park.code)

    assert set(nation.people) == set(ROLES)
    assert set(found) == {(page.title, role) for page in pages.COUNTED for role in pages.ROLES}
    assert all(count > 0 for count in found.values())
    name, _equals, value = pages.session_of(nation.people["authority"]).partition("=")
    assert (name, bool(value)) == ("sessionid", True)
