"""History becomes observations by the rules of accepted values: revisions, latest values, one audit entry, one signal."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from accounts import clock
from accounts.models import AuditEntry
from accounts.services.audit_chains import verify_chains
from parks.choices import Frequency, Provenance
from parks.models import HistoryImport, LatestValue, Observation, Period
from parks.services.history_import import import_history
from parks.services.observations import Observed, observe
from parks.signals import history_imported
from tests.factories import make_indicator, make_park, make_period
from tests.parks.history import history_file

NOW = datetime(2026, 11, 24, 8, 30, 15, 123456, tzinfo=UTC)
LINES = (
    "LH-01,vacancy,2026-Q1,43.2,",
    "LH-01,vacancy,2026-Q2,,not_measured",
    "LH-01,firms,2026-09,7,",
)


@pytest.fixture
def indicators(cast):
    return make_indicator("vacancy"), make_indicator("firms", Frequency.MONTH)


@pytest.fixture
def take(cast, indicators, tmp_path):
    """Import lines as the authority of the cast."""

    moments = count()

    def taken(*lines, by=cast.authority, **options):
        with clock.at(NOW + timedelta(minutes=next(moments))):
            return import_history(history_file(tmp_path, *lines), by=by, **options)

    return taken


@pytest.fixture
def told():
    """What the signal said."""
    heard = []

    def hear(signal, sender, **said):
        heard.append(said)

    history_imported.connect(hear)
    yield heard
    history_imported.disconnect(hear)


def on_record():
    rows = Observation.objects.order_by("indicator__code", "period__ends_on", "revision")
    return [
        (
            o.indicator.code,
            o.period.code,
            o.revision,
            o.value,
            o.missing_reason,
            o.superseded_at is None,
        )
        for o in rows.select_related("indicator", "period")
    ]


def test_rows_become_observations_of_the_importer(cast, take):
    result = take(*LINES)

    assert result.counts == {"read": 3, "created": 3, "revised": 0, "unchanged": 0, "rejected": 0}
    assert on_record() == [
        ("firms", "2026-09", 1, 7.0, "", True),
        ("vacancy", "2026-Q1", 1, 43.2, "", True),
        ("vacancy", "2026-Q2", 1, None, "not_measured", True),
    ]
    observation = Observation.objects.first()
    assert observation.provenance == Provenance.IMPORT
    assert (observation.recorded_by, observation.recorded_at) == (cast.authority, NOW)


def test_the_import_is_kept_told_and_audited_once(cast, take, told):
    take(*LINES)

    kept = HistoryImport.objects.get()
    assert (kept.name, kept.imported_by, kept.imported_at) == ("history.csv", cast.authority, NOW)
    assert (kept.read, kept.created) == (3, 3)
    entry = AuditEntry.objects.get(action="history.import")
    assert entry.details == {
        "sha256": kept.sha256,
        **{n: getattr(kept, n) for n in ("read", "created", "revised", "unchanged", "rejected")},
    }
    assert verify_chains() == []
    (said,) = told
    assert said == {
        "imported": kept,
        "parks": [cast.park.pk],
        "first": date(2026, 3, 31),
        "last": date(2026, 9, 30),
        "by": cast.authority,
    }


def test_the_same_file_twice_changes_nothing(take, told):
    take(*LINES)
    before = list(Observation.objects.values()), list(LatestValue.objects.values())

    again = take(*LINES)

    assert again.counts == {"read": 3, "created": 0, "revised": 0, "unchanged": 3, "rejected": 0}
    assert again.is_carried_out
    assert (list(Observation.objects.values()), list(LatestValue.objects.values())) == before
    assert (
        HistoryImport.objects.count()
        == AuditEntry.objects.filter(action="history.import").count()
        == len(told)
        == 1
    )


def test_a_changed_value_supersedes_what_a_report_brought(cast, take, indicators):
    with clock.at(datetime(2026, 5, 1, tzinfo=UTC)):
        observe(
            cast.park,
            make_period("2026-Q1"),
            [Observed(indicators[0].pk, 40.0)],
            by=cast.reviewer,
            provenance=Provenance.REPORT,
        )

    result = take(*LINES)

    assert (result.created, result.revised) == (2, 1)
    assert on_record()[1:3] == [
        ("vacancy", "2026-Q1", 1, 40.0, "", False),
        ("vacancy", "2026-Q1", 2, 43.2, "", True),
    ]
    assert Observation.objects.get(revision=2).value == 43.2
    assert Observation.objects.get(superseded_at__isnull=False).superseded_at == NOW
    assert Observation.objects.known_at(datetime(2026, 6, 1, tzinfo=UTC)).get().value == 40.0


def test_the_latest_value_is_that_of_the_last_period(cast, take, indicators):
    take(*LINES)
    latest = LatestValue.objects.get(indicator=indicators[0])
    assert latest.observation.period.code == "2026-Q2"

    take("LH-01,vacancy,2025-Q4,50,", "LH-01,vacancy,2026-Q1,44,")
    latest.refresh_from_db()
    assert latest.observation.period.code == "2026-Q2"

    take("LH-01,vacancy,2026-Q2,41,")
    latest.refresh_from_db()
    assert (latest.observation.value, latest.observation.revision) == (41.0, 2)

    take("LH-01,vacancy,2026-Q3,39,")
    latest.refresh_from_db()
    assert latest.observation.value == 39.0
    assert LatestValue.objects.count() == 2


def test_a_file_with_a_bad_row_changes_nothing(take):
    result = take(*LINES, "LH-01,vacancy,2026-Q3,x,")

    assert result.counts == {"read": 4, "created": 3, "revised": 0, "unchanged": 0, "rejected": 1}
    assert not result.is_carried_out
    assert [(p.row, p.code) for p in result.problems] == [(5, "number_malformed")]
    assert not Observation.objects.exists()
    assert not Period.objects.exists()


def test_bad_rows_are_skipped_where_it_is_asked_for(take):
    result = take(*LINES, "LH-01,vacancy,2026-Q3,x,", skip_rejected=True)

    assert (result.created, result.rejected, result.is_carried_out) == (3, 1, True)
    assert Observation.objects.count() == 3
    assert HistoryImport.objects.get().rejected == 1


def test_a_dry_run_says_what_would_happen(take, told):
    result = take(*LINES, dry_run=True)

    assert (result.created, result.is_carried_out) == (3, False)
    assert not Observation.objects.exists()
    assert not Period.objects.exists()
    assert told == []


def test_parks_of_others_are_unknown(cast, take):
    make_park("XX-01")
    result = take(
        "QN-01,vacancy,2026-Q1,1,", "XX-01,vacancy,2026-Q1,1,", "NO-01,vacancy,2026-Q1,1,"
    )

    assert [p.code for p in result.problems] == ["park_unknown"] * 3
    assert take(*LINES, by=cast.reviewer).rejected == 3


def test_a_few_rows_beside_many_are_checked_one_by_one(cast, take, indicators):
    take(
        *(
            f"LH-01,vacancy,{year}-Q{quarter},{year},"
            for year in range(2000, 2026)
            for quarter in (1, 2, 3, 4)
        )
    )

    assert take("LH-01,firms,2026-09,8,").created == 1
    assert LatestValue.objects.get(indicator=indicators[1]).observation.value == 8.0
