"""Letters about consents: to the office that has to answer, and to the person who is answered."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.words import day, say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.queries import members
from tanym.apps.privacy.models import Consent
from tanym.apps.privacy.office import OFFICE
from tanym.core.kernel.localized import LANGUAGES, choose


def ask_office(consent: Consent, *, at: datetime) -> None:
    """Tell those who answer for the organisation that a consent was taken back, and by when they answer."""
    _to_office(consent, "privacy.ask-office", at)


def remind_office(consent: Consent, *, late: bool, at: datetime) -> None:
    """Tell them once more that nobody has answered: the last day comes, or (`late`) has passed."""
    _to_office(consent, "privacy.late-office" if late else "privacy.remind-office", at)


def _to_office(consent: Consent, code: str, at: datetime) -> None:
    on = timezone.localdate(at)
    people = {one.person for role in OFFICE for one in members(consent.organisation, role, on)}
    for person in sorted(people - {consent.person}, key=lambda one: one.pk):
        _send(consent, person, code, page_address("privacy:answers"), at)


def tell_person(consent: Consent, *, at: datetime) -> None:
    """Tell the person what became of the consent that they took back."""
    code = f"privacy.told-{consent.answer}"
    _send(consent, consent.person, code, page_address("privacy:consent", consent.public_id), at)


def _send(consent: Consent, to: object, code: str, address: str, at: datetime) -> None:
    subject, body = (
        {
            language: say(
                f"{code}.{part}",
                language,
                title=choose(consent.titles, language)[0],
                organisation=choose(consent.organisation.names, language)[0],
                due=day(consent.due_on, language) if consent.due_on else "",
                reasons=consent.reasons,
            )
            for language in LANGUAGES
        }
        for part in ("subject", "body")
    )
    send(to=to, at=at, about=consent.subject, subject=subject, body=body, address=address)  # type: ignore[arg-type]
