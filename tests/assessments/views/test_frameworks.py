"""Pages of frameworks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.choices import VersionStatus
from assessments.models import FrameworkVersion
from assessments.services.frameworks import load_framework, publish_version
from governance.models import ReportForm
from tests.assessments.framework_texts import LOGISTICS, SMALL, WANG, changed

pytestmark = pytest.mark.django_db
LIST = reverse("assessments:framework_list")
LIST_QUERIES = 5  # session, person, roles, count, versions
LOAD = reverse("assessments:framework_load")


def address(name, version):
    return reverse(f"assessments:{name}", args=[version.framework.code, version.version])


@pytest.fixture
def as_administrator(client, cast):
    client.force_login(cast.administrator)
    return client


@pytest.fixture
def as_editor(client, cast):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def published(db):
    return publish_version(load_framework(SMALL, by=None), by=None)


@pytest.fixture
def draft(db):
    return load_framework(LOGISTICS, by=None)


def test_framework_list_shows_published_versions_to_everybody(as_editor, published, draft):
    html = as_editor.get(LIST).content.decode()
    assert "Small framework" in html
    assert "mexico_logistics" not in html
    assert LOAD not in html


def test_framework_list_shows_drafts_and_what_to_do_to_administrators(
    as_administrator, published, draft
):
    html = as_administrator.get(LIST).content.decode()
    assert "mexico_logistics" in html
    assert LOAD in html


def test_framework_list_says_what_the_place_is_for_where_there_is_nothing(as_administrator):
    assert "No framework yet" in as_administrator.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_framework_list_takes_the_same_queries_for_any_number(
    as_editor, django_assert_num_queries, count
):
    for number in range(count):
        text = changed("version: 1.0.0", f"version: 1.0.{number}")
        publish_version(load_framework(text, by=None), by=None)
    as_editor.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        as_editor.get(LIST)


def test_framework_detail_shows_weights_and_rules_in_words_and_in_formula(as_editor, published):
    html = as_editor.get(address("framework_detail", published)).content.decode()
    assert "75.0 %" in html
    assert "Vacant floor area ÷ Floor area × 100" in html
    assert "vacant_area / floor_area * 100" in html
    assert "0 at 43.2 %, 100 at 5 %, linear in between" in html
    assert "Vacancy rate is below 43.2 %" in html
    assert "All rules hold for 2 quarters in a row." in html
    assert "geometric mean" in html


def test_framework_detail_speaks_chinese(as_editor, cast, published):
    cast.editor.language = "zh-hans"
    cast.editor.save()
    html = as_editor.get(address("framework_detail", published)).content.decode()
    assert "空置面积 ÷ 建筑面积 × 100" in html
    assert "空置率低于43.2%" in html


def test_framework_detail_opens_everything_on_demand(as_editor, published):
    page = address("framework_detail", published)
    folded, opened = (
        as_editor.get(address).content.decode().count(" open>")
        for address in (page, f"{page}?all=1")
    )
    assert opened == folded + 3


def test_framework_detail_hides_drafts_from_all_but_administrators(as_editor, draft):
    assert as_editor.get(address("framework_detail", draft)).status_code == 404


def test_framework_detail_of_the_paper_renders_complete(as_editor):
    version = publish_version(load_framework(WANG, by=None), by=None)
    html = as_editor.get(address("framework_detail", version)).content.decode()
    assert html.count('<details class="leaf"') == 63
    assert "10.54517/ssd.v1i1.2227" in html


def test_framework_detail_asks_whether_to_publish_a_draft(as_administrator, draft):
    html = as_administrator.get(address("framework_detail", draft)).content.decode()
    assert address("framework_publish", draft) in html


def test_framework_source_hands_out_the_file_as_loaded(as_editor, published):
    response = as_editor.get(address("framework_source", published))
    assert response.content.decode() == SMALL
    assert response["Content-Disposition"] == 'attachment; filename="small-1.0.0.yaml"'


def test_framework_load_keeps_a_pasted_text_as_a_draft(as_administrator):
    response = as_administrator.post(LOAD, {"text": SMALL.replace("\n", "\r\n")})
    version = FrameworkVersion.objects.get()
    assert response.url == address("framework_detail", version)
    assert (version.source, version.status) == (SMALL, VersionStatus.DRAFT)


def test_framework_load_takes_a_file_with_a_byte_order_mark(as_administrator):
    file = SimpleUploadedFile("small.yaml", SMALL.encode("utf-8-sig"))
    as_administrator.post(LOAD, {"file": file})
    assert FrameworkVersion.objects.get().source == SMALL


def test_framework_load_refuses_a_file_in_another_encoding(as_administrator):
    file = SimpleUploadedFile("small.yaml", SMALL.encode("gb18030"))
    response = as_administrator.post(LOAD, {"file": file})
    assert response.status_code == 422
    assert "not in UTF-8" in response.content.decode()


def test_framework_load_tells_every_error_with_its_line_and_keeps_the_text(as_administrator):
    text = changed("unit: m2", "unit: m3").replace("worst: 50, best: 95", "worst: 50, best: 50")
    response = as_administrator.post(LOAD, {"text": text})
    html = response.content.decode()
    assert response.status_code == 422
    assert "There are 2 errors in the framework file." in html
    assert "unit_unknown" in html
    assert "goalposts_equal" in html
    assert "score: {worst: 50, best: 50}" in html
    assert "zh-hans: 小型指标体系" in html
    assert not FrameworkVersion.objects.exists()


def test_framework_load_asks_for_a_file_or_a_text(as_administrator):
    response = as_administrator.post(LOAD, {})
    assert response.status_code == 422
    assert "Choose a file or paste its text." in response.content.decode()


def test_framework_load_refuses_to_change_a_published_version(as_administrator, published):
    response = as_administrator.post(LOAD, {"text": changed("weight: 3", "weight: 4")})
    assert response.status_code == 422
    assert "published and frozen" in response.content.decode()


def test_framework_load_is_not_there_for_others(as_editor):
    assert as_editor.get(LOAD).status_code == 404
    assert as_editor.post(LOAD, {"text": SMALL}).status_code == 404


def test_framework_publish_installs_the_forms(as_administrator, draft):
    response = as_administrator.post(address("framework_publish", draft))
    assert response.url == address("framework_detail", draft)
    draft.refresh_from_db()
    assert draft.status == VersionStatus.PUBLISHED
    assert ReportForm.objects.filter(framework="mexico_logistics").count() == 1


def test_framework_publish_says_which_indicators_conflict(as_administrator, published):
    other = SMALL.replace("code: small", "code: other").replace("every: month", "every: quarter")
    version = load_framework(other, by=None)
    response = as_administrator.post(address("framework_publish", version), follow=True)
    assert "floor_area, vacant_area, vacancy" in response.content.decode()


def test_framework_publish_is_not_there_for_others(as_editor, draft, published):
    assert as_editor.post(address("framework_publish", draft)).status_code == 404
    assert as_editor.post(address("framework_publish", published)).status_code == 404
