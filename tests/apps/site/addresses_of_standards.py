"""Rows of standards: frameworks, professions, professional standards, and what their keepers propose."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.site.actions.load_standards import load_standards
from tanym.apps.standards.actions.propose import Approved, propose
from tanym.apps.standards.contents import STANDARDS
from tanym.apps.standards.models import Edition
from tanym.core.standards.standard import document
from tests.apps.site.addresses import Row, at
from tests.core.standards.test_document import UPHOLSTERER


def standards(everybody: frozenset[str]) -> list[Row]:
    """The rows of the room."""
    load_standards()
    waiting = propose(
        actor=find("aidos"),
        at=timezone.localtime(),
        register=STANDARDS,
        document=document(UPHOLSTERER),
        approved=Approved(since=date(2026, 1, 1), act={"ru": "Приказ (вымышлен)"}, number="7", evidence="I"),
        once=uuid.uuid4(),
    )
    keepers = at("min-labour", "officer", "keeper")
    later = Edition.objects.filter(instrument__register=STANDARDS, number__gt=1).first()
    assert later is not None
    code = {"code": later.instrument.code}
    edition = {**code, "number": later.number}
    its, proposed = {"register": STANDARDS, **edition}, {"public_id": waiting.public_id}
    rows: list[tuple[str, dict[str, Any]]] = [
        ("list", {}),
        ("skills", {}),
        ("professions", {}),
        ("profession", {"code": "ILL-2519-1"}),
        ("frameworks", {}),
        ("framework", {"code": "ILL-NQF"}),
        ("standard", code),
        ("editions", {**code, "register": STANDARDS}),
        ("difference", its),
        ("word", edition),
        ("flat", edition),
    ]
    return [
        *(Row(f"standards:{name}", arguments, read=everybody, public=True) for name, arguments in rows),
        Row("standards-part", {**edition, "part": "c1.f1.s1"}, read=everybody, public=True),
        Row("standards:proposals", read=keepers),
        Row("standards:propose", read=keepers, act=keepers),
        Row("standards:proposal", proposed, read=keepers),
        Row("standards:adopt", proposed, act=keepers),
        Row("standards:return", proposed, act=keepers),
        Row("standards:withdraw", its, read=keepers, act=keepers),
    ]
