"""What is sent twice with the same `Idempotency-Key` is done once and answered twice."""

import json
import threading

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import idempotency
from accounts.choices import Scope
from accounts.models import ApiToken, IdempotentAnswer, User, Webhook
from accounts.services.tokens import create_token
from parks.models import Park
from tests.cast import make_cast
from tests.factories import make_user
from tests.parks.register import csv_file

PARKS = reverse("api:park_list")
NEW = {"code": "LH-77", "names": {"en": "New park"}, "region": "YJ-HT"}


def send(client, sent, url=PARKS, key="one", method="POST", **more):
    headers = {"Idempotency-Key": key, **more.pop("headers", {})}
    content_type = more.pop("content_type", "application/json")
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return client.generic(method, url, body, content_type=content_type, headers=headers, **more)


@pytest.fixture
def authority(client, cast):
    client.force_login(cast.authority)
    return client


def test_the_same_again_is_answered_and_not_done(authority):
    first, second = send(authority, NEW), send(authority, NEW)
    assert (first.status_code, second.status_code) == (201, 201)
    assert "Idempotent-Replayed" not in first.headers
    assert second["Idempotent-Replayed"] == "true"
    assert (second.content, second["Content-Type"]) == (first.content, first["Content-Type"])
    assert second["Cache-Control"] == "no-store"
    assert Park.objects.filter(code="LH-77").count() == 1


def test_without_a_key_nothing_is_kept(authority):
    assert authority.post(PARKS, NEW, content_type="application/json").status_code == 201
    assert not IdempotentAnswer.objects.exists()


def test_a_refusal_is_kept_as_well(authority):
    wrong = {**NEW, "region": "QN"}
    assert send(authority, wrong).status_code == 400
    again = send(authority, wrong)
    assert (again.status_code, again["Idempotent-Replayed"]) == (400, "true")
    assert again["Content-Type"] == "application/problem+json"


def test_another_request_with_the_key_is_refused(authority):
    send(authority, NEW)
    for sent, url in (({**NEW, "code": "LH-78"}, PARKS), (NEW, f"{PARKS}?a=b")):
        answer = send(authority, sent, url)
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
        assert answer["Content-Type"] == "application/problem+json"
    assert not Park.objects.filter(code="LH-78").exists()


def test_a_key_that_is_in_use_or_malformed_is_refused(authority, cast):
    send(authority, NEW)
    IdempotentAnswer.objects.update(status=None)
    answer = send(authority, NEW)
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_in_use")
    answer = send(authority, NEW, key="a b")
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_malformed")


def test_a_key_is_its_persons_own(authority, cast):
    send(authority, NEW)
    for other in (cast.editor, make_user()):
        client = Client()
        client.force_login(other)
        assert send(client, NEW).status_code == 403
    assert send(Client(), NEW).status_code == 401
    assert IdempotentAnswer.objects.filter(user=cast.authority).count() == 1


def test_a_token_for_reading_is_given_no_kept_answer(authority, cast):
    send(authority, NEW)
    for scope, status in ((Scope.READ, 403), (Scope.WRITE, 201)):
        _token, key = create_token(cast.authority, name="x", scope=scope, days=7)
        answer = send(Client(), NEW, headers={"authorization": f"Bearer {key}"})
        assert answer.status_code == status


def test_a_key_lets_nobody_in_from_another_site(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.authority)
    assert send(client, NEW).status_code == 403
    assert not IdempotentAnswer.objects.exists()


def test_an_answer_that_shows_a_secret_is_done_once_and_not_kept(signed_in):
    new = {"name": "Laptop", "scope": "read", "days": 30}
    first = send(signed_in, new, reverse("api:token_list"))
    again = send(signed_in, new, reverse("api:token_list"))
    assert (first.status_code, again.status_code) == (201, 409)
    assert again.json()["code"] == "idempotency_answer_not_kept"
    assert ApiToken.objects.count() == 1
    new = {"url": "https://example.org/", "events": ["run_done"]}
    for _time in range(2):
        send(signed_in, new, reverse("api:webhook_list"), key="two")
    assert Webhook.objects.count() == 1
    assert {one.content for one in IdempotentAnswer.objects.all()} == {None}


def test_an_upload_is_compared_whatever_its_boundary(authority):
    url = reverse("api:park_import_create")
    part = b'Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    answers = []
    for boundary in (b"first", b"second"):
        body = b"--%b\r\n%b%b\r\n--%b--\r\n" % (boundary, part, csv_file({}), boundary)
        kind = f"multipart/form-data; boundary={boundary.decode()}"
        answers.append(send(authority, body, url, content_type=kind))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1]["Idempotent-Replayed"] == "true"
    assert answers[0].json()["upload"] == answers[1].json()["upload"]


def test_a_large_upload_with_a_key_is_read_whole(authority, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = csv_file({}) + b"\n" * 5000
    url = reverse("api:park_import_create")
    assert send(authority, body, url, content_type="text/csv").status_code == 200
    assert send(authority, b" " * 5000, key="two").status_code == 400


# A view that was written after all this


class Later(APIView):
    """Fails on our side the first time."""

    calls = 0

    def put(self, request):
        type(self).calls += 1
        if type(self).calls == 1:
            raise RuntimeError("a failure of ours")
        return Response({"calls": type(self).calls})

    def delete(self, request):
        type(self).calls += 1
        return Response(status=204)


def not_of_the_api(request):
    return HttpResponse("")


urlpatterns = [
    path("api/v1/later", Later.as_view()),
    path("page/", not_of_the_api),
    path("", include("config.urls")),
]


@pytest.fixture
def later(settings, signed_in):
    settings.ROOT_URLCONF = __name__
    Later.calls = 0
    signed_in.raise_request_exception = False
    return signed_in


def test_a_failure_of_ours_is_not_kept(later):
    answers = [send(later, {}, "/api/v1/later", method="PUT") for _time in range(3)]
    assert [answer.status_code for answer in answers] == [500, 200, 200]
    assert answers[2].json() == {"calls": 2}
    assert answers[2]["Idempotent-Replayed"] == "true"


def test_an_answer_without_a_body_is_kept(later):
    answers = [send(later, {}, "/api/v1/later", method="DELETE") for _time in range(2)]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert Later.calls == 1
    assert "Content-Type" not in answers[1].headers


def test_pages_take_no_keys(later):
    for _time in range(2):
        assert send(later, {}, "/page/").status_code in {200, 403}
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_it_once():
    cast = make_cast()
    for turn in range(20):
        barrier, answers = threading.Barrier(2), []
        new = {**NEW, "code": f"LH-{100 + turn}"}

        def ask(new=new, key=str(turn), barrier=barrier, answers=answers):
            try:
                client = Client()
                client.force_login(User.objects.get(pk=cast.authority.pk))
                barrier.wait(timeout=20)
                answers.append(send(client, new, key=key))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=ask) for _one in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        made = [one for one in answers if one.status_code == 201]
        fresh = [one for one in made if idempotency.REPLAYED not in one.headers]
        others = [one.json()["code"] for one in answers if one not in made]
        assert len(fresh) == 1
        assert len(answers) == 2
        assert others in ([], ["idempotency_key_in_use"])
        assert Park.objects.filter(code=new["code"]).count() == 1
