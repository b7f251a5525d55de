"""Pages that anybody reads: the list, a consultation, a paragraph, a contribution, recommendations, the survey."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tanym.apps.consultation import queries
from tanym.apps.consultation.checking import said_by_rules
from tanym.apps.consultation.forms.said import SaidForm, SurveyForm
from tanym.apps.consultation.models import Consultation, Contribution, Paragraph, Reply
from tanym.apps.consultation.permissions import may_do
from tanym.apps.consultation.showing import (
    change_of,
    frame,
    shown,
    shown_one,
    shown_paragraph,
    shown_paragraphs,
)
from tanym.apps.organisations.queries import memberships
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import drafts, visible
from tanym.core.consultation.period import Stage, require_open
from tanym.core.kernel.errors import NotFound

SHOWN_HERE = 3
"""Contributions that stand under a paragraph on the page of the whole; the others are one step away."""
A_PAGE = 50
"""Contributions on one page of a paragraph."""


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every consultation: those that run, those that are answered, those that are closed."""
    today = timezone.localdate()
    groups: dict[str, list[Consultation]] = {stage: [] for stage in Stage}
    for one in queries.consultations():
        groups[one.stage(today)].append(one)
    return render(
        request,
        "consultation/list.html",
        {
            "running": [*groups[Stage.OPEN], *groups[Stage.ANNOUNCED]],
            "answering": groups[Stage.ANSWERING],
            "closed": groups[Stage.CLOSED],
            "to_open": _to_open(request, today),
        },
    )


def _to_open(request: HttpRequest, today: Any) -> list[PackDraft]:
    """The drafts that this reader may lay before the public."""
    mine = [one.organisation_id for one in memberships(request.user, today) if one.role == "policy-author"]
    if not mine:
        return []
    found = drafts().filter(owner__in=mine, state__in=(PackDraft.State.DRAFTING, PackDraft.State.CHECKED))
    return list(found.filter(pk__in=visible(request.user, today)))


@require_safe
def of_draft(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """The latest consultation of a draft: the way here from the workshop, which knows none of them."""
    found = queries.of_draft(draft)
    if not found:
        raise NotFound("consultation.unknown")
    return redirect("consultation:page", found[0].public_id)


@require_safe
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A consultation: its text with what was said under each paragraph, who speaks, and its road map."""
    today = timezone.localdate()
    found = queries.consultation(public_id)
    everything = "all" in request.GET
    context = frame(found, request.user, today)
    rows = list(shown_paragraphs(queries.laid_out(found, everything=everything)))
    said = shown(queries.contributions(found), request.user, holder=context["holder"])
    by_paragraph: dict[int | None, list[Any]] = {}
    for one in said:
        by_paragraph.setdefault(one.row.paragraph_id, []).append(one)
    return render(
        request,
        "consultation/page.html",
        {
            **context,
            "everything": everything,
            "others": found.paragraphs.count() - len(rows),
            "rows": [
                {"paragraph": one, "said": by_paragraph.get(one.row.pk, [])[:SHOWN_HERE],
                 "all": len(by_paragraph.get(one.row.pk, []))}
                for one in rows
            ],
            "whole": by_paragraph.get(None, [])[:SHOWN_HERE],
            "whole_all": len(by_paragraph.get(None, [])),
            "meetings": found.meetings.all(),
            "recommendations": queries.recommendations(found),
            "questions": found.questions.count(),
            "beside": found.beside.count(),
            "partner": may_do("write_beside", request.user, today, found),
            "findings": said_by_rules(found, today) if context["holder"] or not context["unclosed"] else [],
        },
    )  # fmt: skip


@require_safe
def paragraph(request: HttpRequest, public_id: uuid.UUID, key: str) -> HttpResponse:
    """One paragraph with all that was said of it, and the form to write."""
    found = queries.consultation(public_id)
    return paragraph_page(request, found, queries.paragraph(found, key))


@require_safe
def whole(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was said of the text as a whole, and the form to write."""
    return paragraph_page(request, queries.consultation(public_id), None)


def paragraph_page(
    request: HttpRequest,
    of: Consultation,
    row: Paragraph | None,
    *,
    form: SaidForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a paragraph, or of the whole, with the form as it stands."""
    today = timezone.localdate()
    context = frame(of, request.user, today)
    pages = Paginator(queries.contributions(of).filter(paragraph=row), A_PAGE)
    here = pages.get_page(request.GET.get("page"))
    return render(
        request,
        "consultation/paragraph.html",
        {
            **context,
            "paragraph": shown_paragraph(row) if row else None,
            "said": shown(here, request.user, holder=context["holder"]),
            "here": here,
            "form": form or SaidForm(initial=_usual(request)),
            "beside": queries.beside(row) if row else None,
            "partner": may_do("write_beside", request.user, today, of),
        },
        status=status,
    )


def _usual(request: HttpRequest) -> dict[str, Any]:
    """For whom the person spoke the last time."""
    if not request.user.is_authenticated:
        return {}
    last = (
        Contribution.objects.filter(author=request.user, said_by="")
        .order_by("-pk")
        .values("category", "organisation", "anonymous")
        .first()
    )
    return last or {}


@require_safe
def contribution(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One contribution, its answer, the change that it caused, and what came of it."""
    today = timezone.localdate()
    row = queries.contribution(public_id)
    of = row.consultation
    context = frame(of, request.user, today)
    one = shown_one(row, request.user, holder=context["holder"])
    return render(
        request,
        "consultation/contribution.html",
        {
            **context,
            "one": one,
            "paragraph": shown_paragraph(row.paragraph) if row.paragraph else None,
            "change": change_of(row.answer, of) if row.answer else None,
            "together": row.answer.contributions.exclude(pk=row.pk).order_by("number") if row.answer else [],
            "earlier": row.earlier.order_by("at"),
            "recommendations": row.recommendations.all(),
        },
    )


@require_safe
def recommendation(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One recommendation with its origin."""
    found = queries.recommendation(public_id)
    return render(
        request,
        "consultation/recommendation.html",
        {**frame(found.consultation, request.user, timezone.localdate()), "recommendation": found},
    )


@require_safe
def survey(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The questions, and how they were answered so far."""
    return survey_page(request, queries.consultation(public_id))


def survey_page(
    request: HttpRequest, of: Consultation, *, form: SurveyForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of the survey with the form as it stands."""
    context = frame(of, request.user, timezone.localdate())
    questions = list(of.questions.all())
    if not questions and not context["holder"]:
        raise NotFound("consultation.unknown")
    return render(
        request,
        "consultation/survey.html",
        {
            **context,
            "form": form or SurveyForm(questions, initial=_replied(request, of)),
            "results": queries.results(of),
            "own_words": queries.own_words(of) if context["holder"] else [],
        },
        status=status,
    )


def _replied(request: HttpRequest, of: Consultation) -> dict[str, Any]:
    """What this person has answered already."""
    initial: dict[str, Any] = {}
    if request.user.is_authenticated:
        for one in Reply.objects.filter(question__consultation=of, person=request.user).select_related(
            "question"
        ):
            name = f"q{one.question.number}"
            chosen = [str(index) for index in one.chosen]
            initial[name] = chosen if one.question.several else next(iter(chosen), "")
            initial[f"{name}-text"] = one.text
    return initial


def must_be_open(of: Consultation) -> None:
    """Raise `Refused` before anybody is asked to sign in for nothing."""
    require_open(of.stage(timezone.localdate()))
