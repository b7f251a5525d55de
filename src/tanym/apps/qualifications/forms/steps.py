"""The seven steps in which an author describes a micro-qualification: groups of fields, and the facts that rules read of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.qualifications.forms.members import (
    Address,
    Among,
    Choice,
    Credits,
    Day,
    Hours,
    Levels,
    Links,
    LongTexts,
    Member,
    OutcomesOf,
    Several,
    Texts,
    Whole,
    Words,
    YesNo,
)
from tanym.apps.qualifications.queries import bodies
from tanym.apps.qualifications.words import choices, codes
from tanym.core.kernel.localized import choose
from tanym.core.qualifications.design import WORK
from tanym.core.qualifications.need import KINDS

LEVELS = tuple(str(level) for level in range(1, 9))


@dataclass(frozen=True, slots=True)
class Rows:
    """A list in the document, shown as one fieldset an entry; `mark` begins the identifiers of new entries."""

    path: str
    members: Sequence[Member]
    one: Any  # "Outcome 1" is `one` and a number
    add: Any
    mark: str = ""
    plan: bool = False  # the assessment plan: each entry says which outcomes it covers


@dataclass(frozen=True, slots=True)
class Group:
    """What stands together on a page and is checked together: fields, and the facts that rules read of them."""

    id: str
    title: Any
    members: Sequence[Member] = ()
    rows: Rows | None = None
    facts: Sequence[str] = ()
    hint: Any = ""
    attests: str = ""  # a fact that only a person can know, asked for here
    grid: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the author's way."""

    id: str
    title: Any
    why: Any
    groups: Sequence[Group]


def _body_choices() -> list[tuple[str, str]]:
    language = get_language() or "kk"
    return sorted(((code, choose(names, language)[0]) for code, names in bodies()), key=lambda one: one[1])


def _levels() -> list[tuple[str, str]]:
    return [(level, level) for level in LEVELS]


class Level(Among):
    """A level of a framework, a whole number in the document."""

    def shown(self, value: Any) -> dict[str, Any]:
        return {"": "" if value is None else str(value)}

    def given(self, typed: Any) -> Any:
        return int(level) if (level := typed.get("")) else None


TITLE = Step(
    "title",
    _("Title and languages"),
    _("What it is called and for whom it is."),
    (
        Group(
            "titles",
            _("Title"),
            (Texts("titles", _("Title"), _("Short and plain; no word that belongs to a degree.")),),
            facts=("design.titles",),
            attests="design.title_words_explained",
        ),
        Group(
            "summary",
            _("What it is"),
            (
                LongTexts(
                    "summary", _("What it is"), _("Two or three sentences that a neighbour would understand.")
                ),
            ),
            facts=("design.summary", "design.public_text"),
        ),
        Group(
            "purpose",
            _("What it is good for by itself"),
            (
                LongTexts(
                    "purpose",
                    _("What it is good for by itself"),
                    _("Even if nobody counts it towards anything larger."),
                ),
            ),
            facts=("design.purpose",),
        ),
        Group(
            "target",
            _("For whom"),
            (
                LongTexts("target_group", _("For whom")),
                Several("languages", _("Languages of teaching"), codes=("kk", "ru", "en"), words="language"),
            ),
            facts=("design.target_group", "design.languages"),
        ),
        Group("content", _("Outline of the content"), (LongTexts("content", _("Outline of the content")),)),
        Group(
            "field",
            _("Field"),
            (
                Choice("sector", _("Sector"), codes=codes("sector"), words="sector"),
                Member(
                    "isced_f",
                    _("Field of education (ISCED-F)"),
                    _("Four digits, for example 0613 for software."),
                    {"inputmode": "numeric"},
                ),
            ),
            facts=("design.isced_f",),
            grid=True,
        ),
    ),
)

