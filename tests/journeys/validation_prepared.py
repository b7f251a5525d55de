"""Brings a validation to a stage by the actions of the pages, in the installation that a journey walks through; prints its id."""

from __future__ import annotations

import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from tanym.apps.accounts.queries import person  # noqa: E402
from tanym.apps.recognition.models import RecognitionCase  # noqa: E402
from tanym.apps.validation.actions.begin import begin  # noqa: E402
from tanym.apps.validation.targets import aim  # noqa: E402
from tests.apps.validation.conftest import DISCIPLINE, Walk, reversed_by_the_second_panel  # noqa: E402


def main(what: str, username: str, result: str, achieved: str) -> str:
    """`what` is a stage, `decided`, or `reversed` for a decided case that is appealed; the case that came of it."""
    at = timezone.localtime()
    if what == "reversed":
        case = RecognitionCase.objects.filter(claimant=person(username), procedure="validation").first()
        assert case is not None
        return str(reversed_by_the_second_panel(Walk(case, at, username)).public_id)
    begun = begin(actor=person(username), at=at, aim=aim(DISCIPLINE, at.date()), kind="alone", informed=True)
    return str(Walk(begun, at, username).to(what, result=result, achieved=int(achieved)).case.public_id)


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:]) + "\n")
