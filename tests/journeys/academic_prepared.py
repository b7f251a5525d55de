"""Brings a case towards a discipline to a stage by the actions of the pages, in the installation that a journey walks through; prints the ids."""

from __future__ import annotations

import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from tanym.apps.accounts.queries import person as find  # noqa: E402
from tanym.apps.clocks.actions.run import run  # noqa: E402
from tanym.apps.qualifications.queries import disciplines  # noqa: E402
from tanym.apps.recognition.actions.apply import apply  # noqa: E402
from tanym.apps.recognition.models import RecognitionCase  # noqa: E402
from tests.apps.recognition.conftest import Walk  # noqa: E402
from tests.apps.validation.conftest import heard_by_the_second_panel  # noqa: E402

REACHED = {"over": "decided", "voted": "commission"}
LONG_AGO = timedelta(days=40)
"""The ten working days to appeal are over, and the daily run of the clocks has seen it."""


def main(stage: str, username: str, code: str, result: str, achieved: str) -> str:
    """`stage` is of the case; `voted`: by all but the chair; `over`: decided so long ago that nobody can appeal any
    more; `heard`: the appeal is."""
    if stage == "heard":
        appealed = RecognitionCase.objects.get(
            procedure="academic", claimant__username=username, discipline__code=code
        )
        return str(heard_by_the_second_panel(Walk(appealed, timezone.localtime(), username)).public_id)
    at = timezone.localtime() - (LONG_AGO if stage == "over" else timedelta())
    case = apply(actor=find(username), at=at, discipline=disciplines().get(code=code))
    walk = Walk(case, at, username)
    walk.to(REACHED.get(stage, stage), result=result, achieved=int(achieved))
    if stage == "voted":
        walk.seated()
        walk.voted(result, by=("bolat", "kamila"))
    if stage == "over":
        run(at=timezone.localtime())
    return str(case.public_id)


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        sys.stdout.write(main(*asked.split(":")) + "\n")
