"""Takes a foreign course that was submitted for credits at Sayram to the commission, by the actions of the pages."""

from __future__ import annotations

import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from tanym.apps.evaluation.actions.propose import Proposal  # noqa: E402
from tanym.apps.recognition.models import RecognitionCase  # noqa: E402
from tanym.core.recognition.foreign.forms_of_recognition import Considered, Form  # noqa: E402
from tanym.core.recognition.foreign.statements import StatementType  # noqa: E402
from tests.apps.evaluation.conftest import SAYRAM, Walk  # noqa: E402

IN_PART = Proposal(
    StatementType.DECISION, (Considered(Form.PARTIAL, True, "Three outcomes are shown."),), Form.PARTIAL
)


def main(public_id: str, achieved: str) -> None:
    """Evaluated, judged and proposed to be recognised in part."""
    case = RecognitionCase.objects.get(public_id=public_id)
    walk = Walk(case, timezone.localtime(), SAYRAM, case.claimant.username)
    walk.to_after_submission(int(achieved), IN_PART)


if __name__ == "__main__":
    main(*sys.argv[1:])
