"""`tanym retention`: says what has been kept long enough, and erases it."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.privacy.actions.keep_terms import keep_terms


class Command(BaseCommand):
    """Run it by hand first, then once a day with `--erase`; run again, it finds nothing more to erase."""

    help = "List what has been kept as long as the rules in force say; with --erase, erase it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to erase."""
        parser.add_argument("--erase", action="store_true", help="erase what is listed, not only say so")

    def handle(self, *args: object, **options: object) -> None:
        """A line for each thing, without anybody's data, then how many."""
        found = keep_terms(at=timezone.now(), erase=bool(options["erase"]))
        for one in found.over:
            self.stdout.write(
                f"{one.subject}  {one.organisation}  {one.term} = {one.length}  {one.last_day.isoformat()}"
            )
        code = "privacy.retention-done" if options["erase"] else "privacy.retention-found"
        self.stdout.write(
            say(
                code,
                "en",
                over=len(found.over),
                exports=found.exports,
                later=found.not_yet,
                none=found.no_term,
            )
        )
