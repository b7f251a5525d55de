"""The facts of an award that is issued: what its record and its signed document show, for the rules on issue (IS-…)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tanym.core.credentials.completion import FRAMEWORKS
from tanym.core.credentials.record import AwardRecord, Text
from tanym.core.credentials.structure import listed
from tanym.core.rules.types import Interval


def record_facts(
    record: AwardRecord, on: date, *, authorised: Interval | None, version: str, assessed: str
) -> dict[str, object]:
    """The facts of the record on the day of issue.

    `authorised` is the entitlement of the awarding body in the register, None where there is none; `version` is the
    digest of the version as it is kept, `assessed` that of the version by which the person was assessed.
    Sources: the rules IS-01 to IS-06, IS-09, IS-10, IS-12, IS-13 of the pack `eu`.
    """
    dates = [one.on for one in record.assessments if one.on is not None]
    grade = record.grade
    name = record.holder.name
    found: dict[str, object] = {
        "issue.on": on,
        "issue.awarding_body_name": _joined(record.awarding.names),
        "issue.awarding_body_identity": record.awarding.registration or record.awarding.id,
        "issue.holder_name_forms": frozenset(
            form for form, text in (("passport", name.passport), ("kk", name.kk), ("ru", name.ru)) if text
        ),
        "issue.identifier_kind": _identifier_kind(record),
        "issue.identity_proof": record.identity_check,
        "issue.identifier_hidden": all(one.value.startswith("sha256$") for one in record.holder.identities),
        "issue.country": record.awarding.country,
        "issue.place": _joined(record.place),
        "issue.elements": elements(record),
        "issue.version_digest": version,
        "issue.assessed_version_digest": assessed,
        "issue.grade": (grade.letter or ("" if grade.percent is None else str(grade.percent)))
        if grade
        else "",
        "issue.grade_scale": _joined(grade.scale) if grade else "",
        "issue.public_face": "\n".join((*record.titles.values(), *record.summary.values())),
        "issue.supplement": supplement_items(record),
        "issue.assessed": bool(dates),
        "issue.document_type": str(record.kind),
    }
    if dates:
        found["issue.result_on"] = max(dates)
    if authorised is not None:
        found["issue.awarding_body_authorised"] = authorised
    return found


def document_facts(document: Mapping[str, Any], *, check_address: str, no_decision: str) -> dict[str, object]:
    """The facts of the signed document: its seal, where it is verified and where its status stands.

    The page at `check_address` asks nobody for an account; `no_decision` is the sentence on the paper that it is no
    recognition decision. Sources: the rules IS-07, IS-08, IS-11 of the pack `eu`.
    """
    proof, entries = document.get("proof"), listed(document.get("credentialStatus"))
    lists = [str(one.get("statusListCredential", "")) for one in entries if isinstance(one, Mapping)]
    return {
        "issue.seal": str(proof.get("type", "")) if isinstance(proof, Mapping) else "",
        "issue.check_address": check_address,
        "issue.check_without_account": True,
        "issue.status_address": lists[0] if lists else "",
        "issue.no_recognition_text": no_decision,
    }


def status_facts(
    *, revoked_on: date | None = None, suspended_on: date | None = None, reasoned: bool = False
) -> dict[str, object]:
    """The state of an issued document: valid, suspended or revoked since a day, with a reason or without (IS-08-R)."""
    since = revoked_on or suspended_on
    if since is None:
        return {"issue.status": "valid"}
    return {
        "issue.status": "revoked" if revoked_on else "suspended",
        "issue.status_reason": "given" if reasoned else "",
        "issue.status_since": since,
    }


def elements(record: AwardRecord) -> dict[str, int]:
    """How often each mandatory element stands in the record (Annex I of Recommendation 2022/C 243/02, as quoted).

    A level counts where it is stated, or where the record says that there is none ("if applicable").
    """
    level = record.level
    return {
        "learner": 1,  # a holder without a name cannot be written
        "title": _count(record.titles),
        "country": int(bool(record.awarding.country)),
        "awarding-body": int(bool(_joined(record.awarding.names))),
        "day-of-issue": 1,  # a record without its moment cannot be written
        "outcomes": sum(bool(_joined(one.text)) for one in record.outcomes),
        "workload": int(bool(record.minutes)),
        "level": int(level.nqf is not None or level.eqf is not None or level.basis == "not-levelled"),
        "type-of-assessment": sum(bool(one.type) for one in record.assessments),
        "form-of-participation": int(bool(record.participation)),
        "quality-assurance": int(record.quality is not None and bool(record.quality.kind)),
    }


def supplement_items(record: AwardRecord) -> dict[str, int]:
    """How often each item of a Certificate Supplement stands in the record (as the Portuguese IEFP lists them)."""
    occupations = FRAMEWORKS["professional-standard"]
    return {
        "skills": sum(bool(_joined(one.text)) for one in record.outcomes),
        "occupations": sum(skill.framework == occupations for one in record.outcomes for skill in one.skills),
        "awarding-body": int(bool(_joined(record.awarding.names))),
        "level": elements(record)["level"],
        "ways-to-acquire": int(bool(record.participation)),
        "entry-and-next-level": int(bool(_joined(record.prerequisites)) or bool(record.counts_towards)),
    }


def _identifier_kind(record: AwardRecord) -> str:
    if record.holder.id:
        return "wallet"
    return record.holder.identities[0].kind if record.holder.identities else ""


def _count(text: Text) -> int:
    return sum(bool(one.strip()) for one in text.values())


def _joined(text: Text) -> str:
    return "\n".join(one for one in text.values() if one.strip())
