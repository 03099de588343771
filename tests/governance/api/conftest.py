"""What the tests of the API share."""

import pytest
from rest_framework.test import APIClient

from tests.governance.forms_for_tests import PERIOD, in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def call(cast):
    """Call the API as one of the cast: call("editor", "patch", "entries/vacant", {...})."""

    def send(name, method, rest="", data=None, **kwargs):
        client = APIClient()
        client.force_authenticate(cast.person(name))
        address = f"/api/v1/reports/{cast.park.code}/{PERIOD}"
        kwargs.setdefault("format", "json" if method != "get" else None)
        return getattr(client, method)(f"{address}/{rest}".rstrip("/"), data, **kwargs)

    return send
