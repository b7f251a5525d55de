"""Letters of validation to whoever is advised, advises, or waits for an answer."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.validation.models import Guidance
from tanym.core.kernel.localized import LANGUAGES, choose


def tell(to: Person, code: str, guidance: Guidance, *, at: datetime, on: datetime | None = None) -> None:
    """A letter about guidance: `code` names subject and body; it leads to the page of the guidance."""
    places = {
        language: {
            "organisation": choose(guidance.organisation.names, language)[0],
            "on": _moment(on, language) if on else "",
        }
        for language in LANGUAGES
    }
    _send(
        to,
        code,
        places,
        at=at,
        about=f"validation.guidance:{guidance.public_id}",
        address=page_address("validation:guidance", guidance.public_id),
    )


def tell_of_case(to: Person, code: str, case: RecognitionCase, *, at: datetime) -> None:
    """A letter about a case to its claimant; it leads to the page of the case."""
    places = {
        language: {"case": case.number, "target": choose(case.target["titles"], language)[0]}
        for language in LANGUAGES
    }
    _send(
        to,
        code,
        places,
        at=at,
        about=f"recognition.case:{case.public_id}",
        address=page_address("recognition:case", case.public_id),
    )


def _send(
    to: Person, code: str, places: dict[str, dict[str, str]], *, at: datetime, about: str, address: str
) -> None:
    subject, body = (
        {language: say(f"{code}.{part}", language, **places[language]) for language in LANGUAGES}
        for part in ("subject", "body")
    )
    send(to=to, at=at, about=about, subject=subject, body=body, address=address)


def _moment(on: datetime, language: str) -> str:
    local = timezone.localtime(on)
    return f"{day(local.date(), language)}, {local:%H:%M}"