OUTCOMES = Step(
    "outcomes",
    _("Learning outcomes"),
    _("What a person can do at the end, one thing in each."),
    (
        Group(
            "outcomes",
            _("Learning outcomes"),
            rows=Rows(
                "outcomes",
                (
                    Choice(
                        "kind",
                        _("Type"),
                        codes=("knowledge", "skill", "responsibility-autonomy"),
                        words="kind",
                    ),
                    LongTexts(
                        "text",
                        _("What the person can do"),
                        _("Begin with a verb: describes, joins, decides."),
                    ),
                    Levels(
                        "levels",
                        _("Levels by which it is judged"),
                        _("If you want them: one on each line, the lowest first, as many in each language."),
                    ),
                    Links(
                        "links",
                        _("Occupational standards and skills"),
                        _(
                            "One on a line: esco or professional-standard, then the address or number, then exact, close or related."
                        ),
                    ),
                ),
                _("Outcome"),
                _("Add an outcome"),
                mark="lo-",
            ),
            facts=(
                "design.outcomes",
                "design.outcome_kinds",
                "design.outcome_texts",
                "design.outcome_count",
                "design.outcomes_linked",
                "design.outcomes_by_language",
            ),
        ),
        Group(
            "prerequisites",
            _("What one has to know before"),
            (
                LongTexts(
                    "prerequisites",
                    _("What one has to know before"),
                    _("Leave it empty if nothing is needed."),
                ),
                YesNo("entry_test", _("Is there an entry test?")),
            ),
            facts=("design.prerequisites", "design.entry_conditions"),
        ),
    ),
)

VOLUME = Step(
    "volume",
    _("Volume and level"),
    _("How much work it is, and how demanding."),
    (
        Group(
            "credits",
            _("Credits"),
            (
                Credits(
                    "credits", _("Credits"), _("1 credit = 30 academic hours of 50 minutes = 25 clock hours.")
                ),
                Credits("ects", _("The same in ECTS"), _("1 credit = 1 ECTS.")),
            ),
            facts=("design.credits", "design.ects", "design.credit_systems"),
            grid=True,
        ),
        Group(
            "hours",
            _("Hours by kind of work"),
            tuple(Hours(f"workload.{kind}", label) for kind, label in choices("work", WORK)),
            facts=("design.minutes", "design.minutes_by_kind", "design.contact_minutes"),
            hint=_("Academic hours of 50 minutes: 30 academic hours are 25 clock hours."),
            grid=True,
        ),
        Group(
            "level",
            _("Level"),
            (
                Level(
                    "level.nqf",
                    _("Level in the national framework (NQF)"),
                    _("Choose by what the person does alone and answers for, not by where one studies."),
                    offered=_levels,
                ),
                Level("level.eqf", _("Level in the European framework (EQF)"), offered=_levels),
                Choice(
                    "level.eqf_status",
                    _("Standing of the European level"),
                    _("Kazakhstan’s framework has not been referenced: a European level is indicative."),
                    codes=("indicative", "referenced"),
                    words="eqf-status",
                ),
                Choice(
                    "level.basis",
                    _("Basis of the level"),
                    codes=("in-nqf", "self-assigned", "not-levelled"),
                    words="basis",
                ),
            ),
            facts=(
                "design.level_nqf",
                "design.level_eqf",
                "design.level_pair",
                "design.levels_stated",
                "design.level_eqf_status",
                "design.level_basis",
                "design.level_label",
            ),
        ),
        Group(
            "argument",
            _("Why this level"),
            (
                LongTexts(
                    "level.argument",
                    _("Why this level"),
                    _(
                        "A level is a person’s judgement. Say what the person does alone, with what support, and what is not asked."
                    ),
                ),
                Member("level.decided_by", _("Who decided")),
                Day("level.decided_on", _("On which day")),
            ),
            facts=("design.level_argument", "design.level_decided_by"),
        ),
        Group(
            "participation",
            _("Form of participation"),
            (
                Choice(
                    "participation",
                    _("Form of participation"),
                    codes=("online", "onsite", "blended", "work-based", "volunteering", "none"),
                    words="participation",
                ),
            ),
            facts=("design.participation",),
        ),
    ),
)

