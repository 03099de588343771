"""The words that pages are written with."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.formats import date_format

from accounts import clock
from accounts.models import User
from accounts.templatetags import page

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)


def rendered(source, *, path="/", **context):
    request = RequestFactory().get(path)
    return Template("{% load page %}" + source).render(Context({"request": request, **context}))


# Figures


@pytest.mark.parametrize(
    ("share", "digits", "words"), [(1 / 3, 1, "33.3 %"), (1, 0, "100 %"), (None, 1, "–")]
)
def test_percent_writes_a_share_of_one(share, digits, words):
    assert page.percent(share, digits) == words


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [
        (63.24, 1, "63.2"),
        (63.96, 1, "64.0"),
        (100 / 18, 2, "5.56"),
        (1284, 0, "1,284"),
        (-0.04, 1, "0.0"),
        (Decimal("2.5"), 2, "2.50"),
        (None, 1, "–"),
        (float("nan"), 1, "–"),
    ],
)
def test_figure_has_fixed_digits_and_a_dash_for_no_value(value, digits, words):
    assert page.figure(value, digits) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (24980.0, "24,980"),
        (0.1 + 0.2, "0.3"),
        (31.7005, "31.7005"),
        (1e-7, "0.0000001"),
        (0, "0"),
        (None, "–"),
    ],
)
def test_exact_shows_all_digits_and_no_more(value, words):
    assert page.exact(value) == words


def test_plain_can_be_typed_again():
    assert [page.plain(value) for value in (24980.5, 100.0, -3, 1e21, None)] == [
        "24980.5",
        "100",
        "-3",
        "1000000000000000000000",
        "",
    ]


def test_change_shows_a_direction_in_words_and_a_figure_without_sign():
    assert page.change(3.24) == '<span class="up"><span class="vh">up by </span>3.2</span>'
    assert page.change(-0.5, 2) == '<span class="down"><span class="vh">down by </span>0.50</span>'
    assert page.change(0.04) == '<span class="same">0.0</span>'
    assert page.change(None) == "–"


# Times


def test_period_name_says_months_quarters_and_years():
    names = [page.period_name(code) for code in ("2026-09", "2026-Q3", "2026", "")]
    assert names == ["September 2026", "Q3 2026", "2026", ""]


def test_period_name_of_a_month_in_chinese():
    with translation.override("zh-hans"):
        assert page.period_name("2026-09") == "2026年9月"


def test_in_days_counts_from_the_clock():
    with clock.at(NOON):
        days = [date(2026, 10, day) for day in (15, 10, 9, 8, 6)]
        words = [page.in_days(day) for day in days]
        assert words == ["in 6 days", "in 1 day", "today", "1 day ago", "3 days ago"]


def test_in_days_takes_a_moment_in_the_time_zone_of_the_reader():
    late = datetime(2026, 10, 9, 20, tzinfo=UTC)  # already the 10th in Shanghai
    with clock.at(NOON):
        assert page.in_days(late) == "in 1 day"
        assert page.in_days(None) == ""


# Links


def test_query_with_changes_one_parameter_and_keeps_the_others():
    query = rendered("{% query_with page=3 %}", path="/parks/?q=a%26b&page=2")
    assert query == "?q=a%26b&amp;page=3"


def test_query_with_takes_a_parameter_out():
    assert rendered("{% query_with page=None %}", path="/parks/?page=2&sort=name") == "?sort=name"


@pytest.mark.parametrize(
    ("url", "path", "current"),
    [
        ("/parks/", "/parks/", 'aria-current="page"'),
        ("/parks/", "/parks/LH-01/", 'aria-current="true"'),
        ("/parks/", "/reviews/", ""),
        ("/", "/parks/", ""),
    ],
)
def test_nav_link_marks_where_one_is(url, path, current):
    html = rendered("{% nav_link url 'Parks' %}", path=path, url=url)
    assert re.findall(r'aria-current="\w+"', html) == [current] * bool(current)


def test_nav_link_shows_how_many_wait():
    assert '<span class="n">5<' in rendered("{% nav_link '/reviews/' 'Reviews' 5 %}")
    assert 'class="n"' not in rendered("{% nav_link '/reviews/' 'Reviews' 0 %}")


def test_box_is_left_out_where_nothing_stands_in_it():
    assert rendered("{% box 'div' 'sub' %}  {% endbox %}") == ""
    assert (
        rendered("{% box 'div' 'sub' %}a &amp; b{% endbox %}") == '<div class="sub">a &amp; b</div>'
    )
    labelled = rendered("{% box 'nav' 'crumbs' 'Where you are' %}x{% endbox %}")
    assert labelled == '<nav class="crumbs" aria-label="Where you are">x</nav>'


# Marks


def test_icon_is_hidden_from_screen_readers_unless_it_has_a_label():
    assert page.icon("check").startswith('<svg class="i" aria-hidden="true"><use href="/static/')
    labelled = page.icon("check", label="Saved", classes="i-s")
    assert 'class="i i-s" role="img" aria-label="Saved"' in labelled


def test_every_icon_that_a_template_or_module_names_is_in_the_sprite():
    sprite = set(
        re.findall(r'<symbol id="([^"]+)"', (ROOT / "static/vendor/icons.svg").read_text())
    )
    named = {
        name
        for template in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'{% icon ["\']([^"\']+)["\']', template.read_text())
    }
    assert named - sprite == set()


def test_stage_is_a_badge_with_its_letters():
    assert page.stage("t2") == '<span class="st st-t2">t2</span>'
    assert page.stage("complete") == '<span class="st st-done">Upgraded</span>'
    assert page.stage("") == ""


def test_status_takes_a_report_or_a_word():
    class Report:
        status = "in_review"

    assert page.status(Report()) == '<span class="tag tag-now">In review</span>'
    assert page.status("draft") == '<span class="tag">Draft</span>'


def test_band_uses_the_title_of_the_framework():
    assert page.band("sound") == '<span class="band b-sound"><i></i>Sound</span>'
    assert page.band("sound", "Gut & fest").endswith("<i></i>Gut &amp; fest</span>")
    assert page.band(None) == ""


def test_score_bar_has_places_in_per_cent_whatever_the_language():
    with translation.override("de"):
        svg = page.score_bar(58.83, low=53.9, high=62.6, gate=60)
    assert '<rect class="fill-5" x="0" y="2" width="58.8%" height="18"/>' in svg
    assert svg.count('class="wh"') == 3
    assert '<line class="thr" x1="60.0%" x2="60.0%" y1="0" y2="28"/>' in svg


def test_score_bar_says_its_figures():
    assert 'aria-label="58.8, between 53.9 and 62.6; needed: 60.0"' in page.score_bar(
        58.83, low=53.9, high=62.6, gate=60
    )
    assert 'aria-label="100.0"' in page.score_bar(100.0, size="category")


def test_score_bar_keeps_the_ends_of_the_scale():
    assert 'class="fill-9"' in page.score_bar(100.0)
    assert 'class="fill-0"' in page.score_bar(0.0)


def test_score_bar_hatches_what_has_no_score():
    html = '<span class="fig-none fig-none-goal hatch" role="img" aria-label="No score"></span>'
    assert page.score_bar(None) == html


# Forms


class ParkForm(forms.Form):
    name = forms.CharField(help_text="As on the map")
    level = forms.ChoiceField(choices=[("a", "A")], required=False)
    is_old = forms.BooleanField(required=False)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_field_ties_label_help_and_error_to_the_control():
    html = rendered("{% field form.name %}", form=ParkForm({}))
    assert '<label class="form-label" for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_field_gives_each_kind_of_control_its_look():
    form = ParkForm()
    assert 'class="form-select"' in rendered("{% field form.level %}", form=form)
    assert '<label class="check" for="id_is_old">' in rendered("{% field form.is_old %}", form=form)
    group = rendered("{% field form.kind %}", form=form)
    assert "<fieldset" in group
    assert '<legend class="form-label">' in group
    large = rendered("{% field form.name large=True hide_label=True %}", form=form)
    assert 'class="form-control form-control-lg"' in large
    assert '<label class="form-label vh"' in large


def test_field_refuses_what_is_no_field():
    with pytest.raises(ImproperlyConfigured):
        page.field("name")


# Components


def test_form_errors_lead_to_the_fields():
    html = render_to_string("components/form_errors.html", {"form": ParkForm({})})
    assert '<a href="#id_name">Name</a>' in html
    assert 'role="alert"' in html
    assert render_to_string("components/form_errors.html", {"form": ParkForm()}).strip() == ""


def test_pages_keep_the_filters_of_the_address():
    request = RequestFactory().get("/parks/?q=machine&page=2")
    context = {"page": Paginator(range(60), 25).page(2), "request": request}
    html = render_to_string("components/pages.html", context)
    assert 'href="?q=machine&amp;page=1"' in html
    assert 'href="?q=machine&amp;page=3"' in html
    assert "Page 2 of 3: 26–50 of 60" in html


def test_chart_holds_its_figures_as_data_and_its_words_as_a_label():
    context = {"id": "trend", "kind": "trend", "title": "Scores by quarter", "data": {"x": ["<"]}}
    html = render_to_string("components/chart.html", context)
    assert 'id="trend" data-chart="trend" role="img" aria-label="Scores by quarter"' in html
    assert '<script id="trend-data" type="application/json">{"x": ["\\u003C"]}</script>' in html


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_pages_for_broken_requests_need_nothing_but_themselves(template):
    assert "<h1>" in render_to_string(template)


def test_dates_are_written_so_that_nobody_takes_them_for_another_day():
    day = date(2026, 10, 9)
    assert date_format(day, "SHORT_DATE_FORMAT") == "9 Oct 2026"
    with translation.override("zh-hans"):
        assert date_format(day, "SHORT_DATE_FORMAT") == "2026年10月9日"


class Navigation:
    def __init__(self, *roles, is_administrator=False, waiting=0):
        self.roles = frozenset(roles)
        self.is_administrator = is_administrator
        self.waiting = waiting


def topbar(navigation, **context):
    request = RequestFactory().get("/")
    person = User(name="Chen Yu", email="chen.yu@example.org", position_en="Committee lead")
    context = {"user": person, "navigation": navigation, **context}
    return render_to_string("components/topbar.html", context, request)


def test_topbar_offers_the_administration_to_administrators_only():
    assert "/admin-area/users/" in topbar(Navigation(is_administrator=True))
    assert "/admin-area/" not in topbar(Navigation("reviewer"))


def test_topbar_says_who_is_signed_in_and_lets_them_out_by_post():
    html = topbar(Navigation("lead"))
    assert "Account: Chen Yu" in html
    assert '<form method="post" action="/sign-out/">' in html


def test_topbar_offers_the_other_language():
    assert 'name="language" value="zh-hans"' in topbar(Navigation())
    with translation.override("zh-hans"):
        assert 'name="language" value="en"' in topbar(Navigation())


def test_topbar_of_somebody_unknown_has_neither_pages_nor_account():
    html = topbar(None, user=AnonymousUser())
    assert 'id="topnav"' not in html
    assert "/sign-out/" not in html


def test_kept_holds_what_a_link_needs_and_the_day_in_view():
    shown = Context({"as_of": SimpleNamespace(day=date(2026, 6, 30))})
    assert page.kept(shown, period="2026-Q1") == "?period=2026-Q1&as_of=2026-06-30"
    assert page.kept(Context({}), period="2026-Q1") == "?period=2026-Q1"
    assert page.kept(Context({})) == ""
