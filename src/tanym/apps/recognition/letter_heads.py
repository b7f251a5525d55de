"""The head of a letter about a case on paper: who writes, its number, who signed, how to appeal and until when."""

from __future__ import annotations

from tanym.apps.accounts.words import day, say
from tanym.apps.clocks.queries import of_subject
from tanym.apps.letters.models import Letter
from tanym.apps.letters.printing import Head
from tanym.apps.letters.queries import letters_about
from tanym.apps.recognition.models import Event, RecognitionCase
from tanym.apps.recognition.pinning import Record, of
from tanym.core.kernel.localized import choose

PREFIX = "recognition.case"


def head(letter: Letter, language: str) -> Head | None:
    """The head in a language; None where there is no such case."""
    case = (
        RecognitionCase.objects.filter(public_id=letter.about.partition(":")[2])
        .select_related("organisation")
        .first()
    )
    if case is None:
        return None
    place = letters_about(letter.about).filter(pk__lte=letter.pk).count()
    organisation = choose(case.organisation.names, language)[0]
    city = choose(case.organisation.city, language)[0]
    event = case.events.filter(at=letter.sent_at).select_related("by").first()
    return Head(
        sender=tuple(one for one in (organisation, city) if one),
        number=f"{case.number}/{place}",
        signed=_signed(case, event, letter, language),
        more=_how_to_appeal(case, event, language) if letter.to_id == case.claimant_id else (),
    )


def _record(case: RecognitionCase, event: Event) -> Record:
    """The case or one of its appeals; the parties are the same in all of them."""
    found = (one for one in case.appeals.all() if one.case["procedure"] == event.procedure)
    return next(found, case)


def _signed(
    case: RecognitionCase, event: Event | None, letter: Letter, language: str
) -> tuple[tuple[str, str], ...]:
    """Whoever took the step that the letter tells of; nobody where it was a term, or the reader's own act."""
    if event is None or event.by is None or event.by_id == letter.to_id:
        return ()
    party = of(_record(case, event)).procedure.parties.get(event.party)
    role = choose(party.words, language)[0] if party else ""
    return ((role[:1].upper() + role[1:], event.by.name(language)),)


def _how_to_appeal(case: RecognitionCase, event: Event | None, language: str) -> tuple[str, ...]:
    """What to do by which day who disagrees, where the letter's step leads to a stage that knows an appeal."""
    if event is None or event.procedure != case.case["procedure"]:
        return ()
    row = of(case).procedure.row(event.stage, "appeal")
    clocks = {call.arguments["clock"] for call in row.guards if "clock" in call.arguments} if row else set()
    term = of_subject(f"{PREFIX}:{case.public_id}").filter(clock__in=clocks, due_on__isnull=False).first()
    if term is None or term.due_on is None:
        return ()
    organisation = choose(case.organisation.names, language)[0]
    return (
        say("recognition.letter.appeal", language, due=day(term.due_on, language), organisation=organisation),
    )
