"""`tanym publish_log`: bring the public log up to date; with a folder, write it as plain files for a mirror."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.audit.actions.export import export
from tanym.apps.audit.actions.publish import publish
from tanym.core.kernel.errors import TanymError


class Command(BaseCommand):
    """Publishes the log."""

    help = "put every act into the public log and sign a checkpoint; --to FOLDER also writes plain files for mirrors"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="a folder that any web server can serve as the log")

    def handle(self, *args: Any, **options: Any) -> None:
        at, folder = timezone.now(), options["to"]
        try:
            size = export(at=at, folder=folder) if folder else publish(at=at).size
        except TanymError as error:
            raise CommandError(say(error.code, "en", **error.details), returncode=1) from error
        self.stdout.write(say("log.published", "en", size=size))
