"""What the tests of parks share: signed-in browsers and API clients."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

from parks.choices import Provenance
from parks.services.observations import Observed, observe
from tests.factories import make_indicator, make_period


@pytest.fixture
def as_person(cast):
    """Return a browser in which somebody of the cast is signed in."""

    def signed_in(role):
        client = Client()
        client.force_login(cast.person(role), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def api_as(cast):
    """Return an API client in which somebody of the cast is signed in."""

    def signed_in(role):
        client = APIClient()
        client.force_authenticate(cast.person(role))
        return client

    return signed_in


@pytest.fixture
def observation(cast):
    """One accepted value of the park of the cast."""
    indicator = make_indicator("vacancy_rate", unit="%")
    recorded = observe(
        cast.park,
        make_period("2026-Q3"),
        [Observed(indicator.pk, 43.2)],
        by=cast.reviewer,
        provenance=Provenance.REPORT,
    )
    return recorded[indicator.pk]
