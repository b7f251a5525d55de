"""`tanym journal verify`: prove that nobody changed the journal."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tanym.apps.accounts.words import say
from tanym.apps.audit.queries import prove


class Command(BaseCommand):
    """Proves the chain of the journal."""

    help = "verify: compute the whole chain of the journal again and name the first act that does not fit"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        proof = prove()
        if proof.fault:
            raise CommandError(say(proof.fault, "en", number=proof.number), returncode=1)
        self.stdout.write(say("journal.whole", "en", read=proof.read))
