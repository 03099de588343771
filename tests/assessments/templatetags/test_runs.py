"""The state of a run, and the dot of a ranking."""

from datetime import timedelta

import pytest
from django.template import Context, Template

from accounts import clock
from assessments.models import Run


def drawn(tag, **context):
    return Template("{% load runs %}{% " + tag + " %}").render(Context(context))


@pytest.mark.parametrize(
    ("status", "classes", "word"),
    [("queued", "tag", "Queued"), ("running", "tag tag-now", "Running"), ("done", "tag tag-ok", "Done"),
     ("failed", "tag tag-bad", "Failed"), ("cancelled", "tag tag-dash", "Cancelled")],
)  # fmt: skip
def test_a_run_says_how_far_it_has_come(status, classes, word):
    run = Run(status=status, started_at=clock.now())

    assert drawn("run_status run", run=run) == f'<span class="{classes}">{word}</span>'


def test_a_run_without_a_sign_of_life_is_lost():
    run = Run(status="running", started_at=clock.now() - timedelta(hours=2))

    assert "Lost" in drawn("run_status run", run=run)


def test_a_dot_stands_at_its_score_with_its_interval():
    html = drawn("score_dot 63.24 51.0 70.0")

    assert 'cx="63.2%"' in html
    assert 'aria-label="63.2, between 51.0 and 70.0"' in html
    assert html.count('class="wh"') == 3


def test_without_an_interval_there_is_the_dot_alone_and_without_a_score_nothing():
    assert 'class="wh"' not in drawn("score_dot 63.2 63.2 63.2")
    assert drawn("score_dot None") == ""


def test_the_axis_names_the_quarters_of_the_scale():
    assert [stop in drawn("score_axis") for stop in (">25<", ">50<", ">75<")] == [True] * 3
