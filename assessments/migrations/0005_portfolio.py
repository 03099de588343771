import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0004_saved_views'),
    ]

    operations = [
        migrations.AddField(
            model_name='standingquarter',
            name='head',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.node'),
        ),
        migrations.AddField(
            model_name='standingquarter',
            name='head_completeness',
            field=models.FloatField(null=True, verbose_name='completeness'),
        ),
        migrations.AddField(
            model_name='standingquarter',
            name='head_score',
            field=models.FloatField(null=True, verbose_name='score'),
        ),
        migrations.AddField(
            model_name='standingquarter',
            name='outline',
            field=models.JSONField(default=dict),
        ),
        migrations.AddIndex(
            model_name='standingquarter',
            index=models.Index(fields=['period', 'version', 'stage', 'head_score'], name='standing_of_portfolio'),
        ),
        migrations.AddIndex(
            model_name='standingquarter',
            index=models.Index(fields=['scored_at'], name='standing_last_scored'),
        ),
    ]
