"""Addresses of portfolios, and of questions that are answered by a link."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.files.receiving import receive
from tanym.apps.portfolio.actions.ask import ask
from tanym.apps.portfolio.actions.keep import keep
from tanym.apps.portfolio.given import Given
from tanym.apps.portfolio.links import secret
from tanym.core.recognition.evidence import EvidenceKind
from tests.apps.site.addresses import NOBODY, Row


def portfolios(everybody: frozenset[str]) -> list[Row]:
    """An item of Aigul's and a question about it: hers alone; whoever has the link answers, in their own browser."""
    now, aigul = timezone.localtime(), find("aigul")
    item = keep(
        actor=aigul,
        at=now,
        given=Given(EvidenceKind.WORK_SAMPLE, "A report on wages", text="Charts and their reading."),
        received=receive(SimpleUploadedFile("report.pdf", b"%PDF-1.7\n% wages\n%%EOF\n")),
    )
    asked = ask(
        actor=aigul,
        at=now - timedelta(days=3),
        item=item,
        to="witness",
        name="Ruslan",
        email="ruslan@works.example",
        questions=(),
        language="en",
        until=now + timedelta(days=20),
    )
    its, question, own = {"public_id": item.public_id}, {"public_id": asked.public_id}, frozenset({"aigul"})
    words = {"kind": "work-sample", "title": "A report", "text": "Words.", "revision": item.revision}
    witness = {"name": "Dias", "email": "dias@works.example", "language": "kk"}
    until = (now + timedelta(days=9)).date().isoformat()
    return [
        Row("portfolio:mine", read=everybody),
        Row("portfolio:erase", act=everybody),
        Row("portfolio:claim", act=everybody),
        Row("portfolio:add", read=everybody, act=everybody, data=words),
        Row("portfolio:item", its, read=own),
        Row("portfolio:file", its, read=own),
        Row("portfolio:change", its, act=own, data=words),
        Row("portfolio:hide", its, act=own, data={"hidden": "yes"}),
        Row("portfolio:remove", its, act=own, data={"revision": item.revision}),
        Row("portfolio:ask", its, act=own, data={**witness, "until": until}),
        Row("portfolio:remind", question, act=own),
        Row("portfolio:withdraw", question, act=own),
        Row("question-link", {"secret": secret(asked.public_id)}, read=everybody - own, public=True),
        Row("portfolio:question", read=NOBODY, act=NOBODY),  # whoever came by a link, in their browser
        Row("portfolio:answer", read=NOBODY, act=NOBODY),
        Row("portfolio:not-mine", act=NOBODY),
    ]
