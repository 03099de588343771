from django.db import migrations

TOGETHER = 500
FIELDS = ["head", "head_score", "head_completeness", "outline"]


def fill(apps, schema_editor):
    """Copy the scores above the concepts to their quarters, as services/outlines.py does from now on."""
    StandingQuarter = apps.get_model("assessments", "StandingQuarter")
    Score = apps.get_model("assessments", "Score")
    quarters = list(StandingQuarter.objects.order_by("pk").only("pk", "park_id", "period_id", "stage"))
    for start in range(0, len(quarters), TOGETHER):
        together = quarters[start : start + TOGETHER]
        scores = {}
        rows = Score.objects.filter(
            superseded_at__isnull=True,
            park__in={one.park_id for one in together},
            period__in={one.period_id for one in together},
            node__kind__in=["index", "goal", "category"],
        )
        for row in rows.select_related("node").order_by("node__position"):
            scores.setdefault((row.park_id, row.period_id), []).append(row)
        for one in together:
            note(one, scores.get((one.park_id, one.period_id), []))
        StandingQuarter.objects.bulk_update(together, FIELDS)


def note(quarter, scores):
    quarter.outline = {
        one.node.code: [one.value, one.null_reason, one.completeness, one.low, one.high]
        for one in scores
    }
    goals = [one for one in scores if one.node.kind == "goal"]
    of_stage = [one for one in goals if quarter.stage and one.node.stage == quarter.stage]
    heads = [one for one in scores if one.node.kind in ("goal", "index")]
    if of_stage:
        head = of_stage[0]
    elif quarter.stage == "complete" and goals:
        head = goals[-1]
    else:
        head = heads[0] if heads else None
    if head is not None:
        quarter.head_id, quarter.head_score = head.node_id, head.value
        quarter.head_completeness = head.completeness


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0005_portfolio'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
