"""Judges what a wallet showed: is it what was asked for, bound to this question and to the wallet's key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tanym.apps.credentials.verification import verify
from tanym.apps.wallets.asking import LEARNED, query_of
from tanym.apps.wallets.configurations import SHOWN_CLAIMS
from tanym.apps.wallets.models import Question
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.credentials.expected import RECENT, Expected
from tanym.core.credentials.openid.dcql import check_authority, check_credential, check_token
from tanym.core.credentials.proofs import sd_jwt
from tanym.core.credentials.proofs.certificates import authority_keys
from tanym.core.credentials.verify import Verification
from tanym.core.kernel.errors import InvalidValue

MUST_HOLD = (Name.SCHEMA, Name.SIGNATURE, Name.HOLDER)
"""The checks that an answer cannot fail: else it says nothing of the person. All others are shown with their answers."""


def judged(question: Question, presented: bytes, at: datetime) -> Verification:
    """The checks of a presentation at a moment; its binding had to be recent when it came."""
    since = at - (question.answered_at or at)
    expected = Expected(
        audience=question.client_id, nonce=question.nonce, binding=True, not_older=RECENT + since
    )
    return verify(presented, at, expected)


def taken(question: Question, token: Any, at: datetime) -> bytes:
    """The presentation in an answer, if it may be shown to whoever asked.

    Raises `InvalidValue` with what `check_token` and `check_credential` raise, or the code of the check that it fails.
    """
    query = query_of(question)
    shown = check_token(query, token)[LEARNED]
    if not isinstance(shown, str) or not shown.isascii():
        raise InvalidValue("openid.answer-malformed")
    found = judged(question, shown.encode(), at)
    for check in found.checks:
        if check.name in MUST_HOLD and check.outcome is Outcome.NOT_CONFIRMED:
            raise InvalidValue(check.code, **check.details)
    if found.credential is None:
        raise InvalidValue("openid.answer-malformed")
    header = sd_jwt.read(shown).token.header
    check_authority(query.credentials[0], authority_keys(header.get("x5c")))
    if query.credentials[0].authorities and not found.proofs[0].method.endswith("#x5c"):
        raise InvalidValue("credential.certificate-untrusted")
    check_credential(query.credentials[0], found.credential, [str(found.credential.get("vct", ""))])
    return shown.encode()


def not_shown(credential: Any) -> list[str]:
    """What a learning credential may say and this one does not: held back by the holder, or never said."""
    return [name for name in SHOWN_CLAIMS if name not in (credential or {})]
