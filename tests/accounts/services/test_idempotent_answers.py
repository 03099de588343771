"""A key stands for one request of one person, for a day."""

from datetime import timedelta

import pytest
from celery import signature

from accounts import clock
from accounts.errors import RuleBroken
from accounts.models import IdempotentAnswer
from accounts.services.idempotent_answers import (
    KeyReused,
    forget_old_answers,
    keep_answer,
    let_go,
    take_key,
)
from tests.factories import make_user

ASKED = {"method": "POST", "address": "/api/v1/parks", "body_sha256": "a" * 64}


def kept(answer):
    keep_answer(answer, status=201, content_type="application/json", content=b"{}")
    return answer


def test_a_key_is_taken_once_and_then_answers(person):
    answer, is_taken = take_key(person, "one", **ASKED)
    assert (is_taken, answer.status) == (True, None)
    kept(answer)
    again, is_taken = take_key(person, '"one"', **ASKED)
    assert (again, is_taken, again.status) == (answer, False, 201)
    assert take_key(make_user(), "one", **ASKED)[1]


@pytest.mark.parametrize(
    "other", [{"method": "PATCH"}, {"address": "/api/v1/me"}, {"body_sha256": "b" * 64}]
)
def test_a_key_stands_for_one_request(person, other):
    kept(take_key(person, "one", **ASKED)[0])
    with pytest.raises(KeyReused) as refused:
        take_key(person, "one", **{**ASKED, **other})
    assert (refused.value.status, refused.value.code) == (422, "idempotency_key_reused")


def test_a_key_is_in_use_until_it_is_answered_or_let_go(person):
    answer, _is_taken = take_key(person, "one", **ASKED)
    with pytest.raises(RuleBroken) as refused:
        take_key(person, "one", **ASKED)
    assert (refused.value.status, refused.value.code) == (409, "idempotency_key_in_use")
    let_go(answer)
    assert take_key(person, "one", **ASKED)[1]


def test_an_answer_with_a_secret_is_not_kept(person):
    answer, _is_taken = take_key(person, "one", **ASKED)
    keep_answer(answer, status=201, content_type="application/json", content=None)
    with pytest.raises(RuleBroken) as refused:
        take_key(person, "one", **ASKED)
    assert (refused.value.status, refused.value.code) == (409, "idempotency_answer_not_kept")


@pytest.mark.parametrize("key", ["", '""', "a b", "é", "a\tb", "x" * 256])
def test_other_keys_are_malformed(person, key):
    with pytest.raises(RuleBroken) as refused:
        take_key(person, key, **ASKED)
    assert (refused.value.status, refused.value.code) == (400, "idempotency_key_malformed")
    assert not IdempotentAnswer.objects.exists()


def test_keys_are_forgotten_after_a_day(person):
    now = clock.now()
    for hours in (25, 23):
        with clock.at(now - timedelta(hours=hours)):
            kept(take_key(person, str(hours), **ASKED)[0])
    assert forget_old_answers() == 1
    signature("accounts.forget_idempotent_answers").apply_async()
    assert IdempotentAnswer.objects.get().key == "23"
