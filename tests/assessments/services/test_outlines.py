"""What a quarter keeps of its scores for whoever reads many parks at once."""

from importlib import import_module

from django.apps import apps

from assessments.models import StandingQuarter
from assessments.services.outlines import OUTLINE_FIELDS, fill_outlines


def outlines():
    return list(StandingQuarter.objects.order_by("pk").values(*OUTLINE_FIELDS))


def test_scoring_keeps_the_head_and_all_above_the_concepts(cast, scored):
    standing = StandingQuarter.objects.select_related("head").get(period__code="2025-Q2")
    assert standing.head.code == "positioning"
    assert standing.head_score == standing.outline["positioning"][0] == 50.0
    assert standing.head_completeness == standing.outline["positioning"][2]
    assert set(standing.outline) == {"index", "positioning", "sorting", "piloting", "equality"}
    assert standing.outline["equality"][:2] == [None, "not_asked"]


def test_outlines_of_scores_written_in_another_way_can_be_filled(cast, scored):
    before = outlines()
    StandingQuarter.objects.update(head=None, head_score=None, head_completeness=None, outline={})
    assert fill_outlines(StandingQuarter.objects.all()) == len(before)
    assert outlines() == before


def test_the_migration_fills_them_in_the_same_way(cast, scored):
    before = outlines()
    StandingQuarter.objects.update(head=None, head_score=None, head_completeness=None, outline={})
    import_module("assessments.migrations.0006_fill_outlines").fill(apps, None)
    assert outlines() == before


def test_what_the_path_completed_shows_first_is_the_last_goal(cast, scored):
    standing = StandingQuarter.objects.filter(period__code="2025-Q2")
    standing.update(stage="complete")
    fill_outlines(StandingQuarter.objects.all())
    assert standing.get().head.code == "equality"
    assert standing.get().head_score is None