ASSESSMENT = Step(
    "assessment",
    _("Assessment"),
    _("How each outcome is shown, by which criterion, from which result."),
    (
        Group(
            "plan",
            _("Assessment plan"),
            rows=Rows(
                "assessments",
                (
                    Texts("title", _("Name of the assessment")),
                    Choice("type", _("Type of assessment"), codes=codes("assessment"), words="assessment"),
                    Choice(
                        "supervision",
                        _("Supervision"),
                        codes=("unsupervised", "supervised", "supervised-with-id"),
                        words="supervision",
                    ),
                ),
                _("Assessment"),
                _("Add an assessment"),
                mark="a-",
                plan=True,
            ),
            facts=("design.assessment_types", "design.assessment_plan", "design.supervision"),
        ),
        Group(
            "dates",
            _("What is published, and when"),
            (
                Day("offer.criteria_published_on", _("Criteria are published on")),
                Day("offer.enrolment_opens_on", _("Enrolment opens on")),
            ),
            facts=("design.criteria_published_on", "design.enrolment_opens_on"),
            grid=True,
        ),
        Group(
            "route",
            _("The way without the course"),
            (
                Choice(
                    "prior_learning_route",
                    _("Can one be assessed for what one knows already?"),
                    codes=("offered", "not-offered"),
                    words="route",
                ),
                LongTexts("prior_learning_reason", _("If not, why not")),
            ),
            facts=("design.prior_learning_route", "design.prior_learning_reason"),
        ),
    ),
)

NEED = Step(
    "need",
    _("Need"),
    _("Who needs it, and who says so."),
    (
        Group(
            "need",
            _("Why it is needed"),
            (
                Choice(
                    "need.type",
                    _("Kind of need"),
                    codes=("labour-market", "societal", "personal", "cultural"),
                    words="need",
                ),
                LongTexts("need.text", _("Why it is needed")),
            ),
            facts=("design.need_type", "design.need_text"),
        ),
        Group(
            "evidence",
            _("Evidence of the need"),
            rows=Rows(
                "need.evidence",
                (
                    Choice(
                        "kind",
                        _("Kind of evidence"),
                        _("An endorsement is written by whoever endorses: ask for it below."),
                        codes=tuple(one for one in KINDS if one != "employer-endorsement"),
                        words="evidence",
                    ),
                    Member("source", _("Who said it")),
                    Day("on", _("On which day")),
                    LongTexts("text", _("What they said")),
                    Member("occupation", _("For which occupation")),
                    OutcomesOf("outcomes", _("Which outcomes it speaks of")),
                    Member(
                        "verified_by",
                        _("Who verified it"),
                        _("An office or a body, not a person: the public reads it."),
                    ),
                    Day("expires_on", _("Counts until")),
                ),
                _("Piece of evidence"),
                _("Add evidence"),
            ),
            facts=("design.newest_need_evidence_on",),
        ),
        Group(
            "stakeholders",
            _("Who took part from outside"),
            facts=("design.stakeholder_part",),
            attests="design.stakeholder_part",
        ),
        Group(
            "duplicate",
            _("What is new in it"),
            facts=("design.nearest_similarity",),
            attests="design.similarity_explained",
        ),
    ),
)

