"""The clock leaves a mark whenever it has looked."""

from config.beat import MarkedScheduler
from config.celery import app


def test_each_look_leaves_a_mark(tmp_path):
    schedule = tmp_path / "schedule"
    scheduler = MarkedScheduler(app=app, schedule_filename=str(schedule), lazy=True)
    scheduler.setup_schedule()
    try:
        assert scheduler.tick() > 0
        assert (tmp_path / "schedule.alive").exists()
    finally:
        scheduler.close()
