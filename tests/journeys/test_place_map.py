"""A facility is placed by a click on the map of its form, or by typing; the map follows."""

import pytest
from playwright.sync_api import expect

from parks.models import Facility

NEW = "/parks/LH-01/registers/facilities/new/"


@pytest.fixture
def editor(scene, enter_as):
    scene.park.longitude, scene.park.latitude = 113.62, 34.75
    scene.park.save()
    person = enter_as("editor")
    person.go(NEW)
    return person


def place(editor):
    fields = ("longitude", "latitude")
    return [float(editor.part(f"[name={name}]").input_value()) for name in fields]


def test_a_click_on_the_map_sets_the_point_that_is_kept(editor):
    editor.part("[name=name_en]").fill("Clinic")
    editor.part("[name=kind]").select_option("clinic")
    editor.part("#place-map").click(position={"x": 200, "y": 120})
    expect(editor.part("#place-map .place-pin")).to_have_count(1)
    longitude, latitude = place(editor)
    assert (longitude, latitude) == (pytest.approx(113.62, abs=0.1), pytest.approx(34.75, abs=0.1))

    editor.part("form.record-form button[type=submit]").click()
    editor.page.wait_for_url("**/registers/facilities/*/")
    facility = Facility.objects.get()
    assert (facility.longitude, facility.latitude) == (longitude, latitude)


def test_the_pin_follows_what_is_typed(editor):
    expect(editor.part("#place-map .place-pin")).to_have_count(0)
    editor.part("[name=longitude]").fill("113.61")
    editor.part("[name=latitude]").fill("34.74")
    expect(editor.part("#place-map .place-pin")).to_have_count(1)


def test_a_dragged_pin_takes_the_point_along(editor):
    editor.part("[name=longitude]").fill("113.62")
    editor.part("[name=latitude]").fill("34.75")
    pin = editor.part("#place-map .place-pin").bounding_box()
    x, y = pin["x"] + pin["width"] / 2, pin["y"] + pin["height"] / 2
    editor.page.mouse.move(x, y)
    editor.page.mouse.down()
    editor.page.mouse.move(x + 40, y - 40, steps=4)
    editor.page.mouse.up()
    longitude, latitude = place(editor)
    assert longitude > 113.62
    assert latitude > 34.75
