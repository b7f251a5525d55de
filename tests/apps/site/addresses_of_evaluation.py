"""Addresses of the evaluation of foreign learning."""

from __future__ import annotations

from datetime import UTC, datetime

from tanym.apps.credentials.models import Credential
from tanym.apps.evaluation.actions.compare import compare
from tanym.core.recognition.foreign.difference import Difference
from tests.apps.evaluation.conftest import begun
from tests.apps.site.addresses import NOBODY, Row, at


def evaluations(everybody: frozenset[str]) -> list[Row]:
    """A case of Leyla's at the national centre: read by her and by who works on it, worked on by one at a time."""
    walk = begun(datetime(2026, 11, 23, 10, tzinfo=UTC))
    walk.to("evaluation")
    case, item = walk.case, walk.case.evidence.get()
    walk.act(compare, "ainash", difference=Difference("", "workload", "One credit less."))
    its = {"public_id": case.public_id}
    office = at("national-centre", "secretary", "evaluator", "officer")
    readers = office | {"leyla", "ainash"}
    working, stamp = frozenset({"ainash"}), {"revision": walk.renew().revision}
    held = Credential.objects.select_related("holder").filter(holder__username="aigul", revoked_at=None)[0]
    document = {**its, "item": item.public_id}
    described = {
        "kind": "micro-credential", "mode": "onsite", "institution": "Università di Monteverde", "country": "IT",
        "award_day": "2026-06-30",
    }  # fmt: skip
    source = {"name": "DEQAR", "standing": "nothing", "for_day": "2026-06-30"}
    check = {"method": "inspection", "outcome": "could-not-be-checked", "note": "The scan is too small."}
    finding = {
        "elements-level-rating": "not-available", "elements-level-because": "The paper says nothing.",
    }  # fmt: skip
    difference = {"element": "profile", "in_what": "Another field."}

    def act(name: str, who: frozenset[str], data: dict[str, object], arguments: object = None) -> Row:
        return Row(f"evaluation:{name}", arguments or its, act=who, data={**stamp, **data}, knowing=readers)

    return [
        Row("evaluation:start", read=everybody, public=True),
        Row("evaluation:apply", read=everybody, act=everybody,
            data={"purpose": "employment", "wanted": "work as an editor", "documented": "yes"}),
        Row("evaluation:open", read=everybody, act=everybody, public=True),
        Row("evaluation:to-italy", read=everybody),
        Row("evaluation:archive", {"public_id": held.public_id}, read=frozenset({held.holder.username})),
        Row("evaluation:workbench", its, read=readers),
        Row("evaluation:background", its, read=NOBODY),  # this case has documents
        act("questionnaire", NOBODY, {}),
        act("route", NOBODY, {"route": "evaluation"}),  # chosen before the file was accepted
        act("credential", working, described),
        act("source", working, source),
        act("check", working, check, document),
        act("issuer", working, {"name": "Registry", "email": "registry@monteverde.example", "language": "it"},
            document),
        act("finding", working, finding, {**its, "part": "elements", "name": "level"}),
        act("difference", working, difference),
        act("drop", working, {}, {**its, "difference": walk.kept.differences.get().pk}),
        act("hearing", NOBODY, {}),
        act("proposal", NOBODY, {"statement": "advice"}),  # after the comparison
        act("fraud", NOBODY, {}),
        act("show-condition", NOBODY, {"words": "Passed."}, {**its, "number": 1}),  # nothing is decided
        act("answer-condition", NOBODY, {"met": "yes"}),
    ]  # fmt: skip
