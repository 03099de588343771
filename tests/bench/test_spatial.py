"""The spatial bench compares like with like, and says what it is made of."""

import pytest

from bench import spatial
from bench.run import Figure
from engine.accessibility import Gaussian


@pytest.fixture(autouse=True)
def once(monkeypatch):
    monkeypatch.setattr(spatial, "TIMES", 1)


@pytest.mark.parametrize(("name", "decay"), spatial.DECAYS)
def test_our_accessibility_and_that_of_pysal_are_the_same_numbers(name, decay):
    ours, theirs, apart = spatial.against_access(spatial.Site.made(3), decay)
    assert ours > 0
    assert theirs > 0
    assert apart <= 1e-9


def test_results_that_differ_are_refused(monkeypatch):
    peer = spatial.two_stage_fca
    monkeypatch.setattr(
        spatial, "two_stage_fca", lambda *args, **named: peer(*args, **named) * 1.01
    )
    with pytest.raises(ArithmeticError):
        spatial.against_access(spatial.Site.made(3), Gaussian(600))


def test_each_row_is_a_figure(monkeypatch):
    monkeypatch.setattr(spatial, "PARKS", 2)
    figures = [Figure(*row) for row in spatial.ratios()]
    assert [figure.title for figure in figures] == [
        "accessibility, binary, faster than pysal's access by",
        "accessibility, Gaussian, faster than pysal's access by",
        "spatial measures of 2 parks ÷ bare distances",
    ]
    assert all(figure.ratio > 0 for figure in figures)


def test_a_park_has_an_inequality_and_a_coverage():
    uneven, covered = spatial.measures_of(spatial.Site.made(1))
    assert 0 < uneven < 0.5
    assert 0.9 < covered <= 1
