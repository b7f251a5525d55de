"""`tanym recover`: a link by which somebody chooses a new password, for whoever runs the installation."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.recovery.actions.make_link import make_link
from tanym.core.kernel.errors import TanymError

SOURCE = "operator:recover"
"""What the journal says of acts of whoever operates the installation."""


class Command(BaseCommand):
    """Whoever may run commands on the machine has looked who asks: the journal keeps that it was so."""

    help = "Print a link by which somebody chooses a new password: once, within an hour."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="the name by which the person signs in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the link and print it."""
        try:
            person = Person.objects.get_by_natural_key(options["name"])
            made = make_link(actor=None, at=timezone.now(), person=person, source=SOURCE)
        except Person.DoesNotExist as none:
            raise CommandError(say("person.unknown", "en"), returncode=1) from none
        except TanymError as wrong:
            raise CommandError(say(wrong.code, "en", **wrong.details), returncode=1) from wrong
        self.stdout.write(made)
