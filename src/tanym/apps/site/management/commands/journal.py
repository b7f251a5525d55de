"""`tanym journal verify` and `tanym journal erase`: prove the journal; empty an act of what it says of people."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.audit.actions.erase import erase
from tanym.apps.audit.proving import prove
from tanym.core.kernel.errors import TanymError


class Command(BaseCommand):
    """Proves the chain of the journal, and erases."""

    help = (
        "verify: compute the whole chain of the journal again and name the first act that does not fit; "
        "erase --number N --reason WHY: take person, thing and details from an act for good"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["verify", "erase"])
        parser.add_argument("--number", type=int, default=0, help="the act to erase")
        parser.add_argument("--reason", default="", help="why; it stays in the journal, so no personal data")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "erase":
            self._erase(options["number"], options["reason"])
        proof = prove()
        if proof.fault:
            raise CommandError(say(proof.fault, "en", number=proof.number), returncode=1)
        self.stdout.write(say("journal.whole", "en", read=proof.read, erased=proof.erased))

    def _erase(self, number: int, reason: str) -> None:
        try:
            erase(actor=None, at=timezone.now(), number=number, reason=reason)
        except TanymError as error:
            raise CommandError(say(error.code, "en", **error.details), returncode=1) from error
