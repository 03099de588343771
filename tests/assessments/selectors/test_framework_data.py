"""A framework as data."""

import pytest

from assessments.selectors.framework_data import score_data, version_data
from assessments.services.frameworks import load_framework
from engine.spec import MinMax, Steps
from tests.assessments.framework_texts import SMALL

pytestmark = pytest.mark.django_db


def test_a_version_is_told_whole_and_in_both_languages():
    data = version_data(load_framework(SMALL, by=None), may_manage=True)
    vacancy = next(node for node in data["nodes"] if node["code"] == "vacancy")
    assert (vacancy["parent"], vacancy["weight"], vacancy["share"]) == ("space", 3.0, 0.75)
    assert vacancy["indicator"]["formula_in_words"]["zh-hans"] == "空置面积 ÷ 建筑面积 × 100"
    assert vacancy["indicator"]["score"] == {"method": "goalposts", "worst": 43.2, "best": 5.0}
    space = next(node for node in data["nodes"] if node["code"] == "space")
    assert space["aggregation"] == "geometric"
    assert data["gates"][0]["rules"][1]["in_words"]["en"].startswith("Vacancy rate is below 43.2 %")
    assert data["caps"][0]["in_words"]["en"] == "Vacancy rate is at least 50 %"
    assert data["checks"][0]["in_words"]["en"] == "Vacant floor area is at most Floor area"
    assert data["may_publish"] is True


def test_who_may_not_manage_may_not_publish():
    assert version_data(load_framework(SMALL, by=None), may_manage=False)["may_publish"] is False


def test_scoring_rules_are_told_by_method_and_parameters():
    assert score_data(MinMax("low")) == {"method": "minmax", "better": "low"}
    assert score_data(Steps((1.0,), (0.0, 100.0)))["edges"] == (1.0,)
