"""Public pages of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tanym.apps.accounts.words import say
from tanym.apps.catalogue.queries import BANDS, FACETS, search, versions
from tanym.apps.catalogue.shown import page as page_of
from tanym.apps.endorsements.queries import public as endorsements
from tanym.apps.offers.queries import in_force
from tanym.apps.policy.queries import reopened, report
from tanym.apps.policy.shown import tally
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import (
    body_words,
    design_of,
    editions,
    enrolment_refusal,
    review_of,
    review_standing,
    shown_version,
    standing_waivers,
    suspension_of,
)
from tanym.apps.qualifications.words import word
from tanym.core.kernel.errors import Refused

A_PAGE = 12

Names = Callable[[str], str]
"""The names of organisations by their codes, read once a page."""


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """Search, facets, and the cards of what was found."""
    today = timezone.localdate()
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
    chosen = {facet: [v for v in request.GET.getlist(facet) if v][:20] for facet in FACETS}
    counts = request.GET.get("counts") == "1"
    found = search(today, words, chosen, counts)
    last = max(1, -(-len(found.versions) // A_PAGE))
    asked = request.GET.get("page", "")
    number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    names = body_words(get_language() or "kk")
    shown = versions(found.versions[(number - 1) * A_PAGE : number * A_PAGE])
    kept = [(facet, value) for facet in FACETS for value in chosen[facet]]
    query: list[tuple[str, str]] = (
        ([("q", words)] if words else []) + kept + ([("counts", "1")] if counts else [])
    )
    return render(
        request,
        "catalogue/list.html",
        {
            "q": words,
            "count": len(found.versions),
            "cards": [_card(version, names) for version in shown],
            "facets": [_facet(facet, found.facets[facet], chosen[facet], names) for facet in FACETS],
            "counts": counts,
            "counting": found.counting,
            "chips": [
                {"label": _label(facet, value, names), "url": _without(query, (facet, value))}
                for facet, value in kept
            ]
            + (
                [{"label": _("Counts towards a discipline"), "url": _without(query, ("counts", "1"))}]
                if counts
                else []
            ),
            "chosen": len(kept) + counts,
            "pages": [
                {"number": n, "url": f"?{urlencode([*query, ('page', n)])}"} for n in range(1, last + 1)
            ]
            if last > 1
            else [],
            "number": number,
        },
    )


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One micro-qualification: what it gives, what it does not, what one can do at the end, who answers for it."""
    today = timezone.localdate()
    version = shown_version(code, today)
    _stack, found = reopened(report(version.report))
    shown = page_of(version, today)
    closed = enrolment_refusal(version, today, shown.register)
    return render(
        request,
        "catalogue/page.html",
        {
            "page": shown,
            "version": version,
            "tally": tally(found.findings),
            "today": today,
            "waivers": standing_waivers(version, today),
            "review": review_of(version, today),
            "standing": review_standing(version, today),
            "suspension": suspension_of(version),
            "closed": closed,
            "barred": _barred(closed),
            "editions": editions(version),
            "endorsed": endorsements(version.micro_qualification, today),
            "offers": in_force(today, micro_qualification=code),
        },
    )


def _barred(closed: Refused | None) -> str:
    """Why nobody may enrol, where it is the register that says so; what lies in the version is said by its standing."""
    if closed is None or closed.code != "offer.body-not-entitled":
        return ""
    return say(closed.code, why=say(str(closed.details["why"])))


def _card(version: Version, names: Names) -> dict[str, Any]:
    design = design_of(version)
    agreed = dict.fromkeys(target.body for target in design.stacking.targets if target.agreement)
    return {"version": version, "design": design, "counting": ", ".join(names(code) for code in agreed)}


def _facet(facet: str, counts: Any, chosen: list[str], names: Names) -> dict[str, Any]:
    values = sorted({*counts, *chosen}, key=lambda value: _order(facet, value, names))
    titles = {
        "sector": _("Sector"),
        "language": _("Language of teaching"),
        "level": _("Level (NQF)"),
        "credits": _("Credits"),
        "form": _("Form of participation"),
        "provider": _("Provider"),
    }
    return {
        "name": facet,
        "title": titles[facet],
        "choices": [
            {
                "value": value,
                "label": _label(facet, value, names),
                "count": counts.get(value, 0),
                "chosen": value in chosen,
            }
            for value in values
        ],
    }


def _order(facet: str, value: str, names: Names) -> Any:
    if facet == "credits":
        return f"{list(BANDS).index(value) if value in BANDS else 9}"
    return value if facet in ("level", "language") else _label(facet, value, names)


def _label(facet: str, value: str, names: Names) -> str:
    if facet == "credits":
        return {"1": _("up to 1 credit"), "2-3": _("2 to 3 credits"), "4": _("4 credits and more")}.get(
            value, value
        )
    if facet == "level":
        return _("NQF %(level)s") % {"level": value}
    if facet == "provider":
        return names(value)
    return word({"form": "participation"}.get(facet, facet), value)


def _without(query: list[tuple[str, str]], one: tuple[str, str]) -> str:
    return f"?{urlencode([pair for pair in query if pair != one])}"
