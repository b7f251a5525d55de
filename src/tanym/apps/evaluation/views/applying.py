"""Pages of the applicant: where one begins, and the purpose."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.evaluation import queries
from tanym.apps.evaluation.actions.apply import apply as open_draft
from tanym.apps.evaluation.forms.applying import PurposeForm
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.core.kernel.errors import InvalidValue


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What can be done with learning from abroad, and with learning from here abroad; who decides, how long it takes."""
    today = timezone.localdate()
    mine = (
        RecognitionCase.objects.filter(
            claimant=request.user, pk__in=Evaluation.objects.values("case")
        ).select_related("organisation")
        if request.user.is_authenticated
        else []
    )
    open_ones = [one for one in mine if not of(one).procedure.stages[one.stage].end]
    context = {
        "mine": open_ones[:1],
        "centres": queries.centres(today),
        "universities": list(queries.targets(today)),
        "evaluator": request.user.is_authenticated and queries.evaluates_somewhere(request.user, today),
    }
    return render(request, "evaluation/start.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """The purpose, and then a draft."""
    today = timezone.localdate()
    form = PurposeForm(today, request.POST or None, initial={"purpose": request.GET.get("purpose", "")})
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        if chosen["organisation"] is None:
            raise InvalidValue("evaluation.not-here")
        made = open_draft(actor=request.user, at=timezone.now(), **chosen)
        return redirect("recognition:case", made.public_id)
    status = 422 if form.is_bound else 200
    return render(request, "evaluation/apply.html", {"form": form}, status=status)
