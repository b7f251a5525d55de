"""Pages that everybody may read: the whole cited report of a published version, and its design document."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tanym.apps.policy.queries import holds, reopened
from tanym.apps.policy.queries import report as kept_report
from tanym.apps.policy.shown import layers, shown_findings, tally
from tanym.apps.qualifications.differing import rows
from tanym.apps.qualifications.forms.steps import STEPS, place_of
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import (
    body_words,
    design_of,
    edition_before,
    editions,
    judgements,
    readable,
    review_of,
    version_by_public_id,
)
from tanym.core.kernel.errors import NotFound


@require_GET
def report(request: HttpRequest, public_id: Any) -> HttpResponse:
    """What every rule said of a version, with sources: public once it is published."""
    version = _version(request, public_id)
    if not version.report:
        raise NotFound("report.unknown", digest="")
    kept = kept_report(version.report)
    stack, found = reopened(kept)
    language = get_language() or "kk"
    decided = judgements(version)
    by_step: dict[str, list[Any]] = {}
    findings = shown_findings(stack, found.findings, body_words(language))
    for finding in findings:
        if finding.applies:
            by_step.setdefault(place_of(finding.order)[0].id, []).append((finding, decided.get(finding.rule)))
    return render(
        request,
        "qualifications/report.html",
        {
            "version": version,
            "kept": kept,
            "review": review_of(version, timezone.localdate()),
            "tally": tally(found.findings),
            "layers": layers(stack, found),
            "again": holds(kept),
            "criteria": [(step, by_step[step.id]) for step in STEPS if step.id in by_step],
            "apart": [finding for finding in findings if not finding.applies],
        },
    )


@require_GET
def report_bytes(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The exact bytes of the report."""
    version = _version(request, public_id)
    if not version.report:
        raise NotFound("report.unknown", digest="")
    answer = HttpResponse(bytes(kept_report(version.report).content), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="report-{version.report[:12]}.json"'
    return answer


@require_GET
def difference(request: HttpRequest, public_id: Any) -> HttpResponse:
    """What has changed since the version published before, sentence by sentence: public once it is published."""
    version = _version(request, public_id)
    before = edition_before(version)
    if before is None:
        raise NotFound("design.no-version-before")
    now = design_of(version)
    return render(
        request,
        "qualifications/difference.html",
        {
            "version": version,
            "before": before,
            "rows": rows(design_of(before), now),
            "changes": now.changes,
            "others": editions(version),
        },
    )


@require_GET
def document(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The design document as JSON: the same file that `tanym check` reads."""
    version = _version(request, public_id)
    answer = JsonResponse(version.content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = f"{version.micro_qualification.code}-{version.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _version(request: HttpRequest, public_id: Any) -> Version:
    version = version_by_public_id(public_id)
    if version.published_on:
        return version
    return readable(public_id, request.user, timezone.localdate())
