"""What holds for every request."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver


def addresses(resolver=None, prefix="/"):
    """Yield every address of the site, with its parameters as they are written in the table."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        elif isinstance(entry, URLPattern):
            yield path


def with_a_null(path):
    """Put what a text of an address cannot be in place of each parameter that takes texts."""
    parts = [
        "a%00b" if part.startswith("<str:") else "x" if part.startswith("<") else part
        for part in path.strip("/").split("/")
    ]
    return f"/{'/'.join(parts)}" + ("/" if path.endswith("/") else "")


@pytest.mark.parametrize("path", sorted({p for p in addresses() if "<str:" in p}))
def test_an_address_with_a_null_names_nothing(path, administration):
    for method in ("get", "post"):
        answer = getattr(administration, method)(with_a_null(path))
        assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/", "/parks/", "/account/", "/api/v1/parks", "/sign-in/"])
def test_a_query_with_a_null_is_refused(path, administration):
    assert administration.get(path, {"period": "2026\0"}).status_code == 400


def test_a_form_with_a_null_is_refused_and_changes_nothing(administration, administrator):
    sent = {"name": "Sun\0Wei", "language": "en", "time_zone": "UTC"}
    assert administration.post("/account/", sent).status_code == 400
    administrator.refresh_from_db()
    assert administrator.name == "Sun Wei"


def test_pages_of_people_who_are_signed_in_are_not_stored(signed_in, client):
    for path in ("/", "/account/", "/api/v1/me"):
        assert signed_in.get(path)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("length", ["-1", "many", "99999999999999999999"])
def test_a_length_that_cannot_be_is_refused(client, length):
    assert client.post("/sign-in/", CONTENT_LENGTH=length).status_code == 413


def test_a_page_speaks_the_language_and_time_zone_of_the_person(signed_in, person):
    person.language = "zh-hans"
    person.save()
    answer = signed_in.get("/account/", headers={"accept-language": "en"})
    assert answer["Content-Language"] == "zh-hans"
    assert '<html lang="zh-Hans"' in answer.content.decode()
