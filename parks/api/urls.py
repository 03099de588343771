"""Addresses of parks in the API."""

from django.urls import URLPattern, path

from parks.api.audit import ParkAudit
from parks.api.calendar import CalendarDayDetail, CalendarDetail
from parks.api.grants import GrantList
from parks.api.imports import ParkImportCreate
from parks.api.indicators import IndicatorDetail, IndicatorList
from parks.api.observations import ObservationList
from parks.api.parks import ParkDetail, ParkList
from parks.api.periods import PeriodDetail, PeriodList
from parks.api.record_evidence import RecordEvidenceDetail, RecordEvidenceList
from parks.api.record_imports import RecordImportCreate
from parks.api.records import views_of
from parks.api.regions import RegionList
from parks.registers import REGISTERS, Register

REGISTER = "parks/<str:code>/<slug:register>"
RECORD = f"{REGISTER}/<int:pk>"


def register_addresses(register: Register) -> list[URLPattern]:
    """Return the addresses of a register: its list, and one of its records."""
    place, name = f"parks/<str:code>/{register.word}", register.singular
    found, one = views_of(register)
    return [
        path(place, found.as_view(), name=f"{name}_list"),
        path(f"{place}/<int:pk>", one.as_view(), name=f"{name}_detail"),
    ]


urlpatterns: list[URLPattern] = [
    path("parks", ParkList.as_view(), name="park_list"),
    path("parks/<str:code>", ParkDetail.as_view(), name="park_detail"),
    path("parks/<str:code>/audit", ParkAudit.as_view(), name="park_audit"),
    path("park-imports", ParkImportCreate.as_view(), name="park_import_create"),
    path("regions", RegionList.as_view(), name="region_list"),
    path("periods", PeriodList.as_view(), name="period_list"),
    path("periods/<str:code>", PeriodDetail.as_view(), name="period_detail"),
    path("calendar/<int:year>", CalendarDetail.as_view(), name="calendar_detail"),
    path("calendar-days/<str:day>", CalendarDayDetail.as_view(), name="calendar_day_detail"),
    path("indicators", IndicatorList.as_view(), name="indicator_list"),
    path("indicators/<str:code>", IndicatorDetail.as_view(), name="indicator_detail"),
    path("observations", ObservationList.as_view(), name="observation_list"),
    path("grants", GrantList.as_view(), name="grant_list"),
    *(address for one in REGISTERS.values() for address in register_addresses(one)),
    path(f"{REGISTER}/imports", RecordImportCreate.as_view(), name="record_import_create"),
    path(f"{RECORD}/evidence", RecordEvidenceList.as_view(), name="record_evidence_list"),
    path(
        f"{RECORD}/evidence/<int:evidence>",
        RecordEvidenceDetail.as_view(),
        name="record_evidence_detail",
    ),
]
