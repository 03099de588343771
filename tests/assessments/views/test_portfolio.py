"""The portfolio and its export."""

import csv
import io
import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry
from tests.assessments.many import copy_park
from tests.assessments.small import at

PORTFOLIO = reverse("assessments:portfolio")
EXPORT = reverse("assessments:portfolio_export")


def page_for(client, user, address=PORTFOLIO, headers=None, **query):
    client.force_login(user)
    with at("2025-07-20"):
        return client.get(address, query, headers=headers)


def html_for(client, user, **query):
    return page_for(client, user, **query).content.decode()


def test_portfolio_shows_every_part(client, cast, scored):
    html = html_for(client, cast.reviewer)
    for part in ("heat", "reports", "ranking", "stages", "map"):
        assert f'id="{part}"' in html
    for text in ("Lianhe Old Machinery Park", "Sorting", "Piloting", "Median score"):
        assert text in html
    assert "/parks/LH-01/why/sorting/?period=2025-Q2" in html


def test_portfolio_keeps_its_filters_in_the_address(client, cast, scored):
    html = html_for(client, cast.reviewer, stage="t1", order="-park", goal="positioning")
    assert '<option value="t1" selected>' in html
    assert 'name="order" value="-park"' in html
    assert "stage=t1" in html.split('id="heat"')[1]


def test_portfolio_tells_what_cannot_be_at_its_filter(client, cast, scored):
    html = html_for(client, cast.reviewer, score_from="many", order="zz")
    assert 'id="score_from-error"' in html
    assert 'value="many"' in html
    assert "is not an order of this table" in html
    assert "Lianhe Old Machinery Park" in html


def test_portfolio_answers_htmx_with_its_parts_only(client, cast, scored):
    response = page_for(client, cast.reviewer, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "<html" not in html
    assert 'id="portfolio"' in html


def test_portfolio_of_observers_says_nothing_of_drafts(client, cast, scored):
    html = html_for(client, cast.observer)
    assert "Waiting for review" not in html
    assert "keys-of-4" in html


@pytest.mark.parametrize("role", ["stranger", "administrator"])
def test_portfolio_of_others_names_nothing_of_the_park(client, cast, scored, role):
    assert "Lianhe" not in html_for(client, cast.person(role))


def test_portfolio_without_parks_says_what_it_is_for(client, cast, db):
    assert "No parks yet" in html_for(client, cast.administrator)
    assert "No park is like this" in html_for(client, cast.reviewer, level="national")


def test_portfolio_as_of_a_day_says_so(client, cast, scored):
    html = html_for(client, cast.reviewer, as_of="2025-07-10")
    assert "as they were known on" in html


def test_portfolio_is_kept_until_something_changes(
    client, cast, scored, settings, django_assert_max_num_queries
):
    settings.PORTFOLIO_KEPT_SECONDS = 60
    cache.clear()
    first = html_for(client, cast.reviewer)
    client.force_login(cast.reviewer)
    with at("2025-07-20"), django_assert_max_num_queries(7):
        again = client.get(PORTFOLIO).content.decode()
    assert again.split('id="heat"')[1] == first.split('id="heat"')[1]
    copy_park(scored, "LH-02", name_en="Another Park")
    assert "Another Park" in html_for(client, cast.reviewer)
    cache.clear()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_portfolio_is_there_in_both_languages(client, cast, scored, language):
    cast.reviewer.language = language
    cast.reviewer.save()
    assert page_for(client, cast.reviewer).status_code == 200


def export_of(client, user, form, **query):
    response = page_for(client, user, EXPORT, format=form, **query)
    return response, b"".join(response.streaming_content)


def test_portfolio_export_holds_the_same_figures_in_every_form(client, cast, scored):
    copy_park(scored, "LH-02", score=80.0, name_en="=1+1")
    response, text = export_of(client, cast.reviewer, "csv")
    assert response.headers["X-Row-Count"] == "2"
    lines = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    parks = json.loads(export_of(client, cast.reviewer, "json")[1])["parks"]
    sheet = load_workbook(io.BytesIO(export_of(client, cast.reviewer, "xlsx")[1]))["parks"]
    names, *rows = [[cell.value for cell in row] for row in sheet.rows]
    assert lines[0]["name_en"] == rows[0][1] == "'=1+1"
    for line, park, row in zip(lines, parks, rows, strict=True):
        held = dict(zip(names, row, strict=True))
        assert float(line["head_score"]) == park["head_score"] == held["head_score"]
        assert line["equality"] == ""
        assert park["equality"] is held["equality"] is None


def test_portfolio_export_is_narrowed_and_recorded(client, cast, scored):
    copy_park(scored, "LH-02", score=80.0)
    _response, text = export_of(client, cast.reviewer, "csv", score_from="60")
    assert "LH-02" in text.decode()
    assert "LH-01" not in text.decode()
    entry = AuditEntry.objects.filter(action="portfolio.export").latest("pk")
    assert entry.by == cast.reviewer
    assert entry.details["parks"] == 1
    assert entry.details["filters"] == {"score_from": "60"}


def test_portfolio_export_of_what_cannot_be_leads_to_the_page_that_says_so(client, cast, scored):
    response = page_for(client, cast.reviewer, EXPORT, stage="t9")
    assert (response.status_code, response.url) == (302, f"{PORTFOLIO}?stage=t9")


@pytest.mark.parametrize(
    "role", ["editor", "lead", "reviewer", "authority", "observer", "consultant"]
)
def test_portfolio_takes_as_many_queries_for_every_role(
    client, cast, scored, role, django_assert_num_queries
):
    copy_park(scored, "LH-02", longitude=110.0, latitude=30.0)
    page_for(client, cast.person(role), list="accepted")
    asked_whether_anybody_writes = connection.vendor == "postgresql"
    with at("2025-07-20"), django_assert_num_queries(35 + asked_whether_anybody_writes):
        client.get(PORTFOLIO, {"list": "accepted"})
