"""Regions in the API."""

from django.urls import reverse


def test_region_list_holds_what_one_may_see(api_as):
    answer = api_as("observer").get(reverse("api:region_list"))

    assert answer.json() == [
        {"code": "YJ", "names": {"en": "Yunjiang Province", "zh-hans": "云江省"}, "parent": None},
        {
            "code": "YJ-HT",
            "names": {"en": "Hengtang District", "zh-hans": "横塘区"},
            "parent": "YJ",
        },
    ]
