"""Cells of heat maps."""

import pytest
from django.template import Context, Template


def cell(arguments):
    return Template("{% load heat %}{% heat_cell " + arguments + " %}").render(Context())


@pytest.mark.parametrize(
    ("value", "tone"),
    [("0.0", 0), ("9.99", 0), ("10.0", 1), ("63.2", 6), ("99.9", 9), ("100.0", 9)],
)
def test_a_score_stands_on_one_of_ten_tones(value, tone):
    assert f'class="heat-{tone}"' in cell(value)


def test_a_cell_links_to_why_and_names_whose_score_it_is():
    html = cell("63.24 url='/parks/P1/why/g/' label='Harbour · Goal'")

    assert '<a href="/parks/P1/why/g/">63.2</a>' in html
    assert 'title="Harbour · Goal"' in html


def test_without_a_score_the_cell_is_hatched_and_says_why():
    html = cell("None 'not_asked' label='Harbour'")

    assert 'class="hatch"' in html
    assert "Not yet asked" in html
    assert 'title="Harbour: Not yet asked"' in html


def test_a_score_of_which_little_is_measured_is_marked():
    assert "thin" not in cell("63.2 completeness=0.75")
    html = cell("63.2 completeness=0.6")
    assert 'class="heat-6 thin"' in html
    assert "60 % measured" in html.replace("\xa0", " ")
