"""A portfolio leaves in three forms."""

import json

from accounts.models import AuditEntry
from assessments.services.portfolio_export import FORMATS, export_portfolio
from tests.assessments.portfolio_of import shown_to


def exported(user, form, **query):
    shown = shown_to(user, **query)
    return export_portfolio(shown, FORMATS[form], order="", goal="", by=user)


def test_the_file_is_named_by_its_quarter(cast, scored):
    names = [exported(cast.reviewer, form).name for form in ("csv", "xlsx", "json")]
    assert names == [f"portfolio-2025-Q2.{ending}" for ending in ("csv", "xlsx", "json")]


def test_each_export_is_on_record(cast, scored):
    before = AuditEntry.objects.filter(action="portfolio.export").count()
    assert exported(cast.reviewer, "json").parks == 1
    assert AuditEntry.objects.filter(action="portfolio.export").count() == before + 1


def test_json_holds_every_table(cast, scored):
    held = json.loads(b"".join(exported(cast.reviewer, "json").pieces))
    assert list(held) == ["parks", "figures", "ranking", "stages", "reports", "gates"]


def test_nothing_to_export_is_a_file_with_a_header(cast, scored):
    text = b"".join(exported(cast.stranger, "csv").pieces).decode("utf-8-sig")
    assert text.splitlines() == [
        "park,name_en,name_zh,region,level,stage,head,head_score,head_completeness"
    ]
