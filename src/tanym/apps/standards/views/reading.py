"""Public pages: standards, skills, professions, frameworks, their editions and what differs, as of any day."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tanym.adapters.word import write_blocks
from tanym.apps.accounts.words import say
from tanym.apps.policy.queries import calendar, check_now, stack
from tanym.apps.policy.shown import shown_findings
from tanym.apps.registers.asking import address_of, asked
from tanym.apps.registers.finding import Asked
from tanym.apps.standards import queries
from tanym.apps.standards.contents import FRAMEWORKS, PROFESSIONS, STANDARDS
from tanym.apps.standards.permissions import may_keep, registers_of
from tanym.apps.standards.shown import cards, changes, line, lines, side_by_side
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.spreadsheet import harmless
from tanym.core.standards.document_writing import write_document
from tanym.core.standards.flat import COLUMNS, write_flat
from tanym.core.standards.profession import facts
from tanym.rulepacks.standards import structures

A_PAGE = 20


def _question(request: HttpRequest) -> dict[str, Any]:
    of = asked(request)
    today = timezone.localdate()
    return {"asked": of, "then": of.on != today or of.known_on is not None, "today": today}


def _paged(request: HttpRequest, found: list[Any], of: Asked) -> dict[str, Any]:
    pages = Paginator(found, A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    today = timezone.localdate()
    numbers = [(n, address_of(of, today, page=n)) for n in pages.page_range] if pages.num_pages > 1 else []
    return {"page": page, "pages": numbers, "count": len(found)}


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """The professional standards: search, and how each stands on a day."""
    context = _question(request)
    of = context["asked"]
    found = queries.listed(STANDARDS, of.on, of.words, of.known_on)
    context |= _paged(request, lines(found), of)
    context["keeps"] = bool(registers_of(request.user, context["today"]))
    return render(request, "standards/list.html", context)


@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """The skills that can be recognised by themselves."""
    context = _question(request)
    of = context["asked"]
    context |= _paged(request, queries.recognisable_skills(of.on, of.words, of.known_on), of)
    return render(request, "standards/skills.html", context)


@require_safe
def professions(request: HttpRequest) -> HttpResponse:
    """The register of professions."""
    context = _question(request)
    of = context["asked"]
    context |= _paged(request, lines(queries.listed(PROFESSIONS, of.on, of.words, of.known_on)), of)
    return render(request, "standards/professions.html", context)


@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    """The frameworks of qualifications."""
    context = _question(request)
    of = context["asked"]
    context["lines"] = lines(queries.listed(FRAMEWORKS, of.on, of.words, of.known_on))
    return render(request, "standards/frameworks.html", context)


@require_safe
def standard(request: HttpRequest, code: str) -> HttpResponse:
    """One standard: passport, cards, functions, skills; `?edition=` shows another edition, `?part=` unfolds one."""
    context = _one(request, STANDARDS, code)
    found = context["held"]
    context["cards"] = list(cards(found.content, request.GET.get("part", "")))
    context["written"] = [one.language for one in structures() if found.content.name.get(one.language)]
    return render(request, "standards/standard.html", context)


@require_safe
def part(request: HttpRequest, code: str, number: int, part: str) -> HttpResponse:
    """The lasting address of a part of one edition leads to its place on the page, in the reader's language."""
    found = queries.skill(f"{code}/{number}/{part}", timezone.localdate())
    page = reverse("standards:standard", args=[code])
    return redirect(f"{page}?edition={number}&part={found.part.path}#{found.part.path}")


@require_safe
def profession(request: HttpRequest, code: str) -> HttpResponse:
    """One profession: what the register says, which standard describes it, and what the rules say of the entry."""
    context = _one(request, PROFESSIONS, code)
    found = context["held"]
    of = context["asked"]
    described = queries.described_in(found.content, of.on, of.known_on)
    report = check_now("profession", facts(found.content, of.on, calendar()), of.on)
    context |= {
        "described": line(described) if described else None,
        "cards": [one for one in cards(described.content) if one["card"].group_code == found.content.card]
        if described
        else [],
        "findings": shown_findings(stack(of.on), report.findings),
    }
    return render(request, "standards/profession.html", context)


@require_safe
def framework(request: HttpRequest, code: str) -> HttpResponse:
    """One framework by level, with another beside it where one is asked for."""
    context = _one(request, FRAMEWORKS, code)
    found = context["held"]
    of = context["asked"]
    known = queries.listed(FRAMEWORKS, of.on, known_on=of.known_on)
    others = [one for one in known if one.instrument.code != code]
    beside = next((one for one in others if one.instrument.code == request.GET.get("beside")), None)
    context |= {
        "rows": side_by_side(found.content, beside.content if beside else None),
        "beside": beside,
        "others": others,
    }
    return render(request, "standards/framework.html", context)


@require_safe
def editions(request: HttpRequest, register: str, code: str) -> HttpResponse:
    """Every edition of a framework, standard or profession."""
    context = _one(request, register, code)
    found = context["held"]
    context["editions"] = [line(one) for one in reversed(found.editions)]
    context["keeps"] = may_keep(request.user, context["today"], register, "propose_withdrawal")
    return render(request, "standards/editions.html", context)


@require_safe
def difference(request: HttpRequest, register: str, code: str, number: int) -> HttpResponse:
    """What an edition changed against the one before it."""
    found = queries.held(register, code, timezone.localdate(), number=number)
    told = changes(found)
    if told is None:
        raise NotFound("standard.unknown", code=f"{code}/{number}")
    context = {
        "held": found,
        "line": line(found),
        "earlier": told[0],
        "differences": told[1],
        "register": register,
    }
    return render(request, "standards/difference.html", context)


@require_safe
def as_word(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An edition as a Word document, in Kazakh or Russian (`?language=`)."""
    found = queries.standard(code, timezone.localdate(), number=number)
    wanted = request.GET.get("language") or get_language()
    structure = next((one for one in structures() if one.language == wanted), structures()[0])
    if not found.content.name.get(structure.language):
        raise Http404
    content = write_blocks(write_document(found.content, structure))
    kind_ = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return _download(content, kind_, f"{code}-{number}-{structure.language}.docx")


@require_safe
def as_list(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An edition as the flat list that imports take."""
    found = queries.standard(code, timezone.localdate(), number=number)
    kept = io.StringIO(newline="")
    writer = csv.writer(kept)
    writer.writerow(["standard", *COLUMNS])
    for row in write_flat(found.content):
        writer.writerow([code, *(harmless(row[name]) for name in COLUMNS)])
    return _download(kept.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{code}-{number}.csv")


def _one(request: HttpRequest, register: str, code: str) -> dict[str, Any]:
    """What the page of every instrument shows: the edition asked for, and where it stands among the others."""
    context = _question(request)
    of = context["asked"]
    number = request.GET.get("edition", "")
    chosen = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else None
    held = queries.held(register, code, of.on, of.known_on, chosen)
    return {
        **context,
        "held": held,
        "line": line(held),
        "register": register,
        "of": say(f"standards.register.{register}"),
    }


def _download(content: bytes, kind_: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind_)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
