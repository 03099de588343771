"""Keys that make a request safe to send again: taken before the act, kept with its answer for a day."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from accounts import clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import IdempotentAnswer, User

KEPT_HOURS = 24
LONGEST_KEY = 255


class KeyReused(RuleBroken):
    """The key stands for another request already (422)."""

    status = 422


def take_key(
    user: User, key: str, *, method: str, address: str, body_sha256: str
) -> tuple[IdempotentAnswer, bool]:
    """Take a key for a request, or return the answer that the same request got; say whether it was taken.

    The row stands before the act begins: of two that come at once, one is carried out and the other is refused.
    """
    answer, is_taken = IdempotentAnswer.objects.get_or_create(
        user=user,
        key=_well_formed(key),
        defaults={
            "method": method,
            "address": address,
            "body_sha256": body_sha256,
            "created_at": clock.now(),
        },
    )
    if not is_taken:
        _check_answered(answer, (method, address, body_sha256))
    return answer, is_taken


def keep_answer(
    answer: IdempotentAnswer, *, status: int, content_type: str, content: bytes | None
) -> None:
    """Keep what was answered. `None` stands for an answer with a secret in it: it is not kept."""
    answer.status, answer.content_type, answer.content = status, content_type[:100], content
    answer.save(update_fields=["status", "content_type", "content"])


def let_go(answer: IdempotentAnswer) -> None:
    """Free a key whose request failed on our side, so that it may be sent again."""
    answer.delete()


def forget_old_answers() -> int:
    """Delete the keys of yesterday and before; return how many."""
    oldest = clock.now() - timedelta(hours=KEPT_HOURS)
    return IdempotentAnswer.objects.filter(created_at__lt=oldest).delete()[0]


def _well_formed(key: str) -> str:
    """Return the key without the quotes that the header's standard gives it: visible ASCII, 255 at most."""
    bare = key[1:-1] if len(key) > 1 and key[0] == key[-1] == '"' else key
    is_visible = all("!" <= letter <= "~" for letter in bare)
    if not bare or len(bare) > LONGEST_KEY or not is_visible:
        raise RuleBroken(
            "idempotency_key_malformed",
            _(
                "An Idempotency-Key has 1 to 255 letters, digits and signs of ASCII, without spaces."
            ),
        )
    return bare


def _check_answered(answer: IdempotentAnswer, asked: tuple[str, str, str]) -> None:
    if (answer.method, answer.address, answer.body_sha256) != asked:
        raise KeyReused(
            "idempotency_key_reused",
            _("This Idempotency-Key was sent with another request; take a new one."),
        )
    if answer.status is None:
        raise NoLongerPossible(
            "idempotency_key_in_use",
            _("The request with this Idempotency-Key is still being carried out."),
        )
    if answer.content is None:
        raise NoLongerPossible(
            "idempotency_answer_not_kept",
            _("This was done already. Its answer held a secret, which is shown once only."),
        )
