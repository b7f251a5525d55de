"""Reads of consultations: what is laid out, what was said, what was answered, what was recommended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet

from tanym.apps.consultation.models import (
    Answer,
    Consultation,
    Contribution,
    Group,
    Meeting,
    MeetingDocument,
    Paragraph,
    Proposal,
    Question,
    Recommendation,
    SideBySide,
)
from tanym.core.consultation.closing import Standing
from tanym.core.consultation.contribution import alike
from tanym.core.consultation.stakeholders import Balance, balance
from tanym.core.kernel.errors import NotFound

PUBLISHED, HELD, HIDDEN = Contribution.State.PUBLISHED, Contribution.State.HELD, Contribution.State.HIDDEN


def _by_id(rows: QuerySet[Any], public_id: UUID | str) -> Any:
    try:
        return rows.filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        return None


def _found(rows: QuerySet[Any], public_id: UUID | str) -> Any:
    found = _by_id(rows, public_id)
    if found is None:
        raise NotFound("consultation.unknown")
    return found


def consultations() -> QuerySet[Consultation]:
    """Every consultation, the newest first, with how much was said (`said`) and answered (`replied`)."""
    return Consultation.objects.select_related("organiser").annotate(
        said=Count("contributions", filter=Q(contributions__state=PUBLISHED)),
        replied=Count(
            "contributions", filter=Q(contributions__state=PUBLISHED, contributions__answer__isnull=False)
        ),
    )


def consultation(public_id: UUID | str) -> Consultation:
    """The consultation. Raises `NotFound("consultation.unknown")`, as every read of one thing here does."""
    return _found(consultations(), public_id)  # type: ignore[no-any-return]


def of_draft(draft: UUID | str) -> list[Consultation]:
    """The consultations of a draft of the workshop, the newest first."""
    return list(consultations().filter(draft=str(draft)))


def paragraph(of: Consultation, key: str) -> Paragraph:
    """A paragraph by its place."""
    found = of.paragraphs.filter(key=key).first()
    if found is None:
        raise NotFound("consultation.unknown")
    return found


def laid_out(of: Consultation, *, everything: bool = False) -> QuerySet[Paragraph]:
    """The paragraphs that the draft changes, or all of them, each with how much was said (`said`, `replied`)."""
    rows = of.paragraphs.annotate(
        said=Count("contributions", filter=Q(contributions__state=PUBLISHED)),
        replied=Count(
            "contributions", filter=Q(contributions__state=PUBLISHED, contributions__answer__isnull=False)
        ),
    )
    return rows if everything else rows.filter(Q(changed=True) | Q(said__gt=0))


def contributions(of: Consultation) -> QuerySet[Contribution]:
    """Everything that was said, in order of coming, whatever its state."""
    return of.contributions.select_related(
        "paragraph", "meeting", "author", "answer", "answer__by", "consultation"
    ).order_by("number")


def contribution(public_id: UUID | str) -> Contribution:
    """One contribution, whatever its state: the page decides what its reader sees."""
    rows = Contribution.objects.select_related(
        "paragraph", "meeting", "author", "answer", "answer__by", "consultation", "consultation__organiser"
    )
    return _found(rows, public_id)  # type: ignore[no-any-return]


def published_before(person: Any) -> int:
    """How many contributions of this person were ever published, anywhere."""
    return Contribution.objects.filter(author=person, state=PUBLISHED).count()


def said_already(of: Consultation, person: Any, text: str) -> bool:
    """Whether this person has said just this in this consultation."""
    wanted = alike(text)
    return any(
        alike(one) == wanted for one in of.contributions.filter(author=person).values_list("text", flat=True)
    )


def standing(of: Consultation, on: date) -> Standing:
    """What has to be done before closing, as the record shows it."""
    states = Counter(of.contributions.values_list("state", flat=True))
    return Standing(
        of.stage(on),
        of.ends_on,
        held=states[HELD],
        unanswered=of.contributions.filter(state=PUBLISHED, answer__isnull=True).count(),
        proposals=Proposal.objects.filter(group__meeting__consultation=of, settled="").count(),
    )


def counts(of: Consultation) -> dict[str, int]:
    """How many contributions are published (`said`), answered of these, and held for a moderator."""
    return of.contributions.aggregate(
        said=Count("pk", filter=Q(state=PUBLISHED)),
        answered=Count("pk", filter=Q(state=PUBLISHED, answer__isnull=False)),
        held=Count("pk", filter=Q(state=HELD)),
    )


def balance_of(of: Consultation, key: Collection[str]) -> Balance:
    """Who has spoken, by category; a speaker whom minutes name is a person of their own. `key`: who is missed."""
    rows = of.contributions.filter(state=PUBLISHED).values_list("category", "author_id", "said_by")
    return balance(((category, said_by or author) for category, author, said_by in rows), key)


@dataclass(frozen=True, slots=True)
class Alike:
    """Contributions on one place that say the same and may be answered together."""

    first: Contribution
    all: tuple[Contribution, ...]


def unanswered(of: Consultation) -> list[Alike]:
    """Published contributions without an answer, identical ones together, in order of coming."""
    groups: dict[tuple[int | None, str, str], list[Contribution]] = {}
    for one in contributions(of).filter(state=PUBLISHED, answer__isnull=True):
        said = alike(f"{one.text} {one.wording}")
        groups.setdefault((one.paragraph_id, one.stance, said), []).append(one)
    return [Alike(group[0], tuple(group)) for group in groups.values()]


def held(of: Consultation) -> QuerySet[Contribution]:
    """What waits for a moderator."""
    return contributions(of).filter(state=HELD)


def answers(draft: UUID | str) -> list[Answer]:
    """The answers in the consultations of a draft that name a change (`entry`: public id of the draft's entry)."""
    return list(
        Answer.objects.filter(consultation__draft=str(draft), contributions__isnull=False)
        .exclude(entry="")
        .select_related("consultation")
        .prefetch_related("contributions")
        .distinct()
    )


def meeting(public_id: UUID | str) -> Meeting:
    """A meeting or seminar."""
    return _found(Meeting.objects.select_related("consultation__organiser"), public_id)  # type: ignore[no-any-return]


def document(public_id: UUID | str) -> MeetingDocument:
    """A document of a meeting."""
    return _found(MeetingDocument.objects.select_related("file"), public_id)  # type: ignore[no-any-return]


def group(public_id: UUID | str) -> Group:
    """A small group of a seminar."""
    rows = Group.objects.select_related("meeting__consultation__organiser", "recorder")
    return _found(rows, public_id)  # type: ignore[no-any-return]


def groups(of: Meeting) -> QuerySet[Group]:
    """The groups of a seminar with what they propose."""
    return of.groups.select_related("recorder").prefetch_related(
        "paragraphs", "proposals__paragraph", "proposals__recommendation"
    )


def proposal(public_id: UUID | str) -> Proposal:
    """A proposal of a group."""
    rows = Proposal.objects.select_related("group__meeting__consultation__organiser", "paragraph")
    return _found(rows, public_id)  # type: ignore[no-any-return]


def recommendation(public_id: UUID | str) -> Recommendation:
    """A recommendation."""
    rows = Recommendation.objects.select_related("consultation__organiser").prefetch_related(
        "proposals__group__meeting", "proposals__paragraph", "contributions"
    )
    return _found(rows, public_id)  # type: ignore[no-any-return]


def recommendations(of: Consultation | None = None) -> QuerySet[Recommendation]:
    """The recommendations of a consultation, or all of them, in the order of their adoption."""
    rows = Recommendation.objects.select_related("consultation").order_by("adopted_on", "pk")
    return rows.filter(consultation=of) if of else rows


@dataclass(frozen=True, slots=True)
class Result:
    """How one question of the survey was answered: each option with how many chose it."""

    question: Question
    people: int
    options: tuple[tuple[dict[str, str], int], ...]
    texts: int


def question(public_id: UUID | str) -> Question:
    """A question of a survey."""
    return _found(Question.objects.select_related("consultation__organiser"), public_id)  # type: ignore[no-any-return]


def results(of: Consultation) -> list[Result]:
    """The survey, counted."""
    found = []
    for one in of.questions.all():
        replies = list(one.replies.values_list("chosen", "text"))
        counted = Counter(index for chosen, _ in replies for index in chosen)
        options = tuple((words, counted[index]) for index, words in enumerate(one.options))
        found.append(Result(one, len(replies), options, sum(1 for _, text in replies if text)))
    return found


def own_words(of: Consultation) -> list[tuple[Question, list[str]]]:
    """What people wrote in their own words, for the organiser: by question, without who it was."""
    return [
        (one, list(one.replies.exclude(text="").order_by("pk").values_list("text", flat=True)))
        for one in of.questions.filter(open=True)
    ]


def beside(of: Paragraph) -> SideBySide:
    """What stands beside a paragraph; not saved where nobody has written yet."""
    return SideBySide.objects.filter(paragraph=of).first() or SideBySide(
        consultation=of.consultation, paragraph=of
    )
