"""Public pages of the rules."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tanym.apps.policy import rulebook


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Every pack with its standing, and every rule in force by what it binds."""
    today, language = timezone.localdate(), get_language() or "kk"
    packs, subjects = rulebook.packs(today, language), rulebook.by_subject(today, language)
    return render(
        request,
        "policy/rules.html",
        {
            "packs": packs,
            "subjects": subjects,
            "today": today,
            "count": sum(len(lines) for _, lines, _ in subjects),
            "waiting": sum(len(lines) for _, lines, waits in subjects if waits),
        },
    )


@require_GET
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """One rule: what it asks, by whose word, its numbers over time, its examples."""
    today = timezone.localdate()
    return render(
        request, "policy/rule.html", {**rulebook.rule(name, today, get_language() or "kk"), "today": today}
    )


@require_GET
def pack(request: HttpRequest, name: str) -> HttpResponse:
    """One set of rules: its standing, its rules, its sources, and every version that was ever in force."""
    today = timezone.localdate()
    return render(
        request, "policy/pack.html", {**rulebook.pack(name, today, get_language() or "kk"), "today": today}
    )
