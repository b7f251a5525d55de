"""Brings an academic case to a stage by the actions of the pages, in the installation that a journey walks through; prints its id."""

from __future__ import annotations

import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from tanym.apps.accounts.queries import person  # noqa: E402
from tanym.apps.qualifications.queries import disciplines  # noqa: E402
from tanym.apps.recognition.actions.apply import apply  # noqa: E402
from tests.apps.recognition.conftest import Walk  # noqa: E402


def main(stage: str, discipline: str) -> str:
    """A case of Aigul's towards a discipline."""
    at = timezone.localtime()
    target = disciplines().get(code=discipline, programme__organisation__code="sayram")
    return str(Walk(apply(actor=person("aigul"), at=at, discipline=target), at).to(stage).case.public_id)


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:]) + "\n")
