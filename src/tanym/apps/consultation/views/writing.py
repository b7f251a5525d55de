"""What contributors do: write, answer the survey, open an account."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tanym.apps.accounts.words import say
from tanym.apps.consultation import queries
from tanym.apps.consultation.actions.comment import comment as keep
from tanym.apps.consultation.actions.register import register as open_account
from tanym.apps.consultation.actions.reply import reply as keep_reply
from tanym.apps.consultation.forms.said import RegisterForm, SaidForm, SurveyForm
from tanym.apps.consultation.models import Consultation, Contribution, Paragraph
from tanym.apps.consultation.pacing import slow_down, slow_down_registration
from tanym.apps.consultation.views.public import must_be_open, paragraph_page, survey_page
from tanym.core.kernel.errors import InvalidValue, Refused


@login_required
@require_POST
def comment(request: HttpRequest, public_id: uuid.UUID, key: str) -> HttpResponse:
    """Write about a paragraph."""
    of = queries.consultation(public_id)
    return _comment(request, of, queries.paragraph(of, key))


@login_required
@require_POST
def comment_whole(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write about the text as a whole."""
    return _comment(request, queries.consultation(public_id), None)


def _comment(request: HttpRequest, of: Consultation, paragraph: Paragraph | None) -> HttpResponse:
    must_be_open(of)
    form = SaidForm(request.POST)
    if not form.is_valid():
        return paragraph_page(request, of, paragraph, form=form, status=422)
    try:
        said = form.said()
    except InvalidValue as wrong:
        form.add_error(None, say(wrong.code, **wrong.details))
        return paragraph_page(request, of, paragraph, form=form, status=422)
    slow_down(request)
    made = keep(
        actor=request.user,
        at=timezone.now(),
        consultation=of,
        paragraph=paragraph,
        said=said,
        language=get_language() or "kk",
        once=form.cleaned_data["once"],
        anonymous=form.cleaned_data["anonymous"],
        trap=form.cleaned_data["website"],
    )
    if made.state == Contribution.State.PUBLISHED:
        messages.success(request, _("Thank you. Everybody can read it now, and it will be answered."))
    else:
        messages.success(
            request, _("Thank you. A moderator looks at it first; we write to you when it is published.")
        )
    return redirect("consultation:contribution", made.public_id)


@login_required
@require_POST
def reply(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer the survey."""
    of = queries.consultation(public_id)
    must_be_open(of)
    form = SurveyForm(list(of.questions.all()), request.POST)
    if not form.is_valid():
        return survey_page(request, of, form=form, status=422)
    slow_down(request)
    try:
        keep_reply(actor=request.user, at=timezone.now(), consultation=of, given=form.given())
    except InvalidValue as wrong:
        form.add_error(None, say(wrong.code, **wrong.details))
        return survey_page(request, of, form=form, status=422)
    messages.success(request, _("Thank you. Your answers are counted."))
    return redirect("consultation:survey", of.public_id)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Open an account to write with, and be signed in at once."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    onward = wanted if safe else reverse("consultation:list")
    if request.user.is_authenticated:
        return redirect(onward)
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        slow_down_registration(request)
        given = form.cleaned_data
        try:
            if given["website"]:
                raise InvalidValue("consultation.name")
            person = open_account(
                at=timezone.now(),
                given_name=given["given_name"],
                family_name=given["family_name"],
                email=given["email"],
                password=given["password"],
                language=get_language() or "kk",
            )
        except (InvalidValue, Refused) as wrong:
            form.add_error(None, say(wrong.code, **wrong.details))
        else:
            login(request, person, backend="django.contrib.auth.backends.ModelBackend")
            messages.success(request, _("Your account is open, and you are signed in."))
            return redirect(onward)
    return render(
        request,
        "consultation/register.html",
        {"form": form, "next": onward if safe else ""},
        status=422 if form.errors else 200,
    )
