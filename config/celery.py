"""The Celery application: workers and beat with a broker, eager without one."""

import os

from celery import Celery

import config.task_log  # noqa: F401 its signals are to be heard wherever tasks are queued or carried out

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("parkpath")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
