"""Letters of a case: the texts of the packs, filled and sent after the commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.queries import members
from tanym.apps.recognition.casefile import case_file
from tanym.apps.recognition.models import RecognitionCase, Seat, Sitting
from tanym.apps.recognition.pending import OFFICE
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.tracks import track_of
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.procedures.advance import Advanced
from tanym.core.recognition.appeal import AppealDecision, AppealResult
from tanym.core.recognition.decision import CommissionDecision
from tanym.core.recognition.file import RecognitionFile


def announce(record: Record, moved: Advanced, *, at: datetime, due: date | None = None) -> None:
    """Send the letters that a step names, to the claimant, in the transaction of the step; `due` where another term counts."""
    case = record if isinstance(record, RecognitionCase) else record.of
    if not moved.letters:
        return
    texts = [written(record, name, due or moved.due, at) for name in moved.letters]
    to, about, address = case.claimant, f"recognition.case:{case.public_id}", address_of(case)

    for subject, body in texts:
        send(to=to, at=at, about=about, subject=subject, body=body, address=address)


def written(
    record: Record, name: str, due: date | None, at: datetime
) -> tuple[dict[str, str], dict[str, str]]:
    """Subject and body of a letter in every language. Raises `InvalidValue("letter.unknown")`."""
    letter = of(record).letters.get(name)
    if letter is None:
        raise InvalidValue("letter.unknown", name=name)
    file = case_file(record)
    subjects, bodies = {}, {}
    for language in LANGUAGES:
        places = _places(record, file, due, at, language)
        subjects[language], bodies[language] = letter.write(language, places)
    return subjects, bodies


def ask_to_act(person: Person, case: RecognitionCase, *, at: datetime, code: str, address: str) -> None:
    """Tell somebody at the organisation that a case waits for them."""
    subject, body = (
        {language: say(f"{code}.{part}", language, case=case.number) for language in LANGUAGES}
        for part in ("subject", "body")
    )
    send(
        to=person,
        at=at,
        about=f"recognition.case:{case.public_id}",
        subject=subject,
        body=body,
        address=address,
    )


def tell_office(case: RecognitionCase, *, at: datetime, code: str) -> None:
    """Tell those who keep the cases of the organisation that one waits for them."""
    on = timezone.localdate(at)
    people = {
        one.person for role in OFFICE & {*_parties(case)} for one in members(case.organisation, role, on)
    }
    for person in sorted(people - {case.claimant}, key=lambda one: one.pk):
        ask_to_act(person, case, at=at, code=code, address=address_of(case, "recognition:work"))


def invite(called: Sitting, *, at: datetime) -> None:
    """One letter to each member of the commissions of a sitting, with the cases on which they sit."""
    cases: dict[int, list[str]] = {}
    people: dict[int, Person] = {}
    seats = Seat.objects.filter(commission__sitting=called).exclude(state="recused")
    for seat in seats.select_related("person", "commission__case").order_by("commission__case__number"):
        people[seat.person_id] = seat.person
        cases.setdefault(seat.person_id, []).append(f"№ {seat.commission.case.number}")
    for key, person in people.items():
        subject, body = (
            {
                language: say(
                    f"recognition.ask-sitting.{part}",
                    language,
                    on=day(timezone.localtime(called.starts_at).date(), language),
                    time=f"{timezone.localtime(called.starts_at):%H:%M}",
                    place=called.place,
                    cases=", ".join(cases[key]),
                )
                for language in LANGUAGES
            }
            for part in ("subject", "body")
        )
        send(
            to=person,
            at=at,
            about=f"recognition.sitting:{called.public_id}",
            subject=subject,
            body=body,
            address=page_address("recognition:sitting", called.public_id),
        )


def address_of(record: Record, page: str = "recognition:case") -> str:
    """The path of a page of a case or an appeal, without the language before it."""
    return page_address(page, record.public_id)


def in_credits(hundredths: int, language: str) -> str:
    """Credits with their unit, in words of the language: «5 кредитов»."""
    whole = f"{hundredths / 100:g}"
    if language != "en":
        whole = whole.replace(".", ",")
    form = _form(hundredths, language)
    return say(f"recognition.credits.{form}", language, credits=whole)


def outcome_texts(case: RecognitionCase, ids: tuple[str, ...], language: str) -> str:
    """Outcomes in words, as a list in one line."""
    texts = {one["id"]: choose(one["text"], language)[0].rstrip(".") for one in case.target["outcomes"]}
    return "; ".join(texts[one] for one in ids)


def _places(
    record: Record, file: RecognitionFile, due: date | None, at: datetime, language: str
) -> dict[str, str]:
    case = record if isinstance(record, RecognitionCase) else record.of
    holding = file.holding
    result = (
        file.appeal.result if file.appeal and record is not case else (holding.result if holding else None)
    )
    reasons = (
        file.appeal.reasons if file.appeal and record is not case else (holding.reasons if holding else "")
    )
    lines = track_of(case).letter(case, language) if holding and record is case else ()
    return {
        "case": case.number,
        "subject": f"«{choose(case.target['titles'], language)[0]}»",
        "organisation": choose(case.organisation.names, language)[0],
        "person": case.claimant.name(language),
        "on": day(timezone.localdate(at), language),
        "due": day(due, language) if due else "",
        "missing": _missing(record, case, language),
        "decision": _decision(case, file.appeal, str(result), language) if result else "",
        "reasons": _unstopped(_said_last(case) or " ".join((reasons, *lines) if reasons else ())),
        "gaps": _gaps(case, holding, language),
        "credits": in_credits(file.credits_due, language) if file.credits_due is not None else "",
        "interview_on": "",
    }


def _decision(case: RecognitionCase, appeal: AppealDecision | None, result: str, language: str) -> str:
    """The result in words; of a decision that an appeal has changed, into what."""
    said = say(f"recognition.result.{result}", language)
    if result != AppealResult.REVERSE or appeal is None or appeal.instead is None:
        return said
    now = say(f"{track_of(case).results}{appeal.instead.result}", language)
    return f"{said}: {now[:1].lower()}{now[1:]}"


def _parties(case: RecognitionCase) -> Iterable[str]:
    return of(case).procedure.parties


def _said_last(case: RecognitionCase) -> str:
    """What whoever took the last step gave as its reasons."""
    last = case.events.first()
    return last.reasons if last else ""


def _missing(record: Record, case: RecognitionCase, language: str) -> str:
    documents = of(record).procedure.documents
    names = [choose(documents[name].words, language)[0] for name in case.missing if name in documents]
    return (
        f"{', '.join(names)} ({_unstopped(case.missing_because)})"
        if case.missing_because
        else ", ".join(names)
    )


def _gaps(case: RecognitionCase, holding: CommissionDecision | None, language: str) -> str:
    return outcome_texts(case, holding.missing, language) if holding else ""


def _unstopped(text: str) -> str:
    """Without the last full stop: the letter's own sentence ends there."""
    return text.strip().rstrip(".")


def _form(hundredths: int, language: str) -> str:
    if language != "ru" or hundredths % 100:
        return "one" if hundredths == 100 or language == "kk" else ("few" if language == "ru" else "many")
    number = hundredths // 100
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"
