"""The tests: fast passwords, mail in memory, files in a folder of their own, plain static files."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from config.settings.base import *

DEBUG = False
DEMO = False
SECRET_KEY = "the-tests-have-no-secrets-0123456789-0123456789-0123456789"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "Parkpath <parkpath@example.org>"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="parkpath-media-"))
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
CELERY_TASK_ALWAYS_EAGER = True
# Tests that run at the same time must not count each other's sign-in attempts.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PORTFOLIO_KEPT_SECONDS = 0  # what a test has rolled back is not shown to the next one
if REDIS_URL:
    # Each process of a parallel run has a database of the server, and so has the worker that it starts.
    _first = urlsplit(REDIS_URL)
    _number = int(_first.path.strip("/") or 0)
    _number += int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CELERY_BROKER_URL = _first._replace(path=f"/{_number % 16}").geturl()
