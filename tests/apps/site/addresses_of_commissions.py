"""Addresses of commissions: signing the minutes of a case and of its appeal, sittings, reasons, figures."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.models import Commission, OwnReason, Sitting
from tests.apps.recognition.conftest import Walk
from tests.apps.site.addresses import Row, at


def commissions(everybody: frozenset[str], walk: Walk, readers: frozenset[str]) -> list[Row]:
    """A decided case at Sayram, whose appeal has its minutes written; a sitting that was called, and a reason of its own."""
    now, case, lodged = timezone.localtime(), walk.case, walk.case.appeal
    body, saule = organisation("sayram"), find("saule")
    Commission.objects.get_or_create(
        case=case,
        procedure=lodged.case["procedure"],
        defaults={"secretary": saule, "seated_at": now, "minutes_number": f"{case.number}/2"},
    )
    draft = {"result": "uphold", "reasons": "As found.", "on": "2026-11-20", "language": "en"}
    Commission.objects.filter(case=case, procedure=lodged.case["procedure"]).update(draft=draft)
    called = Sitting.objects.create(
        organisation=body, starts_at=now + timedelta(days=3), place="Room 1", called_by=saule, called_at=now
    )
    reason = OwnReason.objects.create(
        organisation=body, finding="shown", words={"kk": "a", "ru": "b", "en": "c"}, by=saule, at=now
    )
    office, members = at("sayram", "secretary"), at("sayram", "member")
    both, here = office | members, {"organisation": "sayram"}
    seat = {"seat": case.commissions.first().seats.first().pk, "reason": "Ill."}
    words = {"finding": "shown", "kk": "x", "ru": "y", "en": "z"}
    rows = [
        Row("recognition:sitting", {"public_id": called.public_id}, read=office),
        Row("recognition:sittings", here, read=office),
        Row("recognition:call-sitting", here, act=office, data={"place": "Room 1"}),
        Row("recognition:reasons", here, read=office),
        Row("recognition:add-reason", here, act=office, data=words),
        Row("recognition:end-reason", {**here, "reason": reason.public_id}, act=office),
        Row("recognition:consistency", here, read=both),
        Row("recognition:assessors", here, read=office),
        Row("recognition:decided", here, read=everybody, public=True),
    ]
    for record, before in ((case, ""), (lodged, "appeal-")):
        its, revision = {"public_id": record.public_id}, {"revision": record.revision}
        acts = (
            ("sign-minutes", both, {}),
            ("sign-nationally", both, {"cms": "QUJD"}),
            ("file-scan", office, {}),
            ("state-left", both, seat),
            ("take-over", office, {"reason": "On leave."}),
        )
        rows.append(Row(f"recognition:{before}sign", its, read=readers))
        for name in ("minutes-text", "minutes-pdf"):
            rows.append(Row(f"recognition:{before}{name}", its, read=readers - {case.claimant.username}))
        rows += [
            Row(f"recognition:{before}{name}", its, act=who, data={**revision, **data}, knowing=readers)
            for name, who, data in acts
        ]
    return rows
