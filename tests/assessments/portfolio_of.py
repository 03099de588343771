"""The portfolio of a person on a day after both quarters of the scored park were due."""

from __future__ import annotations

from accounts.models import User
from assessments.selectors.portfolio_choices import Portfolio, portfolio_shown
from assessments.selectors.portfolio_filters import portfolio_filter
from assessments.selectors.portfolio_shown import Shown
from tests.assessments.small import at

TODAY = "2025-07-20"


def portfolio_of(user: User, day: str = TODAY, **query: str) -> Portfolio:
    with at(day):
        return portfolio_shown(user, portfolio_filter(query))


def shown_to(user: User, day: str = TODAY, **query: str) -> Shown:
    return portfolio_of(user, day, **query).shown
