"""Regions in the API."""

from django.urls import reverse


def test_region_list_holds_what_one_may_see(api_as):
    answer = api_as("observer").get(reverse("api:region_list"))

    assert answer.json()["results"] == [
        {"code": "YJ", "names": {"en": "Yunjiang Province", "zh-hans": "云江省"}, "parent": None},
        {
            "code": "YJ-HT",
            "names": {"en": "Hengtang District", "zh-hans": "横塘区"},
            "parent": "YJ",
        },
    ]


def test_region_list_is_filtered_by_the_region_above_and_ordered(api_as):
    def codes(**query):
        found = api_as("observer").get(reverse("api:region_list"), query).json()["results"]
        return [region["code"] for region in found]

    assert codes(parent="YJ") == ["YJ-HT"]
    assert codes(parent="QN") == []
    assert codes(order="code") == ["YJ", "YJ-HT"]
