"""Regions on the pages of the administrator."""

from django.urls import reverse

from parks.models import Region

LIST, CREATE = reverse("parks:region_list"), reverse("parks:region_create")


def test_region_list_shows_the_tree(as_person):
    page = as_person("administrator").get(LIST).content.decode()

    assert page.index("Yunjiang Province") < page.index("Hengtang District")
    assert as_person("authority").get(LIST).status_code == 404


def test_region_list_offers_the_first_step(as_person, cast):
    for park in (cast.park, cast.foreign_park):
        park.delete()
    Region.objects.filter(parent__isnull=False).delete()
    Region.objects.all().delete()

    assert "No regions yet" in as_person("administrator").get(LIST).content.decode()


def test_region_create_adds_below_another(as_person, cast):
    fields = {"code": "YJ-NEW", "name_en": "New", "name_zh": "", "parent": cast.province.pk}
    response = as_person("administrator").post(CREATE, fields)

    assert response.status_code == 302
    assert Region.objects.get(code="YJ-NEW").path.startswith(cast.province.path)


def test_region_create_says_what_is_wrong(as_person):
    response = as_person("administrator").post(CREATE, {"code": "YJ", "name_en": "Again"})

    assert response.status_code == 422
    assert "already a region" in response.content.decode()
