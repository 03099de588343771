"""The demo answers to names of this machine, unless told otherwise."""

import pytest

from accounts.checks import check_demo_is_not_public


@pytest.mark.parametrize(
    ("is_demo", "hosts", "is_meant", "errors"),
    [
        (True, ["127.0.0.1", "localhost", "[::1]"], False, []),
        (True, ["127.0.0.1", "parkpath.example.org"], False, ["accounts.E001"]),
        (True, ["*"], False, ["accounts.E001"]),
        (True, ["parkpath.example.org"], True, []),
        (False, ["parkpath.example.org"], False, []),
    ],
)
def test_a_public_demo_is_refused(settings, is_demo, hosts, is_meant, errors):
    settings.DEMO, settings.ALLOWED_HOSTS, settings.DEMO_PUBLIC = is_demo, hosts, is_meant
    assert [error.id for error in check_demo_is_not_public()] == errors
