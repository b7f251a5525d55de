"""The facts of a design: what its record shows, under the names of the vocabulary, for the rules to read.

Silence (packs.md, section 4): what is absent is unknown; what is present and empty is known to be empty. In a design of
ours (`complete`) a form left blank is empty; in a foreign record a missing member is silence. A number or a day left
blank is absent in both, never 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tanym.core.qualifications.design import Attestation, Design, StackTarget, Text

Fact = tuple[str, Any]

ATTESTED_LISTS = frozenset({"design.stakeholder_part", "design.field_tiers"})
"""Attested facts that take several values: each attestation adds one."""

ATTESTED_TEXTS = frozenset(
    {"design.similarity_explained", "design.title_words_explained", "design.providers_notified"}
)


def facts(
    design: Design,
    on: date,
    *,
    nearest: int | None = None,
    published: int | None = None,
    complete: bool = True,
) -> dict[str, Any]:
    """The facts of `design` on the day `on`.

    `nearest` is the likeness (0 to 100) to the nearest approved micro-qualification, None while nobody has compared;
    `published` is the number of editions published before this one, None where it is not known;
    `complete` says that the record is ours, so that what is blank is known to be empty.
    The values are typed as the engine admits them: whole minutes, whole hundredths of credits and per cent.
    """
    editions = 0 if published is None and complete else published
    found: dict[str, Any] = {}
    for name, value in _derived(design, on, nearest, editions, complete):
        if value is None or (not complete and _empty(value)):
            continue
        found[name] = value
    for name, value in _attested(design.attestations, complete):
        found.setdefault(name, value)
    return found


def _derived(
    design: Design, on: date, nearest: int | None, editions: int | None, complete: bool
) -> Iterator[Fact]:
    yield "design.checked_on", on
    yield "design.nearest_similarity", None if nearest is None else nearest * 100
    yield "design.editions_before", editions
    yield "design.changes", joined(design.changes)
    yield from _description(design)
    yield from _outcomes(design, complete)
    yield from _work(design, complete)
    yield from _level(design, complete)
    yield from _assessment(design, complete)
    yield from _quality(design)
    yield from _need(design)
    yield from _stacking(design)
    yield from _offer(design)


def _description(design: Design) -> Iterator[Fact]:
    yield "design.titles", _texts(design.titles)
    yield "design.summary", _texts(design.summary)
    yield "design.purpose", joined(design.purpose)
    yield "design.target_group", joined(design.target_group)
    yield "design.languages", list(design.languages)
    yield "design.isced_f", design.isced_f or ""
    yield "design.participation", design.participation or ""
    yield "design.prerequisites", joined(design.prerequisites)
    yield "design.entry_conditions", {True: "test", False: "open", None: ""}[design.entry_test]
    yield "design.delivering_body", design.bodies.delivering or ""
    yield "design.assessing_body", design.bodies.assessing or ""
    yield "design.awarding_body", design.bodies.awarding or ""
    yield "design.prior_learning_route", design.prior_learning_route or ""
    yield "design.prior_learning_reason", joined(design.prior_learning_reason)
    yield "design.public_text", public_text(design)


def _outcomes(design: Design, complete: bool) -> Iterator[Fact]:
    yield "design.outcomes", [outcome.id for outcome in design.outcomes]
    kinds = [outcome.kind or "" for outcome in design.outcomes]
    yield "design.outcome_kinds", kinds if complete or all(kinds) else None
    yield (
        "design.outcome_texts",
        {
            outcome.id: [
                {"language": language, "text": text}
                for language, text in sorted(outcome.text.items())
                if text
            ]
            for outcome in design.outcomes
        },
    )
    yield "design.outcome_count", len(design.outcomes) or (0 if complete else None)
    linked = sum(1 for outcome in design.outcomes if outcome.links)
    yield "design.outcomes_linked", linked if complete or linked else None
    everywhere = (
        set.intersection(*(set(_texts(outcome.text)) for outcome in design.outcomes))
        if design.outcomes
        else set()
    )
    yield (
        "design.outcomes_by_language",
        {
            language: "\n".join(outcome.text[language] for outcome in design.outcomes)
            for language in sorted(everywhere)
        },
    )


def _work(design: Design, complete: bool) -> Iterator[Fact]:
    yield "design.minutes", design.minutes
    yield "design.minutes_by_kind", dict(design.workload)
    yield "design.contact_minutes", design.workload.get("contact")
    yield "design.credits", design.credits
    yield "design.ects", design.ects
    stated = {"national": design.credits, "ects": design.ects}
    # A foreign record that gives credits without their system says nothing about ECTS.
    named = complete or design.ects is not None
    systems = [system for system, amount in stated.items() if amount is not None]
    yield "design.credit_systems", systems if named else None


def _level(design: Design, complete: bool) -> Iterator[Fact]:
    level = design.level
    yield "design.level_basis", level.basis or ""
    yield "design.level_nqf", level.nqf
    yield "design.level_eqf", level.eqf
    yield (
        "design.levels_stated",
        [n for n, stated in (("nqf", level.nqf), ("eqf", level.eqf)) if stated is not None],
    )
    pair = None if level.nqf is None or level.eqf is None else [[str(level.nqf), str(level.eqf)]]
    yield "design.level_pair", pair
    yield "design.level_eqf_status", level.eqf_status or ""
    # Our pages show the basis beside every level; what a foreign page shows is not in the record.
    yield "design.level_label", (level.basis or "") if complete else None
    yield "design.level_argument", joined(level.argument)
    yield "design.level_decided_by", level.decided_by or ""


def _assessment(design: Design, complete: bool) -> Iterator[Fact]:
    types = [assessment.type or "" for assessment in design.assessments]
    yield "design.assessment_types", sorted({kind for kind in types if kind})
    supervisions = [assessment.supervision or "" for assessment in design.assessments]
    yield "design.supervision", sorted(set(supervisions)) if complete or all(supervisions) else None
    covered = any(assessment.covers for assessment in design.assessments)
    yield "design.assessment_plan", plan(design) if complete or covered else None
    yield "design.criteria_published_on", design.offer.criteria_published_on
    yield "design.enrolment_opens_on", design.offer.enrolment_opens_on


def _quality(design: Design) -> Iterator[Fact]:
    quality = design.quality
    yield "design.quality_kind", quality.kind or ""
    yield "design.quality_body", quality.body or ""
    yield "design.quality_reference", quality.reference or ""
    dated = quality.since is not None and quality.until is not None
    yield "design.quality_period", {"from": quality.since, "until": quality.until} if dated else None
    yield "design.register_searched_on", quality.register_searched_on
    yield "design.register_result", quality.register_result or ""
    yield "design.last_review_on", quality.last_review_on
    yield "design.next_review_on", quality.next_review_on
    reviews = (("last", quality.last_review_on), ("next", quality.next_review_on))
    yield "design.reviews_dated", [name for name, day in reviews if day is not None]


def _need(design: Design) -> Iterator[Fact]:
    yield "design.need_type", design.need.type or ""
    yield "design.need_text", joined(design.need.text)
    yield (
        "design.newest_need_evidence_on",
        max((e.on for e in design.need.evidence if e.on is not None), default=None),
    )


def _stacking(design: Design) -> Iterator[Fact]:
    stacking = design.stacking
    yield "design.stack_option", stacking.option or ""
    yield "design.stack_profile", joined(stacking.profile)
    yield "design.stacking_disclaimer", joined(stacking.disclaimer)
    yield "design.stack_links", [[design.code or "this", unit] for unit in stacking.builds_on]
    yield "design.stack_targets", [_target(target) for target in stacking.targets]
    yield (
        "design.stack_agreements",
        {
            _target(target): [{"agreement": target.agreement}] if target.agreement else []
            for target in stacking.targets
        },
    )


def _offer(design: Design) -> Iterator[Fact]:
    yield "design.contact", design.offer.contact or ""
    yield "design.accessibility", joined(design.offer.accessibility)


def _target(target: StackTarget) -> str:
    return f"{target.body}/{target.discipline}"[:200]


def _attested(attestations: tuple[Attestation, ...], complete: bool) -> Iterator[Fact]:
    """What named persons say; it adds to what the record shows and never takes its place."""
    said: dict[str, Any] = {}
    for attestation in sorted(attestations, key=lambda a: a.on):
        value = attestation.text if attestation.value is None else attestation.value
        if attestation.fact in ATTESTED_LISTS:
            values = list(value) if isinstance(value, list | tuple) else [value]
            said[attestation.fact] = sorted(
                {*said.get(attestation.fact, ()), *(" ".join(str(v).split())[:200] for v in values)}
            )
        else:
            said[attestation.fact] = value
    if complete:
        said.setdefault("design.stakeholder_part", [])
        for name in sorted(ATTESTED_TEXTS):
            said.setdefault(name, "")
    yield from said.items()


def plan(design: Design) -> dict[str, list[dict[str, Any]]]:
    """The assessment plan as a matrix: outcome → cells with the assessment, and criterion and threshold where stated."""
    rows: dict[str, list[dict[str, Any]]] = {outcome.id: [] for outcome in design.outcomes}
    for assessment in design.assessments:
        for cell in assessment.covers:
            entry: dict[str, Any] = {"by": assessment.id}
            if criterion := joined(cell.criterion):
                entry["criterion"] = criterion
            if cell.threshold is not None:
                entry["threshold"] = cell.threshold
            rows[cell.outcome].append(entry)
    return rows


def public_text(design: Design) -> str:
    """All texts shown to the public, in all languages. The disclaimer is left out: it names what it denies."""
    texts: list[Text] = [
        design.titles,
        design.summary,
        design.purpose,
        design.target_group,
        design.content,
        *(outcome.text for outcome in design.outcomes),
        design.prerequisites,
        design.need.text,
        design.stacking.profile,
        design.changes,
    ]
    return "\n".join(filter(None, map(joined, texts)))


def joined(text: Text) -> str:
    """A text in all its languages, one beneath the other; empty where nobody wrote anything."""
    return "\n".join(words for _, words in sorted(text.items()) if words.strip())


def _texts(text: Text) -> dict[str, str]:
    """Texts whose language is known ("und" is the code of one that a record does not say)."""
    return {language: words for language, words in text.items() if words.strip() and language != "und"}


def _empty(value: object) -> bool:
    return isinstance(value, str | list | Mapping) and not value
