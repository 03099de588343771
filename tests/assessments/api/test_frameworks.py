"""Frameworks in the API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from assessments.models import FrameworkVersion
from assessments.services.frameworks import load_framework, publish_version
from tests.assessments.framework_texts import LOGISTICS, SMALL, WANG, changed

pytestmark = pytest.mark.django_db
LIST = reverse("api:framework_list")
LOAD = reverse("api:version_load")
LIST_QUERIES = 2  # frameworks, versions


def version_address(name, version):
    return reverse(f"api:{name}", args=[version.framework.code, version.version])


@pytest.fixture
def as_person(cast):
    def sign_in(role):
        client = APIClient()
        client.force_authenticate(cast.person(role))
        return client

    return sign_in


@pytest.fixture
def published(db):
    return publish_version(load_framework(SMALL, by=None), by=None)


@pytest.fixture
def draft(db):
    return load_framework(LOGISTICS, by=None)


def test_framework_list_gives_each_framework_with_its_visible_versions(as_person, published, draft):
    load_framework(changed("version: 1.0.0", "version: 2.0.0"), by=None)
    seen = as_person("editor").get(LIST).json()["results"]
    assert [(one["code"], [v["version"] for v in one["versions"]]) for one in seen] == [
        ("small", ["1.0.0"])
    ]
    seen = as_person("administrator").get(LIST).json()["results"]
    assert [(one["code"], [v["version"] for v in one["versions"]]) for one in seen] == [
        ("mexico_logistics", ["1.0.0"]),
        ("small", ["2.0.0", "1.0.0"]),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_framework_list_takes_the_same_queries_for_any_number(
    as_person, django_assert_num_queries, count
):
    for number in range(count):
        text = changed("code: small", f"code: small_{number}")
        publish_version(load_framework(text, by=None), by=None)
    with django_assert_num_queries(LIST_QUERIES):
        as_person_client = as_person("editor")
        assert len(as_person_client.get(LIST).json()["results"]) == count


def test_framework_detail_is_not_there_where_only_drafts_are(as_person, draft):
    address = reverse("api:framework_detail", args=["mexico_logistics"])
    assert as_person("editor").get(address).status_code == 404
    assert as_person("administrator").get(address).json()["versions"][0]["status"] == "draft"


def test_version_detail_tells_the_whole_tree(as_person, published):
    data = as_person("editor").get(version_address("version_detail", published)).json()
    assert (data["framework"], data["version"], data["may_publish"]) == ("small", "1.0.0", False)
    assert data["titles"] == {"en": "Small framework", "zh-hans": "小型指标体系"}
    vacancy = next(node for node in data["nodes"] if node["code"] == "vacancy")
    assert vacancy["share"] == 0.75
    assert vacancy["indicator"]["formula_in_words"]["en"] == "Vacant floor area ÷ Floor area × 100"
    assert vacancy["indicator"]["notes"] == {}
    assert vacancy["indicator"]["basis"] == "published"
    assert data["gates"][0]["rules"][0]["rule"] == "score.positioning >= 60"
    assert data["stages"][2]["is_terminal"] is True
    assert data["carry"] == {"month": 3, "quarter": 2, "year": 1}


def test_version_detail_of_the_paper_has_every_indicator(as_person):
    version = publish_version(load_framework(WANG, by=None), by=None)
    data = as_person("observer").get(version_address("version_detail", version)).json()
    assert sum(node["indicator"] is not None for node in data["nodes"]) == 63


def test_version_detail_hides_drafts(as_person, draft):
    address = version_address("version_detail", draft)
    assert as_person("editor").get(address).status_code == 404
    assert as_person("administrator").get(address).json()["may_publish"] is True


def test_version_load_keeps_a_draft(as_person):
    response = as_person("administrator").post(LOAD, {"text": SMALL}, format="json")
    assert response.status_code == 201
    assert response.json()["status"] == "draft"
    assert FrameworkVersion.objects.get().source == SMALL


def test_version_load_tells_every_error_with_its_line(as_person):
    text = changed("unit: m2", "unit: m3").replace("at: 59", "at: 590")
    response = as_person("administrator").post(LOAD, {"text": text}, format="json")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["code"] == "framework_invalid"
    assert [one["code"] for one in problem["errors"]] == ["unit_unknown", "number_range"]
    assert problem["errors"][0]["line"] == 27


def test_version_load_does_not_change_a_published_version(as_person, published):
    text = changed("weight: 3", "weight: 4")
    response = as_person("administrator").post(LOAD, {"text": text}, format="json")
    assert (response.status_code, response.json()["code"]) == (409, "version_frozen")


def test_version_load_is_for_administrators(as_person):
    response = as_person("authority").post(LOAD, {"text": SMALL}, format="json")
    assert response.status_code == 403


def test_version_publish_freezes_a_draft(as_person, draft):
    response = as_person("administrator").post(version_address("version_publish", draft))
    assert (response.status_code, response.json()["status"]) == (200, "published")


def test_version_publish_names_conflicting_indicators(as_person, published):
    other = SMALL.replace("code: small", "code: other").replace("every: month", "every: quarter")
    version = load_framework(other, by=None)
    response = as_person("administrator").post(version_address("version_publish", version))
    assert (response.status_code, response.json()["code"]) == (400, "indicator_conflict")
    assert response.json()["conflicts"][0]["indicator"] == "floor_area"


def test_version_publish_is_for_administrators(as_person, published, draft):
    assert as_person("editor").post(version_address("version_publish", draft)).status_code == 404
    response = as_person("editor").post(version_address("version_publish", published))
    assert response.status_code == 403
