"""An exam of the sample country brought to a stage by actions, for walks that begin there: prints the id of its case."""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanym.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from tanym.apps.accounts.queries import person as find  # noqa: E402
from tanym.apps.recognition.queries import cases_of  # noqa: E402
from tests.apps.exams.conftest import CUT, SEAT, Exam  # noqa: E402

ALL = {
    "result": "recognise",
    "findings": [
        {"outcome": one, "recognised": True, "reasons": "Seen again.", "departs": "The seat was sound."}
        for one in (CUT, SEAT)
    ],
    "reasons": "The panel saw the seat.",
    "advice": "",
}


def begun(who: str) -> Exam:
    """A candidate who begins yesterday in the morning."""
    yesterday = timezone.localtime().replace(hour=9, minute=0) - timedelta(days=1)
    return Exam(find, yesterday, who)


def prepared(stage: str, who: str) -> str:
    """The exam of a candidate, brought to `partly` or `failed`; `reversed` takes on the one that failed."""
    if stage == "reversed":
        exam = begun(who)
        exam.at = timezone.localtime() - timedelta(minutes=59)
        exam.case = next(one for one in cases_of(find(who)) if one.procedure == "professional")
        exam.heard("reverse", ALL)
    elif stage == "partly":
        exam = begun(who).in_part()
    else:
        exam = begun(who).admitted().theory().practice(f1_s1="not-achieved", f1_s2="not-achieved")
        exam.personal().concluded()
    return str(exam.case.public_id)


if __name__ == "__main__":
    sys.stdout.write(f"{prepared(*sys.argv[1:])}\n")
