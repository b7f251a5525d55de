"""Earlier evaluations are compared with a real case, and shown to nobody who rehearses."""

from __future__ import annotations

import pytest

from tanym.apps.evaluation.precedents import similar
from tests.apps.evaluation.conftest import Walk, begun

pytestmark = pytest.mark.django_db


def test_who_rehearses_reads_no_real_evaluation(walk: Walk) -> None:
    first = walk.to("decided")
    second = begun(walk.at, wanted="work as a reporter")
    kept = first.kept
    assert [one for one, _result in similar(second.case, kept)] == [first.renew()]
    second.case.rehearsal = True
    assert similar(second.case, kept) == []
