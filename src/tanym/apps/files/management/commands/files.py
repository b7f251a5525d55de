"""Seal stored files with the secret of today, or have them scanned for viruses."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.files.actions.scan_all import scan_all
from tanym.apps.files.actions.seal_all import seal_all
from tanym.core.kernel.errors import Refused


class Command(BaseCommand):
    """`tanym files`."""

    help = "Stored files: --seal (with the secret of today), --scan (what is not scanned yet), --scan-again (all)."

    def add_arguments(self, parser: CommandParser) -> None:
        """One thing at a time."""
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--seal", action="store_true", help="seal every file with the secret of today")
        way.add_argument("--scan", action="store_true", help="scan what was not scanned yet")
        way.add_argument("--scan-again", action="store_true", help="scan every file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many."""
        at = timezone.now()
        if options["seal"]:
            faults: list[tuple[str, str]] = []
            sealed, count = seal_all(at=at, fault=lambda name, code: faults.append((name, code)))
            for name, code in faults:
                self.stderr.write(f"{name}…: {say(code, 'en')}")
            self.stdout.write(say("file.sealed", "en", sealed=sealed, count=count))
            if faults:
                raise CommandError(say("file.not-all-sealed", "en", count=len(faults)))
            return
        try:
            said = scan_all(at=at, again=options["scan_again"])
        except Refused as refused:
            raise CommandError(say(refused.code, "en")) from None
        self.stdout.write("\t".join(f"{state}: {count}" for state, count in sorted(said.items())))
