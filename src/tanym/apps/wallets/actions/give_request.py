"""Give a wallet the request that it fetches."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.wallets.asking import signed
from tanym.apps.wallets.models import Question
from tanym.core.kernel.errors import InvalidValue


def give_request(*, actor: None, at: datetime, question: Question, wallet_nonce: str = "") -> str:
    """The signed request, given once: whoever fetches it again has seen somebody else's code.

    Raises `InvalidValue("openid.invalid-request")` the second time and after the question's time.
    """
    seen = Question.objects.select_related("organisation").get(pk=question.pk)
    _refuse_over(seen, at)
    text = signed(seen, at, wallet_nonce)  # nothing is held: a key in a service takes its time
    with transaction.atomic():
        found = Question.objects.select_for_update(of=("self",), no_key=True).get(pk=question.pk)
        _refuse_over(found, at)
        found.fetched_at = at
        found.save(update_fields=["fetched_at"])
        return text


def _refuse_over(question: Question, at: datetime) -> None:
    if question.fetched_at is not None or not question.waits(at):
        raise InvalidValue("openid.invalid-request", why="this request is over")
