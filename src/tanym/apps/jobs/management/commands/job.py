"""`tanym job`: does one piece of background work, or tidies up after all of it."""

from __future__ import annotations

from argparse import ArgumentParser
from uuid import UUID

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.jobs.actions.tidy import tidy
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.queries import job, standing
from tanym.apps.jobs.running import help_out, run


class Command(BaseCommand):
    """The pages start it by themselves; by hand it takes up a job again whose process was lost."""

    help = "Do one piece of background work (the pages start it by themselves), or tidy up after all of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The job, or what to do beside."""
        parser.add_argument("id", nargs="?", type=UUID, help="the identifier of the job, from its address")
        parser.add_argument("--beside", action="store_true", help="help the process that does it already")
        parser.add_argument("--tidy", action="store_true", help="erase jobs that ended thirty days ago")

    def handle(self, *args: object, **options: object) -> None:
        """Print the state in which the job ended, or how many were erased."""
        if options["tidy"]:
            self.stdout.write(str(tidy(at=timezone.now())))
            return
        if options["id"] is None:
            self.print_help("tanym", "job")
            return
        if options["beside"]:
            help_out(options["id"])
            return
        found = job(options["id"])
        if standing(found, timezone.now()) == Job.State.INTERRUPTED:  # whether anybody has noted it or not
            Job.objects.filter(pk=found.pk).update(state=Job.State.WAITING, ended_at=None)
        self.stdout.write(run(found.public_id))
