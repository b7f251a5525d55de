"""What a validation says on paper, in the complete case file: its way, the phases, own words, methods, guidance, the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tanym.adapters.dossier import Facts, Section
from tanym.adapters.pdf import Heading, Paragraph, Points, Table
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.recognition.case_papers.teller import Teller
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.validation.models import GuidanceNote, Plan, Route
from tanym.apps.validation.parts import phases_of
from tanym.apps.validation.queries import plan_given
from tanym.apps.validation.shown import carried, described, gaps, methods_of

Parts = Iterator[Facts | Heading | Paragraph | Points | Table]


def papers(case: RecognitionCase, reader: Person, language: str) -> Sequence[Section]:
    """The validation as it stands. What an adviser wrote is for the person alone: to others it says that there was advice."""
    route = Route.objects.filter(case=case).first()
    if route is None:
        return ()
    tell = Teller(language)
    sections = [Section(_say(tell, "title"), tuple(_way(case, route, tell)))]
    if (methods := tuple(_methods(case, route, tell))) and case.submitted_at is not None:
        sections.append(Section(_say(tell, "methods"), methods))
    if notes := list(GuidanceNote.objects.filter(case=case).select_related("by").order_by("at", "pk")):
        own = reader.pk == case.claimant_id
        sections.append(Section(_say(tell, "guidance"), tuple(_guidance(notes, own, tell))))
    if (plan := plan_given(case)) is not None:
        sections.append(Section(_say(tell, "plan"), tuple(_plan(plan, tell))))
    return tuple(sections)


def _way(case: RecognitionCase, route: Route, tell: Teller) -> Parts:
    yield Facts(((_say(tell, "way"), tell.code(f"validation.way.{route.kind}")),))
    yield Table(
        tuple(_say(tell, name) for name in ("phase", "standing", "result", "days")),
        tuple(
            (
                tell.code(f"validation.phase.{one.phase}"),
                tell.code(f"validation.standing.{one.standing}"),
                tell.code(f"validation.phase-result.{one.result}") if one.result else "—",
                " – ".join(tell.day(on) for on in (one.began_on, one.ended_on) if on) or "—",
            )
            for one in phases_of(case)
        ),
        (3, 2, 3, 4),
    )
    if parts := carried(route):
        yield Heading(_say(tell, "carried"))
        yield Points(
            tuple(
                _say(tell, "carried-line", text=tell.text(one.text), case=one.case, on=tell.day(one.on))
                for one in parts
            )
        )
    if said := [one for one in described(route) if one.said is not None]:
        yield Heading(_say(tell, "own-words"))
        yield Table(
            tuple(_say(tell, name) for name in ("outcome", "answer", "words", "could-show")),
            tuple(
                (
                    tell.text(one.text),
                    tell.code(f"validation.can-say.{one.said.can}"),
                    one.said.words or "—",
                    one.said.could_show or "—",
                )
                for one in said
                if one.said is not None
            ),
            (4, 2, 4, 3),
        )


def _methods(case: RecognitionCase, route: Route, tell: Teller) -> Parts:
    rows = tuple(
        (
            f"{one.number}. {tell.text(one.text)}",
            ", ".join(tell.text(name) for name in one.names),
            "; ".join(chosen.why for chosen in one.chosen if chosen.why) or "—",
            tell.name(one.chosen[0].by),
        )
        for one in methods_of(case, route)
        if one.chosen
    )
    if rows:
        head = tuple(_say(tell, name) for name in ("outcome", "method", "why", "chosen-by"))
        yield Table(head, rows, (5, 4, 3, 3))


def _guidance(notes: Sequence[GuidanceNote], own: bool, tell: Teller) -> Parts:
    if not own:
        yield Paragraph(_say(tell, "guidance-kept"))
    yield Points(
        tuple(
            f"{tell.day(one.at)}, {tell.code(f'validation.period.{one.period}')}, {tell.name(one.by)}"
            + (f": {one.text}" if own else "")
            for one in notes
        )
    )


def _plan(plan: Plan, tell: Teller) -> Parts:
    yield Facts(((_say(tell, "given"), f"{tell.name(plan.given_by)}, {tell.day(plan.given_at)}"),))
    if plan.words.strip():
        yield Paragraph(plan.words.strip())
    rows = tuple(
        (
            tell.text(gap.text),
            tell.text(line.titles) or line.words or "—",
            tell.day(line.until),
        )
        for gap in gaps(plan)
        for line in gap.lines
        if line.chosen or line.words
    )
    if rows:
        yield Table(tuple(_say(tell, name) for name in ("outcome", "leads-there", "until")), rows, (5, 5, 3))


def _say(tell: Teller, code: str, **details: object) -> str:
    return say(f"validation.paper.{code}", tell.language, **details)
