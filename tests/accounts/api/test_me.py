"""The caller learns who they are."""

from django.urls import reverse


def test_me_detail_says_who_one_is(signed_in, person):
    person.position_en, person.position_zh = "Editor", "填报员"
    person.save()
    assert signed_in.get(reverse("api:me_detail")).json() == {
        "email": "li.na@example.org",
        "name": "Li Na",
        "language": "en",
        "time_zone": "Asia/Shanghai",
        "is_administrator": False,
        "position": {"en": "Editor", "zh-hans": "填报员"},
    }


def test_me_detail_is_read_only(signed_in):
    response = signed_in.patch(reverse("api:me_detail"), {"is_administrator": True})
    assert response.status_code == 405
