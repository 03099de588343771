"""Which pages are measured, and at which addresses."""

import pytest
from django.urls import resolve

from bench.pages import COUNTED, LOADED, TRIVIAL, Page
from tests.assessments.small import at

ANEW = Page("portfolio made anew", "assessments:portfolio", query="?again={again}")


MEASURED = dict.fromkeys((TRIVIAL, *LOADED, *COUNTED))


@pytest.mark.parametrize("measured", MEASURED, ids=lambda page: page.title)
def test_every_page_has_an_address(measured):
    with at("2025-07-20"):
        address = measured.address("LH-01")
    assert "{" not in address
    assert resolve(address.partition("?")[0]).view_name == measured.url


def test_what_is_made_anew_has_an_address_for_each_request():
    assert len(set(ANEW.addresses(["A", "B"], 41))) == 41
    park = Page("park page", "assessments:park_detail", ("{park}",))
    assert park.addresses(["A", "B"], 41) == ["/parks/A/", "/parks/B/"]
