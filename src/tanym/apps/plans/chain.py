"""The public history of a draft of rules: from what somebody said to the first decision taken under the rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.accounts.words import say
from tanym.apps.audit.queries import among
from tanym.apps.consultation.models import Answer, Consultation, Contribution, Recommendation
from tanym.apps.consultation.queries import answers, of_draft, recommendations
from tanym.apps.plans import queries
from tanym.apps.plans.models import ActionItem
from tanym.apps.policy.models import CheckReport, InForce
from tanym.apps.policy.queries import reports_under, stack, versions
from tanym.apps.policy.shown import ShownCitation, shown_citations
from tanym.apps.qualifications.queries import published
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.queries import changes, day_of, entries_of, readable
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import choose
from tanym.core.rules import Stack
from tanym.core.rules.citations import read_citation
from tanym.core.rules.entries import Place
from tanym.rulepacks.differences import change_sentences
from tanym.rulepacks.sentences import value_words

DECISIONS = frozenset(
    {
        "qualifications.approve",
        "qualifications.return_with_remarks",
        "learning.conclude",
        "recognition.recognise",
        "recognition.recognise_in_part",
        "recognition.refuse",
    }
)
"""Acts of the journal that decide about somebody or something by the rules in force."""

SEARCHED = 2000
"""Reports looked through for the first decision; submissions and previews come before it."""
AT_ONCE = 200
"""Reports whose acts are asked for together: this page is public."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The first decision under a version: which act, on what room's thing, when, and by which report.

    `code` is the micro-qualification that was approved and published; of people's cases, and of a design that went
    back to its author, nothing but kind and day is public.
    """

    action: str
    at: datetime
    report: CheckReport
    code: str = ""

    @property
    def word(self) -> str:
        """The code whose sentence says what was decided."""
        return f"plans.decided.{self.action}"


@dataclass(frozen=True, slots=True)
class InForceWith:
    """A version in force that the draft became, with the first decision taken under it."""

    row: InForce
    digest: str
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of the draft in the reader's words, with the answers that led to it."""

    entry: DraftEntry
    words: str
    sentences: tuple[str, ...]
    citations: tuple[ShownCitation, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """All links of the way, each list in its order of time; an empty one says so on the page."""

    draft: PackDraft
    consultations: tuple[Consultation, ...]
    contributions: tuple[Contribution, ...]
    answers: tuple[Answer, ...]
    changes: tuple[Changed, ...]
    recommendations: tuple[Recommendation, ...]
    items: tuple[ActionItem, ...]
    versions: tuple[InForceWith, ...]


def chain(draft: UUID | str, actor: Any, on: date) -> Chain:
    """The history of a draft that this reader may see. Raises `NotFound("draft.unknown")`."""
    found = readable(draft, actor, on)
    name = str(found.public_id)
    said = tuple(answers(name))
    consulted = tuple(of_draft(name))
    advised = tuple(one for consultation in consulted for one in recommendations(consultation))
    return Chain(
        draft=found,
        consultations=consulted,
        contributions=_contributions(said),
        answers=said,
        changes=tuple(_changes(found, said)),
        recommendations=advised,
        items=_items(name, advised),
        versions=tuple(
            InForceWith(row, row.bundle_id, first_decision(row.bundle_id))
            for row in versions(found.pack)
            if row.draft == name
        ),
    )


def first_decision(digest: str) -> Decided | None:
    """The first decision whose report names this version of a pack; None where nobody has decided anything by it."""
    rows = (
        reports_under(digest)
        .exclude(subject__startswith="plans.")
        .exclude(subject__startswith="consultation.")
    )
    made = list(rows.defer("content", "facts")[:SEARCHED])
    for start in range(0, len(made), AT_ONCE):
        here = made[start : start + AT_ONCE]
        named = {(one.subject, one.digest): one for one in here}
        at_once = {(one.subject, one.made_at): one for one in here}
        for act in among({one.subject for one in here}, DECISIONS):
            # the same facts on the same day are the same report: the act then names it, and its moment is an earlier one
            report = named.get((act.subject, str(act.details.get("report"))))
            if report := report or at_once.get((act.subject, act.at)):
                return Decided(act.action, act.at, report, _code(report.subject))
    return None


def _contributions(said: Iterable[Answer]) -> tuple[Contribution, ...]:
    """What people said that a change answers, as far as it is published, in order of coming."""
    found = {one.pk: one for answer in said for one in answer.contributions.all() if one.state == "published"}
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.pk)))


def _changes(draft: PackDraft, said: Iterable[Answer]) -> Iterable[Changed]:
    by_entry: dict[str, list[Answer]] = {}
    for answer in said:
        by_entry.setdefault(answer.entry, []).append(answer)
    by, language = stack(day_of(draft), draft.institution or None), get_language() or "kk"
    differing = changes(draft)
    for entry in entries_of(draft):
        its = [one for one in differing if one.place.key == entry.key]
        yield Changed(
            entry,
            words_of(entry, by),
            change_sentences(its, by, language),
            _cited(entry, by, language),
            tuple(by_entry.get(str(entry.public_id), ())),
        )


def _cited(entry: DraftEntry, by: Stack, language: str) -> tuple[ShownCitation, ...]:
    """The source that the author named, where it is written as packs write theirs."""
    try:
        return shown_citations(by, [read_citation(entry.citation, entry.draft.pack)], language)
    except InvalidValue:
        return ()


def words_of(entry: DraftEntry, by: Stack) -> str:
    """What an entry is, in the reader's words: the value, the rule, or the kind and name of the place."""
    place, language = Place.read(entry.key), get_language() or "kk"
    if place.kind == "value" and (found := value_words(by, place.name, language)) != place.name:
        return found
    if place.kind in ("rule", "adjust"):
        rule = by.rules.get(place.name.partition("@")[0])
        if rule is not None:
            return f"{rule.id}: {choose(rule.rule.words, language)[0]}"
    return f"{say(f'plans.place.{place.kind}', language)}: {place.name}"


def _items(draft: str, advised: Iterable[Recommendation]) -> tuple[ActionItem, ...]:
    found = {one.pk: one for one in queries.of_draft(draft)}
    for recommendation in advised:
        found |= {one.pk: one for one in queries.of_recommendation(str(recommendation.public_id))}
    return tuple(sorted(found.values(), key=lambda one: (one.plan_id, one.number)))


def _code(subject: str) -> str:
    room, _, public_id = subject.partition(":")
    if room != "qualifications.version":
        return ""
    today = timezone.localdate()
    found = published(today).filter(micro_qualification__versions__public_id=public_id).first()
    return found.micro_qualification.code if found else ""
