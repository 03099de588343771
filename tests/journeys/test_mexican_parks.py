"""12 real industrial parks, all the way through the API as the worked example does it: the published scores and places come out."""

import json
from pathlib import Path

import pytest

from accounts.services.audit_chains import verify_chains
from assessments.models import Score
from docs.howto import mexican_parks as example
from docs.howto import mexican_people as people
from governance.models import StageReport
from parks.models import Observation, Park

GOLDEN = Path(__file__).parent.parent / "golden" / "mexico_parks_2026.json"
TOLERANCE = 1e-9


def published():
    """Return score and place by name, from the published file itself."""
    table = json.loads(GOLDEN.read_text())
    rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    return {row["zone_name"]: (row["logistics_score"], row["rank"]) for row in rows}


@pytest.mark.django_db(transaction=True)
def test_the_published_scores_and_places_come_out(live_server, client, capsys):
    example.main(live_server.url)
    quarter = people.last_quarter()
    reviewer = example.Caller(live_server.url, people.key_of(people.prepare()["reviewer"]))
    lead = example.Caller(live_server.url, people.key_of(people.name_committees()["MX-07"]))

    check_ranking(example.ranking(reviewer, quarter))
    check_printed(capsys.readouterr().out)
    check_explained(reviewer.get("parks/MX-04/why/dist_to_us_border_km", period=quarter))
    client.force_login(people.prepare()["reviewer"])
    check_pages(client, quarter)
    of_committee = example.ranking(lead, quarter)["ranks"]
    assert [row["park"] for row in of_committee] == ["MX-07", "MX-08"]

    before = counts()
    example.main(live_server.url)
    assert counts() == before == [12, 12, 24, before[-1]]
    assert verify_chains() == []


def check_ranking(ranking):
    names = {park.code: park.name_en for park in Park.objects.all()}
    found = {names[row["park"]]: (row["value"] / 100, row["place"]) for row in ranking["ranks"]}
    assert (ranking["parks"], ranking["scored"], len(found)) == (12, 12, 12)
    for name, (score, place) in published().items():
        assert found[name] == (pytest.approx(score, rel=0, abs=TOLERANCE), place)


def check_printed(text):
    head, *lines = text.splitlines()
    assert "published" in head
    assert len(lines) == 12
    for line in lines:
        _park, score, published_score, place, published_place = line.split()
        assert float(score) == pytest.approx(float(published_score), rel=0, abs=TOLERANCE)
        assert place == published_place


def check_explained(why):
    """The chain goes down to the value, to who filed it and to who accepted it."""
    text = json.dumps(why, ensure_ascii=False)
    for part in ("148.35192808204658", "Committee, Baja California", "Reviewer, Mexico"):
        assert part in text


def check_pages(client, quarter):
    """The pages show a park whose framework has no stages just as well."""
    parts = ("", "scores/", f"why/{example.GOAL}/", "reports/", f"reports/{quarter}/", "history/")
    for address in ("/", "/parks/", *(f"/parks/MX-04/{part}" for part in parts)):
        assert client.get(address).status_code == 200, address


def counts():
    return [one.objects.count() for one in (Park, StageReport, Observation, Score)]
