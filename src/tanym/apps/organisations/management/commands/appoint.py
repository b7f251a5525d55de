"""`tanym appoint`: invites the first administrator or keeper of an installation; everybody after them is invited on pages."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.actions.invite import invite
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.sheets import sheet
from tanym.core.kernel.errors import TanymError

SOURCE = "operator:appoint"
"""What the journal says of acts of whoever operates the installation."""


class Command(BaseCommand):
    """Whoever may run commands on the machine may appoint: the journal keeps that it was so."""

    help = "Invite somebody to an organisation, by a link that works once; --type and --name found it first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, help="code of the organisation")
        parser.add_argument("--type", help="its type, where it is not here yet: national-centre, ministry, …")
        parser.add_argument("--name", help="its name, where it is not here yet; more on its pages")
        parser.add_argument("--role", action="append", help="administrator, unless said; may be repeated")
        parser.add_argument("--language", default="kk", choices=["kk", "ru", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Found the organisation where needed, invite, and print the link."""
        at = timezone.now()
        try:
            with transaction.atomic():
                place = Organisation.objects.filter(code=options["organisation"]).first() or found(
                    actor=None,
                    at=at,
                    type=options["type"] or "",
                    names={options["language"]: options["name"] or ""},
                    code=options["organisation"],
                    source=SOURCE,
                )
                invitation, secret = invite(
                    actor=None,
                    at=at,
                    organisation=place,
                    roles=options["role"] or ["administrator"],
                    names={},
                    email="",
                    language=options["language"],
                    source=SOURCE,
                )
        except TanymError as wrong:
            raise CommandError(say(wrong.code, options["language"], **wrong.details), returncode=1) from wrong
        self.stdout.write(sheet(invitation, secret).link)
