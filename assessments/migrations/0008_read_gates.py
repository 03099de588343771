"""Have the gates of quarters that were scored before gates existed read: the clock scores what is stale."""

from django.db import migrations


def mark_unread(apps, schema_editor):
    StandingQuarter = apps.get_model("assessments", "StandingQuarter")
    StandingQuarter.objects.filter(version__has_stages=True).update(is_stale=True)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0007_score_foreign_keys")]

    operations = [migrations.RunPython(mark_unread, migrations.RunPython.noop)]
