"""Addresses of meetings with a claimant and of what they need; of the levels by which outcomes are judged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.recognition.models import Adjustment, Meeting
from tests.apps.site.addresses import Row, at


def meetings(case: Any, readers: frozenset[str]) -> list[Row]:
    """A decided case at Sayram with an assessment that is planned still, and a request that nobody answered."""
    now = timezone.localtime()
    planned = Meeting.objects.create(
        case=case, what="assessment", begins_at=now + timedelta(days=1), place="Room 1",
        planned_by=find("saule"), planned_at=now,
    )  # fmt: skip
    asked = Adjustment.objects.create(case=case, asked="A seat.", asked_at=now)
    its, revision = {"public_id": case.public_id}, {"revision": case.revision}
    towards = {"organisation": "sayram", "code": case.discipline.code}
    meeting = {**its, "meeting": planned.public_id}
    office, arrange = at("sayram", "secretary"), at("sayram", "secretary") | {"timur"}
    later = {"what": "interview", "on": "2030-01-15", "time": "10:00", "place": "Room 1"}
    answer = {"decision": "granted", "reasons": "Of course."}

    def act(name: str, arguments: dict[str, Any], who: frozenset[str], data: dict[str, str]) -> Row:
        return Row(f"recognition:{name}", arguments, act=who, data={**revision, **data}, knowing=readers)

    return [
        act("ask-adjustment", its, frozenset({"aigul"}), {"asked": "More time."}),
        act("decide-adjustment", {**its, "asked": asked.public_id}, office, answer),
        act("plan-meeting", its, arrange, later),
        act("hold-meeting", meeting, arrange, {"identity": "document"}),
        act("miss-meeting", meeting, arrange, {"why": "none"}),
        Row("recognition:meeting-calendar", meeting, read=readers),
        Row("qualifications:rubric", towards, read=at("sayram", "registrar"), act=at("sayram", "registrar")),
    ]