QUALITY = Step(
    "quality",
    _("Quality, bodies, stacking"),
    _("Who answers for it, and what it counts towards."),
    (
        Group(
            "bodies",
            _("Who teaches, who assesses, who awards"),
            (
                Among("bodies.delivering", _("Who teaches"), offered=_body_choices),
                Among("bodies.assessing", _("Who assesses"), offered=_body_choices),
                Among("bodies.awarding", _("Who awards the certificate"), offered=_body_choices),
            ),
            facts=("design.delivering_body", "design.assessing_body", "design.awarding_body"),
        ),
        Group(
            "quality",
            _("Quality assurance"),
            (
                Choice(
                    "quality.kind",
                    _("Kind of quality assurance"),
                    codes=("external-accreditation", "external-review", "sector-label", "internal"),
                    words="quality",
                ),
                Among("quality.body", _("Who checked"), offered=_body_choices),
                Member("quality.reference", _("Number of the report or certificate")),
                Address("quality.url", _("Address of the report")),
                Day("quality.since", _("Holds from")),
                Day("quality.until", _("Holds until")),
            ),
            facts=(
                "design.quality_kind",
                "design.quality_body",
                "design.quality_reference",
                "design.quality_period",
            ),
        ),
        Group(
            "reviews",
            _("Register and reviews"),
            (
                Day("quality.register_searched_on", _("The European register was searched on")),
                Member(
                    "quality.register_result",
                    _("What was found"),
                    _("The number of the entry, or not-found. Not being there is no fault."),
                ),
                Day("quality.last_review_on", _("Last reviewed on")),
                Day("quality.next_review_on", _("To be reviewed by")),
            ),
            facts=(
                "design.register_searched_on",
                "design.register_result",
                "design.last_review_on",
                "design.next_review_on",
                "design.reviews_dated",
            ),
            grid=True,
        ),
        Group(
            "stacking",
            _("What it counts towards"),
            (
                Choice(
                    "stacking.option",
                    _("How it combines with others"),
                    codes=("stand-alone", "stackable", "integrated"),
                    words="stacking",
                ),
                LongTexts(
                    "stacking.profile",
                    _("The whole that it is part of"),
                    _("What the parts lead to together, and in which order."),
                ),
                LongTexts(
                    "stacking.disclaimer",
                    _("What stacking does not promise"),
                    _("A reader must not take it for a right to a degree or a place."),
                ),
                Words(
                    "stacking.builds_on",
                    _("Builds on"),
                    _("Codes of micro-qualifications, separated by commas."),
                ),
            ),
            facts=(
                "design.stack_option",
                "design.stack_profile",
                "design.stacking_disclaimer",
                "design.stack_links",
            ),
        ),
        Group(
            "targets",
            _("Who counts it, and for what"),
            rows=Rows(
                "stacking.targets",
                (
                    Among("body", _("Organisation"), offered=_body_choices),
                    Member("discipline", _("Code of the discipline")),
                    Words(
                        "outcomes",
                        _("Which outcomes of this one"),
                        _("Their codes, separated by commas: lo-1, lo-2."),
                    ),
                    Member("agreement", _("Number of its agreement"), _("Empty while nobody has agreed.")),
                    Day("until", _("Agreed until")),
                ),
                _("Agreement"),
                _("Add an agreement"),
            ),
            facts=("design.stack_targets", "design.stack_agreements"),
        ),
        Group(
            "offer",
            _("What a learner must know before"),
            (
                Whole("offer.cost", _("Whole cost, with assessment and certificate"), _("0 if nobody pays.")),
                Choice("offer.currency", _("Currency"), codes=("KZT", "EUR"), words="currency"),
                Member("offer.contact", _("Who answers questions")),
                LongTexts(
                    "offer.accessibility",
                    _("Accessibility"),
                    _("How people with disabilities take part and are assessed."),
                ),
            ),
            facts=("design.contact", "design.accessibility"),
        ),
        Group(
            "changes",
            _("What has changed"),
            (LongTexts("changes", _("What has changed since the version before")),),
            facts=("design.changes", "design.editions_before", "design.providers_notified"),
            attests="design.providers_notified",
        ),
    ),
)

SEND = Step("send", _("Check and send"), _("All that the rules say, and the way to the reviewer."), ())

STEPS: tuple[Step, ...] = (TITLE, OUTCOMES, VOLUME, ASSESSMENT, NEED, QUALITY, SEND)


def step(name: str) -> Step | None:
    """The step of this name."""
    return next((one for one in STEPS if one.id == name), None)


def place_of(facts: Sequence[str]) -> tuple[Step, Group | None]:
    """Where a rule that reads these facts is shown: the first group that asks for one of them, by the order of the facts."""
    for fact in facts:
        for one in STEPS:
            for group in one.groups:
                if fact in group.facts or fact == group.attests:
                    return one, group
    return SEND, None
