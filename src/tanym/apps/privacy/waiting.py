"""The answer to a consent that was taken back as a term among those of its case, so that it is seen when it is late."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.words import say
from tanym.apps.clocks.actions.begin_term import begin_term
from tanym.apps.clocks.actions.end_term import end_term
from tanym.apps.clocks.kinds import held, kinds
from tanym.apps.privacy.models import Consent
from tanym.core.kernel.localized import LANGUAGES

NAME = "consent"


def begin(consent: Consent, *, at: datetime) -> None:
    """Put it among the terms of the office of the case; what is no case under clocks has none."""
    if consent.due_on is None or not _timed(consent):
        return
    name = {language: say("privacy.term.consent", language) for language in LANGUAGES}
    words = {"procedure": name, "clock": name, "party": {}, "cause": {}}
    thing = held(consent.about, lock=True)
    begin_term(thing, name=NAME, due_on=consent.due_on, waits_for="", words=words, at=at)


def end(consent: Consent, *, at: datetime) -> None:
    """It is answered."""
    if _timed(consent):
        end_term(held(consent.about), name=NAME, at=at)


def _timed(consent: Consent) -> bool:
    return consent.about.partition(":")[0] in kinds()
