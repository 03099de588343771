"""One run, four forms: the page, CSV, Excel and JSON say the same."""

import csv
import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry
from tests.assessments.runs import make_run
from tests.assessments.small import publish
from tests.factories import make_park

pytestmark = pytest.mark.django_db


def page(name, run):
    return reverse(f"assessments:{name}", args=[run.pk])


def plain(cell):
    """A cell as text, whole numbers without a point: a spreadsheet knows one kind of number."""
    try:
        return repr(float(cell))
    except (TypeError, ValueError):
        return cell or ""


def test_csv_excel_json_and_the_page_hold_the_same_figures(client, cast):
    client.force_login(cast.consultant)
    version = publish(cast)
    other = make_park("LH-02", cast.district, name_en="=cmd()", name_zh="园区")
    scores = {"LH-01": {"positioning": 61.24, "sorting": 33.3}, "LH-02": {"positioning": 58.76}}
    run = make_run(version, [cast.park, other], by=cast.consultant, scores=scores, title="云江 run")
    answers = {
        form: client.get(page("run_export", run), {"format": form})
        for form in ("csv", "xlsx", "json")
    }
    content = {form: answer.getvalue() for form, answer in answers.items()}
    lines = list(csv.DictReader(io.StringIO(content["csv"].decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(content["xlsx"]))["scores"]
    head, *rows = sheet.iter_rows(values_only=True)
    of_json = json.loads(content["json"])["scores"]

    assert [list(map(plain, row)) for row in rows] == [
        list(map(plain, line.values())) for line in lines
    ]
    assert [list(map(plain, one.values()))[4:] for one in of_json] == [
        list(map(plain, row))[4:] for row in rows
    ]
    assert list(head) == list(lines[0]) == list(of_json[0])
    assert [one["value"] for one in of_json] == [row[head.index("value")] for row in rows]
    assert len(of_json) == int(answers["csv"].headers["X-Row-Count"]) == 2 * 9
    html = client.get(page("run_detail", run)).content.decode()
    for one in of_json:
        if one["kind"] in {"goal", "category"} and one["value"] is not None:
            assert f"{one['value']:.1f}" in html
    assert "'=cmd()" in content["csv"].decode()
    assert "filename*=utf-8''%E4%BA%91%E6%B1%9F" in answers["csv"].headers["Content-Disposition"]
    assert AuditEntry.objects.filter(action="run.export").count() == 3
