"""Take the answer of a wallet to a question."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.wallets.asking import key_for_answer
from tanym.apps.wallets.codes import digest_of
from tanym.apps.wallets.judging import taken
from tanym.apps.wallets.models import Question
from tanym.core.credentials.openid.presentation_request import Mode
from tanym.core.credentials.openid.presentation_response import read_answer
from tanym.core.kernel.errors import InvalidValue, TanymError

KEPT = timedelta(hours=1)
"""How long an answer is shown to whoever asked: long enough to read and print it, and no longer."""
CODE_BYTES = 32


def answer(*, actor: None, at: datetime, question: Question, form: Mapping[str, str]) -> str:
    """Keep an answer that is what was asked for; the code with which the wallet sends its person back ("" for none).

    What is refused is counted, and the fifth ends the question; its code is shown to whoever asked. Raises
    `InvalidValue("openid.invalid-request")` for a question that is over, and what reading and judging raise.
    """
    if not question.waits(at):
        raise InvalidValue("openid.invalid-request", why="this request is over")
    fault: TanymError | None = None
    declined, presented = "", b""
    try:
        private = key_for_answer(question)
        said = read_answer(form, mode=Mode(question.mode), state=question.state, private=private)
        declined = said.refused
        presented = (
            b"" if declined else taken(question, said.token, at)
        )  # before the lock: others may be asked
    except TanymError as error:
        fault = error
    with transaction.atomic():
        found = Question.objects.select_for_update(of=("self",), no_key=True).get(pk=question.pk)
        if not found.waits(at):
            raise InvalidValue("openid.invalid-request", why="this request is over")
        code = secrets.token_urlsafe(CODE_BYTES)
        if fault is None:
            found.answered_at, found.kept_until = at, at + KEPT
            found.answer, found.declined = presented or None, declined
            found.private, found.refused_for = None, ""
            found.response_code = digest_of(code)
            journal(
                actor=actor,
                at=at,
                action="wallets.answer",
                subject=found.subject,
                details={"declined": declined},
            )
        else:  # counted also though it is refused
            found.tries += 1
            found.refused_for = fault.code[:60]
        found.save()
    if fault is not None:
        raise fault
    return code if found.same_device else ""
