"""The web server starts a site that is as it must be, and no other."""

import runpy
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

WSGI = str(Path(__file__).parents[2] / "config" / "wsgi.py")


def test_a_site_as_it_must_be_starts():
    assert callable(runpy.run_path(WSGI)["application"])


def test_a_demo_that_answers_to_a_public_address_does_not_start(settings):
    settings.DEMO, settings.DEMO_PUBLIC = True, False
    settings.ALLOWED_HOSTS = ["parkpath.example.org"]
    with pytest.raises(ImproperlyConfigured, match="public address"):
        runpy.run_path(WSGI)
