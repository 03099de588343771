"""The entry point of the web server; it does not start where the site is not as it must be."""

import logging
import os

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

logging.captureWarnings(True)  # they are lines of the log like all others
application = get_wsgi_application()

# Web servers do not check by themselves, as the commands of manage.py do.
if errors := [error for error in run_checks() if error.is_serious()]:
    raise ImproperlyConfigured("\n".join(str(error) for error in errors))
