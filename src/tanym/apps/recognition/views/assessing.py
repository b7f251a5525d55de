"""Several assessors, computed advice and the objection to it: what the pages of a case show, and the acts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanym.apps.audit import clock as timezone
from tanym.apps.recognition import queries
from tanym.apps.recognition.actions.answer_objection import answer_objection
from tanym.apps.recognition.actions.hand_in import hand_in as hand_in_marks
from tanym.apps.recognition.actions.object_to_advice import object_to_advice
from tanym.apps.recognition.actions.see_advice import see_advice as open_advice
from tanym.apps.recognition.advising import NEVER, objection_of, shown_when
from tanym.apps.recognition.assessing import (
    joint_of,
    may_hand_in,
    seat_of,
    seats,
    settled_by,
    third_wanted,
    to_mark,
)
from tanym.apps.recognition.disclosure import is_blind
from tanym.apps.recognition.forms.assessing import AnswerForm, ObjectionForm
from tanym.apps.recognition.matrix import Row
from tanym.apps.recognition.models import Assessing, RecognitionCase
from tanym.apps.recognition.ties import ties
from tanym.core.recognition.assignment import against
from tanym.core.recognition.joint import FIRST, THIRD, Settle


def assessing_parts(
    request: HttpRequest, found: RecognitionCase, acts_as: tuple[str, ...], rows: list[Row]
) -> dict[str, Any]:
    """What the page of the work shows of several assessors, of ties on record and of the objection."""
    office = bool(queries.OFFICE & {*acts_as})
    several = seats(found)
    mine = seat_of(found, request.user)  # type: ignore[arg-type]
    together = joint_of(found, several) if several else None
    people = [(one.person, one.relation) for one in several] or (
        [(found.assessor, found.relation)] if found.assessor else []
    )
    today = timezone.localdate()
    objection = objection_of(found)
    marking = to_mark(found, request.user) if "assessor" in acts_as else frozenset()  # type: ignore[arg-type]
    numbers = {row.id: row.number for row in rows}
    return {
        "several": several,
        "my_seat": mine,
        "may_hand_in": "assessor" in acts_as and may_hand_in(found, request.user),  # type: ignore[arg-type]
        "opened": bool(together and together.opened),
        "disagreed": [numbers[one] for one in together.disagreed] if together else [],
        "unsettled": [numbers[one] for one in together.unsettled] if together else [],
        "reconciling": bool(
            mine and together and together.unsettled and settled_by(found) is Settle.RECONCILE
        ),
        "to_judge": sum(row.id in marking and not row.judgement for row in rows),
        "may_refer": (mine is None or mine.place == FIRST)
        and (together is None or (together.opened and not together.unsettled)),
        "hides_ratings": is_blind(found, request.user) and mine.place != FIRST,  # type: ignore[arg-type, union-attr]
        "third_wanted": [numbers[one] for one in third_wanted(found)] if office else [],
        "to_replace": next((one.place for one in several if one.relation == "interest"), 0)
        if several
        else int(found.relation == "interest"),
        "ties_shown": [
            (person, sorted(shown))
            for person, relation in people
            if office and (shown := against(relation, ties(found, person, today)))
        ],
        "objection": objection,
        "answer_form": AnswerForm() if office and objection and not objection.answered_at else None,
        "advice_offered": shown_when(found) != NEVER,
    }


@dataclass(frozen=True, slots=True)
class Assessed:
    """What a claimant reads of several assessors: who, how far they are, on which outcomes they differ; never a mark."""

    seats: tuple[Assessing, ...]
    opened: bool
    disagreed: bool
    unsettled: tuple[Mapping[str, str], ...]
    reconciled: bool

    @property
    def third(self) -> bool:
        """Whether a third has been appointed."""
        return any(one.place == THIRD for one in self.seats)


def assessed(found: RecognitionCase) -> Assessed | None:
    """Who judges the outcomes and how, for the claimant; None where one assesses."""
    several = seats(found)
    if not several:
        return None
    together = joint_of(found, several)
    texts = {one["id"]: one["text"] for one in found.target["outcomes"]}
    return Assessed(
        seats=tuple(several),
        opened=together.opened,
        disagreed=bool(together.disagreed),
        unsettled=tuple(texts[one] for one in together.unsettled),
        reconciled=settled_by(found) is Settle.RECONCILE,
    )


def advice_parts(found: RecognitionCase) -> dict[str, Any]:
    """What the claimant reads of automated advice: whether it was looked at, by whom, and the own objection."""
    return {
        "advice_offered": shown_when(found) != NEVER,
        "advice_seen": list(found.advice_seen.select_related("person")),
        "objection": objection_of(found),
        "objection_form": ObjectionForm(),
    }


@login_required
@require_POST
def hand_in(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand in the own marks."""
    found = _found(request, public_id)
    hand_in_marks(actor=request.user, at=timezone.now(), case=found)
    messages.success(request, _("Your marks are handed in."))
    return redirect("recognition:work", found.public_id)


@login_required
@require_POST
def see_advice(request: HttpRequest, public_id: uuid.UUID, outcome: str) -> HttpResponse:
    """Open the advice on an outcome."""
    found = _found(request, public_id)
    open_advice(actor=request.user, at=timezone.now(), case=found, outcome=outcome)
    answer = redirect("recognition:work", found.public_id)
    answer["Location"] += f"#advice-{outcome}"
    return answer


@login_required
@require_POST
def objection(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Object to automated advice."""
    found = _found(request, public_id)
    words = request.POST.get("words", "")
    object_to_advice(actor=request.user, at=timezone.now(), case=found, words=words)
    messages.success(
        request, _("Nobody sees automated advice in your case any more. A person will answer you.")
    )
    return redirect("recognition:case", found.public_id)


@login_required
@require_POST
def answer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer the objection."""
    found = _found(request, public_id)
    answer_objection(actor=request.user, at=timezone.now(), case=found, answer=request.POST.get("answer", ""))
    messages.success(request, _("The claimant was told."))
    return redirect("recognition:work", found.public_id)


def _found(request: HttpRequest, public_id: uuid.UUID) -> RecognitionCase:
    return queries.case(public_id, request.user, timezone.localdate())
