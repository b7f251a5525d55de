"""`tanym imports --tidy`: erases what nobody confirmed or accepted in time."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tanym.apps.imports.actions.erase_old import erase_old


class Command(BaseCommand):
    """Erases lists and names whose time is over."""

    help = "erase uploaded lists that nobody confirmed, and names and addresses whose time is over; run once a day"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tidy", action="store_true", help="do it")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["tidy"]:
            raise CommandError("Say --tidy.", returncode=64)
        lists, invitations, addresses = erase_old(at=timezone.now())
        self.stdout.write(
            f"{lists} lists erased, {invitations} invitations forgotten, {addresses} addresses of claims erased"
        )
