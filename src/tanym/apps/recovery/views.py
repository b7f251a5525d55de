"""Pages of a forgotten password."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.pace import network_address
from tanym.apps.accounts.queries import by_public_id
from tanym.apps.accounts.words import say
from tanym.apps.letters import ports
from tanym.apps.organisations.permissions import may_read_people
from tanym.apps.organisations.queries import organisation, people
from tanym.apps.recovery.actions.ask import ask as ask_for_mail
from tanym.apps.recovery.actions.make_link import make_link
from tanym.apps.recovery.actions.renew_password import renew_password
from tanym.apps.recovery.forms import AskForm, NewPasswordForm
from tanym.apps.recovery.links import TOKENS, person_of
from tanym.core.kernel.errors import NotFound, NotPermitted, Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a mail with a link; who has no address, or where no mail leaves, reads who helps."""
    mails = ports.mail() is not None
    form = AskForm(request.POST if request.method == "POST" and mails else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            ask_for_mail(
                at=timezone.now(),
                address=form.cleaned_data["email"],
                language=get_language() or "kk",
                network=network_address(request),
            )
        except Refused as often:
            form.add_error(None, say(often.code))
            status = 429
        else:
            return redirect("recovery:asked")
    return render(request, "recovery/ask.html", {"form": form, "mails": mails}, status=status)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens now: the same words for everybody."""
    return render(request, "recovery/asked.html")


class New(PasswordResetConfirmView):
    """Choose the new password. The link's secret goes into the session, and out of the address, before the page is shown."""

    form_class = NewPasswordForm
    template_name = "recovery/new.html"
    token_generator = TOKENS

    def get_user(self, uidb64: str) -> Person | None:
        return person_of(uidb64)

    def form_valid(self, form: Any) -> HttpResponse:
        token = self.request.session.pop(INTERNAL_RESET_SESSION_TOKEN, "")
        person = renew_password(
            at=timezone.now(), person=self.user, token=token, password=form.cleaned_data["password"]
        )
        said = _("Your new password counts. Sign in as %(name)s.") % {"name": person.username}
        messages.success(self.request, said)
        return redirect("accounts:sign-in")

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "person": self.user if self.validlink else None}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """A link that counts no more: 410."""
        if not self.validlink:
            kwargs["status"] = 410
        return super().render_to_response(context, **kwargs)


@never_cache
@login_required
@require_POST
def help_colleague(request: HttpRequest, code: str, public_id: uuid.UUID) -> HttpResponse:
    """A link for a colleague; the answer holds it, and no other page ever does."""
    of, actor = organisation(code), request.user
    if not may_read_people(actor, of, timezone.localdate()):
        raise NotPermitted("not-permitted", action="read_people")
    person = by_public_id(str(public_id))
    if person is None or not people(of).filter(person=person).exists():
        raise NotFound("page.unknown")
    made = make_link(actor=actor, at=timezone.now(), person=person, organisation=of)  # type: ignore[arg-type]
    return render(request, "recovery/link.html", {"of": of, "who": person, "link": made}, status=201)
