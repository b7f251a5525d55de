"""Come back from a wallet on the same device to where the question was asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare

from tanym.apps.accounts.models import Person
from tanym.apps.wallets.codes import digest_of
from tanym.apps.wallets.models import Question
from tanym.core.kernel.errors import NotFound, NotPermitted


def come_back(*, actor: Person, at: datetime, question: Question, code: str, session: str) -> Question:
    """The answer may be shown: the browser that asked has come back with the code that the wallet was given.

    In another browser the code proves that somebody was lured into answering a stranger's question: the answer is
    erased (OpenID4VP 1.0, 14.2). Raises `NotFound("page.unknown")` for a wrong code, and
    `NotPermitted("wallet.other-browser")`.
    """
    stranger = False
    with transaction.atomic():
        found = Question.objects.select_for_update(of=("self",), no_key=True).get(pk=question.pk)
        kept = found.response_code
        if not (found.same_device and kept and constant_time_compare(kept, digest_of(code))):
            raise NotFound("page.unknown")
        if found.asked_by_id != actor.pk or not constant_time_compare(found.session, session):
            stranger = True
            found.answer, found.closed_at, found.response_code = None, at, ""
        else:
            found.returned, found.response_code = True, ""
        found.save(update_fields=["answer", "closed_at", "response_code", "returned"])
    if stranger:
        raise NotPermitted("wallet.other-browser")
    return found
