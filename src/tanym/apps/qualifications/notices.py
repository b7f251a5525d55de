"""Letters about designs: the texts stand in the packs, under the names that the steps of the procedure give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.policy.models import WaiverRequest
from tanym.apps.policy.queries import stack
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.models import Condition, Review, Version
from tanym.apps.qualifications.queries import body_name, subject_of
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.procedures.advance import Advanced
from tanym.core.procedures.letters import Letter, parse_letters


def tell(version: Version, moved: Advanced, *, at: datetime, reasons: Sequence[str] = ()) -> None:
    """Send the letters of a step to the author who submitted, or to whoever wrote last."""
    by = stack(moved.state.opened_on, packs=moved.state.stack)
    letters = parse_letters({"letter": dict(by.letters)})
    author = version.submitted_by or version.edited_by
    for name in moved.letters:
        if name in letters:
            _send(version, letters[name], author, at, moved.due, reasons)


def tell_of_waiver(version: Version, answered: WaiverRequest, *, at: datetime) -> None:
    """A letter to whoever asked: the waiver is granted until a day, or refused with a reason."""
    code = "letter.waiver-granted" if answered.waiver else "letter.waiver-refused"
    address = page_address("qualifications:waiver", version.public_id, answered.rule)
    places = {"case": number(version), "rule": answered.rule, "reason": answered.refusal}
    send(
        to=answered.asked_by,
        at=at,
        about=subject_of(version),
        subject={x: say(f"{code}.subject", x, **places) for x in LANGUAGES},
        body={x: say(f"{code}.body", x, **places, until=day(answered.until, x)) for x in LANGUAGES},
        address=address,
    )


def tell_of_review(review: Review, *, at: datetime) -> None:
    """A letter to the author: which rules the published version falls short of, and by when to review it."""
    version = review.version
    code = "letter.review-due" if review.due_on else "letter.review"
    rules = ", ".join(one["rule"] for one in review.rules)
    address = page_address("qualifications:design", version.public_id)
    send(
        to=version.submitted_by or version.edited_by,
        at=at,
        about=subject_of(version),
        subject={x: say("letter.review.subject", x, case=number(version)) for x in LANGUAGES},
        body={
            x: say(
                f"{code}.body",
                x,
                case=number(version),
                rules=rules,
                due=day(review.due_on, x) if review.due_on else "",
            )
            for x in LANGUAGES
        },
        address=address,
    )


def tell_of_condition(condition: Condition, *, at: datetime) -> None:
    """A letter to the author: the condition is fulfilled, or what is still missing."""
    code = "letter.condition-confirmed" if condition.confirmed_at else "letter.condition-asked-again"
    _say(
        condition.version,
        code,
        _author(condition.version),
        at,
        _condition_places(condition),
        "qualifications:design",
    )


def tell_of_late_condition(condition: Condition, reviewers: Iterable[Person], *, at: datetime) -> None:
    """Letters to the author and to the reviewers of the centre: a condition is late, and what may follow."""
    places = _condition_places(condition)
    _say(
        condition.version,
        "letter.condition-late",
        _author(condition.version),
        at,
        places,
        "qualifications:design",
    )
    for one in reviewers:
        _say(condition.version, "letter.condition-late-centre", one, at, places, "qualifications:review")


def tell_of_re_review(version: Version, *, overdue: bool, at: datetime) -> None:
    """A letter to the author: the re-review comes near, or is overdue and the public reads it."""
    code = "letter.re-review-overdue" if overdue else "letter.re-review-soon"
    due = {x: {"due": day(version.next_review_on, x) if version.next_review_on else ""} for x in LANGUAGES}
    _say(version, code, _author(version), at, due, "qualifications:design")


def _condition_places(condition: Condition) -> dict[str, dict[str, str]]:
    return {
        x: {
            "condition": condition.text.strip().rstrip("."),
            "due": day(condition.due_on, x),
            "missing": condition.asked_again,
        }
        for x in LANGUAGES
    }


def _author(version: Version) -> Person:
    return version.submitted_by or version.edited_by


def _say(
    version: Version, code: str, to: Person, at: datetime, places: Mapping[str, Mapping[str, str]], page: str
) -> None:
    """A letter whose text stands among the sentences of this room: `CODE.subject` and `CODE.body`."""
    about = {
        x: {**places.get(x, {}), "case": number(version), "title": choose(version.titles, x)[0]}
        for x in LANGUAGES
    }
    send(
        to=to,
        at=at,
        about=subject_of(version),
        subject={x: say(f"{code}.subject", x, **about[x]) for x in LANGUAGES},
        body={x: say(f"{code}.body", x, **about[x]) for x in LANGUAGES},
        address=page_address(page, version.public_id),
    )


def _send(
    version: Version, letter: Letter, to: Person, at: datetime, due: date | None, reasons: Sequence[str]
) -> None:
    subject: dict[str, str] = {}
    body: dict[str, str] = {}
    for language in LANGUAGES:
        places = {
            "case": number(version),
            "subject": choose(version.titles, language)[0],
            "organisation": body_name(approval.centre(), language),
            "on": day(timezone.localdate(at), language),
            "due": day(due, language) if due else "",
            "reasons": "; ".join(reason.strip().rstrip(".") for reason in reasons),
        }
        subject[language], body[language] = letter.write(language, places)
    address = page_address("qualifications:design", version.public_id)
    send(
        to=to,
        at=at,
        about=subject_of(version),
        subject=subject,
        body=body,
        address=address,
    )


def number(version: Version) -> str:
    """How a version is called in letters: the code of the micro-qualification and the number of the version."""
    return f"{version.micro_qualification.code}/{version.number}"
