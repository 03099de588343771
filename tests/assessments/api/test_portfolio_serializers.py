"""How the portfolio looks in the API: every field of an answer is described, and the other way round."""

from assessments.api.portfolio_serializers import HeatMapSerializer, PortfolioSerializer
from assessments.selectors.portfolio_heat import HeatCell, HeatRow
from tests.factories import make_park


def test_a_row_names_its_park_and_the_reason_for_no_score(db):
    park = make_park("P-1")
    none = HeatCell("sorting", None, "not_asked", None, None, None)
    answer = {
        "quarter": "2025-Q2",
        "framework": "small:1",
        "as_of": None,
        "count": 1,
        "page": 1,
        "pages": 1,
        "order": "head",
        "columns": [],
        "rows": [HeatRow(park, "t1", none, (none,))],
    }
    (row,) = HeatMapSerializer(answer).data["rows"]
    assert row["park"] == {"code": "P-1", "names": park.names, "region": park.region.code}
    assert row["cells"][0]["null_reason"] == "not_asked"


def test_figures_of_drafts_may_be_null():
    fields = PortfolioSerializer().fields
    assert fields["reports_overdue"].allow_null
    assert fields["reports_waiting"].allow_null
    assert not fields["parks"].allow_null
