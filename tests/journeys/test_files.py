"""Files that people bring: a register with mistakes and a good one, a framework with mistakes and a good one."""

import pytest
from playwright.sync_api import expect

from assessments.models import FrameworkVersion
from parks.models import Park
from tests.journeys.people import Person
from tests.journeys.scene import FRAMEWORK

HEAD = "code,name_en,name_zh,region,area_ha,founded_year\n"
GOOD_ROW = "DH-01,Donghu Textile Park,东湖纺织园区,YJ-HT,85.5,1987\n"
BAD_ROWS = "DH-02,Donghu Second Park,,YJ-HT,plenty,1987\nDH-03,Donghu Third Park,,NOWHERE,10,3000\n"


def file(name, text, encoding="utf-8"):
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode(encoding)}


@pytest.fixture
def authority(page, scene, say):
    return Person(page, scene.cast.authority, say).sign_in()


@pytest.fixture
def administrator(page, scene, say):
    return Person(page, scene.cast.administrator, say).sign_in()


def look_at(person, upload):
    person.go("/parks/import/")
    person.part("input[type=file]").set_input_files(upload)
    person.press("Look at the file")


def test_a_register_is_looked_at_with_its_mistakes_and_imported_once_they_are_mended(authority):
    look_at(authority, file("parks.csv", HEAD + GOOD_ROW + BAD_ROWS))
    authority.sees("Nothing has been changed yet.")
    told = authority.part(
        "table.t tbody tr",
    ).filter(has_text="plenty")
    expect(told.locator("th")).to_have_text("3")
    expect(told.locator("td").first).to_have_text("area_ha")
    authority.sees_exactly("NOWHERE")
    assert not Park.objects.filter(code__startswith="DH-").exists()

    look_at(authority, file("parks.csv", HEAD + GOOD_ROW, encoding="gb18030"))
    authority.part("main form button").click()
    authority.sees("The register was imported.")
    assert Park.objects.get(code="DH-01").name_zh == "东湖纺织园区"
    authority.go("/parks/?q=DH-01")
    authority.follow(authority.name_of(Park.objects.get(code="DH-01")))
    expect(authority.part("h1")).to_contain_text("东湖纺织园区")

    look_at(authority, file("parks.csv", HEAD + GOOD_ROW))
    authority.sees("There is nothing to import.")


def test_a_file_that_is_no_register_is_refused_at_its_field(authority):
    look_at(authority, file("parks.csv", "one,two\n1,2\n"))
    authority.sees("Nothing is saved yet. Please look at the following.", ".form-errors")
    expect(authority.part(".form-errors a")).to_have_attribute("href", "#id_file")
    expect(authority.part("#id_file")).to_have_attribute("aria-invalid", "true")


def load(person, text):
    person.go("/frameworks/load/")
    person.part("#id_text").fill(text)
    person.press("Check and keep as draft")


def test_a_framework_is_refused_with_the_line_of_each_mistake_and_kept_once_they_are_mended(
    administrator,
):
    text = FRAMEWORK.replace('version: "1"', 'version: "2"')
    broken = text.replace("formula: vacant / floor * 100", "formula: vacant / flor * 100").replace(
        "unit: count", "unit: pieces", 1
    )
    load(administrator, broken)
    administrator.sees("What has to be mended")
    lines = broken.splitlines()
    told = administrator.part("table.t tbody tr td:first-child").all_inner_texts()
    assert {lines.index(line) + 1 for line in lines if "flor *" in line or "pieces" in line} <= {
        int(one) for one in told
    }
    assert "flor" in administrator.part("#id_text").input_value()

    load(administrator, text)
    version = FrameworkVersion.objects.get(version="2")
    administrator.sees_exactly(administrator.name_of(version), "h1")
    administrator.part("form[action$='/publish/'] button").click()
    administrator.page.wait_for_load_state()
    version.refresh_from_db()
    assert version.status == "published"
