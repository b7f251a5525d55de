"""The page on which a registrar says by which levels the outcomes of a discipline are judged."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tanym.apps.accounts.words import say
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.actions.set_rubric import set_rubric
from tanym.apps.qualifications.forms.rubric import RubricForm
from tanym.apps.qualifications.permissions import AT_DISCIPLINE
from tanym.apps.qualifications.queries import disciplines
from tanym.core.kernel.errors import InvalidValue, NotFound


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rubric(request: HttpRequest, organisation: str, code: str) -> HttpResponse:
    """Levels of each outcome, a line each, in every language."""
    found = disciplines().filter(programme__organisation__code=organisation, code=code).first()
    if found is None:
        raise NotFound("page.unknown")
    body = found.programme.organisation
    permit(AT_DISCIPLINE, "set_rubric", request.user, timezone.localdate(), at=body)
    form = RubricForm(found.outcomes, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_rubric(actor=request.user, at=timezone.now(), discipline=found, rubrics=form.rubrics())
        except InvalidValue as fault:
            form.add_error(None, say(fault.code, **fault.details))
        else:
            messages.success(request, _("The levels are kept. New cases are judged by them."))
            return redirect("qualifications:rubric", body.code, found.code)
    context = {"discipline": found, "organisation": body, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "qualifications/rubric.html", context, status=status)
