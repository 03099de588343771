"""Indicators in the API."""

from django.urls import reverse

from parks.choices import Frequency, IndicatorKind
from tests.factories import make_indicator


def test_indicator_list_filters(api_as):
    make_indicator("a", Frequency.MONTH)
    make_indicator("b", Frequency.YEAR, kind=IndicatorKind.ITEM)
    client = api_as("observer")

    def found(**query):
        answer = client.get(reverse("api:indicator_list"), query).json()
        return [indicator["code"] for indicator in answer["results"]]

    assert found() == ["a", "b"]
    assert found(every="month") == ["a"]
    assert found(kind="item") == ["b"]


def test_indicator_detail_has_its_texts_in_both_languages(api_as):
    make_indicator("a", unit="km²", unit_zh="平方公里", definition_en="An area.")
    answer = api_as("observer").get(reverse("api:indicator_detail", args=["a"])).json()

    assert answer["units"] == {"en": "km²", "zh-hans": "平方公里"}
    assert answer["definitions"] == {"en": "An area.", "zh-hans": ""}
    assert answer["names"]["en"] == "A"


def test_indicator_detail_knows_no_others(api_as):
    address = reverse("api:indicator_detail", args=["nothing"])

    assert api_as("observer").get(address).status_code == 404
