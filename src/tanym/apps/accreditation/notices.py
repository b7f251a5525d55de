"""Letters of applications: the texts of the packs for the applicant, our own for those who act and those who learn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.accreditation.handling import APPLICANT, of, state_of, subject_of
from tanym.apps.accreditation.kinds import APPLICANT as APPLICANTS
from tanym.apps.accreditation.models import Application, Measure
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.queries import members
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.procedures.advance import Advanced


def announce(
    application: Application,
    moved: Advanced,
    *,
    at: datetime,
    reasons: Iterable[str] = (),
    due: date | None = None,
) -> None:
    """Send the letters that a step names to the applicant, in the transaction of the step; `due` where another day counts."""
    letters = of(application).letters
    for name in moved.letters:
        if name not in letters:
            continue
        subjects, bodies = {}, {}
        for language in LANGUAGES:
            places = _places(application, at, due or moved.due, reasons, language)
            subjects[language], bodies[language] = letters[name].write(language, places)
        _to_applicant(application, at, subjects, bodies)


def ask_to_act(application: Application, people: Iterable[Person], *, at: datetime, code: str) -> None:
    """Tell people at the office, or experts, that an application waits for them."""
    for person in people:
        _own(
            person,
            application,
            at,
            code,
            page_address("accreditation:case", application.public_id),
            case=application.number,
        )


def tell_applicant(application: Application, *, at: datetime, code: str, **details: Any) -> None:
    """A letter of ours to those who apply for the organisation."""
    subjects = {x: say(f"{code}.subject", x, case=application.number) for x in LANGUAGES}
    bodies = {
        x: say(f"{code}.body", x, case=application.number, **_in_language(details, x)) for x in LANGUAGES
    }
    _to_applicant(application, at, subjects, bodies)


def tell_learner(enrolment: Any, measure: Measure, *, at: datetime) -> None:
    """What happens to somebody who learns now at a body whose entry is suspended, reinstated or withdrawn."""
    code = f"accreditation.letter.learner-{measure.act}"
    titles = enrolment.version.titles
    names = measure.application.organisation.names
    said = measure.effect.get("text", "")
    send(
        to=enrolment.person,
        at=at,
        about=enrolment.source,
        address=page_address("learning:enrolment", enrolment.public_id),
        subject={x: say(f"{code}.subject", x, title=choose(titles, x)[0]) for x in LANGUAGES},
        body={
            x: say(
                f"{code}.body",
                x,
                title=choose(titles, x)[0],
                organisation=choose(names, x)[0],
                on=day(timezone.localdate(at), x),
                next=say(f"accreditation.learners.{measure.effect.get('learners') or 'continue'}", x),
                text=said,
            )
            for x in LANGUAGES
        },
    )


def title_of(application: Application, language: str) -> str:
    """What an application is called in letters: the organisation and what is asked for."""
    name = choose(application.organisation.names, language)[0]
    return f"{name}, {say(f'accreditation.kind.{application.procedure}', language)}"


def _places(
    application: Application, at: datetime, due: date | None, reasons: Iterable[str], language: str
) -> dict[str, str]:
    documents = of(application).procedure.documents
    missing = "; ".join(
        f"{choose(documents[name].words, language)[0] if name in documents else name} ({_unstopped(why)})"
        for name, why in application.missing.items()
    )
    return {
        "case": application.number,
        "subject": title_of(application, language),
        "organisation": choose(application.office.names, language)[0],
        "on": day(timezone.localdate(at), language),
        "due": day(due, language) if due else "",
        "missing": missing,
        "reasons": "; ".join(_unstopped(one) for one in reasons),
    }


def _to_applicant(
    application: Application, at: datetime, subject: Mapping[str, str], body: Mapping[str, str]
) -> None:
    seated = state_of(application).people.get(APPLICANT, ())
    people = {
        one.person_id: one.person
        for role in sorted(APPLICANTS)
        for one in members(application.organisation, role, timezone.localdate(at))
    }
    if not people and application.opened_by and seated:
        people = {application.opened_by.pk: application.opened_by}
    for person in people.values():
        send(
            to=person,
            at=at,
            about=subject_of(application),
            subject=subject,
            body=body,
            address=page_address("accreditation:application", application.public_id),
        )


def _own(
    person: Person, application: Application, at: datetime, code: str, address: str, **details: Any
) -> None:
    subject, body = (
        {x: say(f"{code}.{part}", x, **_in_language(details, x)) for x in LANGUAGES}
        for part in ("subject", "body")
    )
    send(to=person, at=at, about=subject_of(application), subject=subject, body=body, address=address)


def _in_language(details: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {name: day(one, language) if isinstance(one, date) else one for name, one in details.items()}


def _unstopped(text: str) -> str:
    """Without the last full stop: the letter's own sentence ends there."""
    return text.strip().rstrip(".")
