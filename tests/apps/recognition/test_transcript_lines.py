"""Lines for the student information system, and the answer that closes cases."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tanym.apps.imports.actions.confirm import confirm
from tanym.apps.imports.actions.upload import upload
from tanym.apps.recognition import transcript
from tanym.apps.recognition.models import StudentNumber

pytestmark = pytest.mark.django_db
LINES = "/en/recognition/transcript/"


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def answered(walk, **changes: str) -> bytes:
    """The file as it was taken out, with what the system filled in."""
    (row,) = transcript.line_of(walk.renew(), "en")
    return transcript.written([{**row, **changes}], "csv")


def bring(walk, content: bytes):
    return upload(actor=walk.who("rustem"), at=walk.at, kind="transcript-lines", data=content)


def test_a_decided_case_is_one_line_with_what_a_transcript_needs(walk, as_) -> None:
    walk.to("decided")
    address = f"/en/recognition/cases/{walk.case.public_id}/register-line."
    answer = as_("rustem").get(f"{address}csv")
    (row,) = table(answer.content)
    assert tuple(row) == transcript.COLUMNS
    assert (row["case"], row["credits"], row["status"]) == (walk.case.number, "5", "due")
    assert row["discipline_code"] == walk.case.target["code"]
    assert row["basis"] == walk.case.commissions.get().minutes_number
    assert row["grade"] == "none"
    assert json.loads(as_("rustem").get(f"{address}json").content) == [row]
    assert walk.case.number in answer["Content-Disposition"]
    assert "aigul" not in answer["Content-Disposition"].lower()


def test_a_registrar_takes_the_lines_of_a_span_of_days(walk, as_) -> None:
    walk.to("decided")
    day = walk.case.decided_on.isoformat()
    rustem = as_("rustem")
    assert len(table(rustem.get(f"{LINES}sayram.csv?from={day}&until={day}").content)) == 1
    assert table(rustem.get(f"{LINES}sayram.csv?until=2020-01-01").content) == []
    assert walk.case.number in rustem.get(LINES).content.decode()
    assert rustem.get(f"{LINES}?from=yesterday").status_code == 422
    for name in ("saule", "aigul", "zhanar"):
        assert as_(name).get(f"{LINES}sayram.csv").status_code == 404


def test_a_refused_case_gives_no_line(walk) -> None:
    walk.to("decided", result="refuse", achieved=0)
    assert transcript.line_of(walk.case, "en") == []


def test_the_file_that_comes_back_with_a_line_closes_the_case(walk) -> None:
    walk.to("decided")
    batch = bring(walk, answered(walk, line="2026/2027, 118", student_number="S-7"))
    assert [fault for fault in batch.faults if not fault["warns"]] == []
    confirm(actor=walk.who("rustem"), at=walk.at, batch=batch, revision=batch.revision)
    case = walk.renew()
    assert (case.stage, case.register_line, case.credits_entered) == ("credited", "2026/2027, 118", 500)
    assert StudentNumber.objects.get().number == "S-7"
    (row,) = transcript.line_of(case, "en")
    assert (row["status"], row["line"], row["student_number"]) == ("entered", "2026/2027, 118", "S-7")


def test_a_row_without_a_line_leaves_its_case_open(walk) -> None:
    walk.to("decided")
    batch = bring(walk, answered(walk))
    assert {fault["code"] for fault in batch.faults} == {"recognition.line.stays-open"}
    confirm(actor=walk.who("rustem"), at=walk.at, batch=batch, revision=batch.revision)
    assert walk.renew().stage == "recognised"


def test_what_differs_from_here_is_said_at_its_cell(walk) -> None:
    walk.to("decided")
    batch = bring(walk, answered(walk, line="118", credits="4"))
    assert [(one["row"], one["column"], one["code"]) for one in batch.faults] == [
        (2, "credits", "recognition.line.other-credits")
    ]
    batch = bring(walk, answered(walk, case="2026-9999", line="118"))
    assert [one["code"] for one in batch.faults] == ["recognition.line.no-such-case"]


def test_the_same_answer_twice_changes_nothing(walk) -> None:
    walk.to("decided")
    content = answered(walk, line="118")
    batch = bring(walk, content)
    confirm(actor=walk.who("rustem"), at=walk.at, batch=batch, revision=batch.revision)
    revision = walk.renew().revision
    again = bring(walk, content)
    assert {one["code"] for one in again.faults} == {"recognition.line.known-already"}
    confirm(actor=walk.who("rustem"), at=walk.at, batch=again, revision=again.revision)
    assert walk.renew().revision == revision


def test_no_text_is_taken_for_a_formula() -> None:
    row = dict.fromkeys(transcript.COLUMNS, "") | {"line": "=1+1"}
    assert table(transcript.written([row], "csv"))[0]["line"] == "'=1+1"
