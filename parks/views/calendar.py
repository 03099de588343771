"""The calendar of working days, as administrators keep it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.errors import RuleBroken
from accounts.http import Request, administrators_only, render_page
from parks.forms import CalendarDaysForm
from parks.models.calendar import FIRST_DAY, LAST_DAY
from parks.selectors.calendar_list import Day, calendar_day, calendar_year
from parks.services.calendar import end_calendar_day, set_calendar_days


@administrators_only
@require_safe
def calendar_list(request: Request) -> HttpResponse:
    asked = request.GET.get("year", "")
    is_year = len(asked) == 4 and asked.isdecimal() and asked.isascii()
    year = int(asked) if is_year else clock.today().year
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise Http404
    calendar = calendar_year(year)
    context = {
        "calendar": calendar,
        "week": [date(2024, 1, day) for day in range(1, 8)],
        "years": [one for one in range(year - 2, year + 3) if _is_ours(date(one, 1, 1))],
    }
    return render_page(request, "parks/calendar_list.html", context)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_edit(request: Request) -> HttpResponse:
    day = _asked_day(request)
    form = CalendarDaysForm(request.POST or None, initial=_initial(day))
    if form.is_valid():
        try:
            days = set_calendar_days(**form.cleaned_data, by=request.user)
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The calendar was changed."))
            return redirect(_page_of(days[0].date))
    status = 422 if form.errors else 200
    context = {"form": form, "day": day}
    return render_page(request, "parks/calendar_edit.html", context, status=status)


@administrators_only
@require_POST
def calendar_end(request: Request, day: str) -> HttpResponse:
    ended = _read(day)
    if ended is None:
        raise Http404
    end_calendar_day(ended, by=request.user)
    messages.success(request, _("The day is again what the public holidays and the week say."))
    return redirect(_page_of(ended))


def _asked_day(request: Request) -> Day | None:
    day = _read(request.GET.get("day", ""))
    return calendar_day(day) if day else None


def _initial(day: Day | None) -> dict[str, object]:
    """Offer what is set here, else the opposite of what the day is."""
    if day is None:
        return {"is_working": "no"}
    is_working = day.is_working if day.own else not day.is_working
    return {
        "first": day.date,
        "last": day.date,
        "is_working": "yes" if is_working else "no",
        "note": day.note,
    }


def _read(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:  # such as 30 February
        return None
    return day if day and _is_ours(day) else None


def _is_ours(day: date) -> bool:
    return FIRST_DAY <= day <= LAST_DAY


def _page_of(day: date) -> str:
    return f"{reverse('parks:calendar_list')}?year={day.year}"
