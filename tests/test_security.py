"""What of our security list concerns the site as a whole; the rest is tested where it lives."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories import make_user

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def test_sessions_and_jobs_hold_no_pickles():
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]
    ours = [
        path
        for app in ("accounts", "parks", "governance", "assessments", "config", "engine")
        for path in (ROOT / app).rglob("*.py")
    ]
    loaders = re.compile(r"\b(import|from) (pickle|marshal|shelve|dill)\b|yaml\.(unsafe_)?load\(")
    assert [str(path) for path in ours if loaders.search(path.read_text())] == []


def test_the_api_answers_in_json_whatever_is_accepted(client, db):
    client.force_login(make_user())
    answer = client.get("/api/v1/me", headers={"accept": "text/html"})
    assert answer["Content-Type"].startswith("application/")
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/sign-in/", "/account/", "/nothing-here/", "/api/v1/me"])
@pytest.mark.django_db
def test_every_answer_has_its_headers(client, path):
    client.force_login(make_user())
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("charset", ["utf-16", "gb18030", "utf-7", "latin-1"])
@pytest.mark.django_db
def test_a_form_in_another_encoding_than_utf_8_is_not_read(client, charset):
    client.force_login(make_user("Li Na"))
    body = "name=Other&language=en&time_zone=UTC".encode("ascii")
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    assert client.post("/account/", body, content_type=kind).status_code == 400


def test_the_frameworks_are_the_ones_that_their_makers_still_mend():
    def number(name):
        return tuple(int(part) for part in version(name).split(".")[:3])

    assert number("django") >= (5, 2)
    assert number("djangorestframework") >= (3, 18)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_names_its_hashes(lock):
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    packages = [one for one in entries if not one.startswith("#")]
    assert len(packages) > 20
    assert [one for one in packages if "==" not in one or "--hash=sha256:" not in one] == []
    assert [one for one in packages if "://" in one or "--index-url" in one] == []


def test_no_secret_stands_in_the_code():
    """But for those of the demo and the tests, which say in themselves that they are none."""
    given = re.compile(r"""(SECRET_KEY|PASSWORD|API_KEY)\w*\s*=\s*["'][^"']{8,}["']""")
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("config/**/*.py")
        if given.search(path.read_text())
    }
    assert found <= {"config/settings/test.py", "config/settings/demo.py"}
