"""One score of a park as it stood at a moment is found by an index; it begins with the park, whose own is dropped."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0008_read_gates"),
        ("parks", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="score",
            index=models.Index(fields=["park", "period", "node"], name="score_history"),
        ),
        migrations.AlterField(
            model_name="score",
            name="park",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scores",
                to="parks.park",
            ),
        ),
    ]
