"""Bring the designs of the sample country through drafting, review and approval."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from tanym.apps.accounts.queries import person
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.recommend import recommend
from tanym.apps.qualifications.actions.return_with_remarks import return_with_remarks
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.reviewing import Asked, criteria
from tanym.apps.site.queries import SAMPLE, moment, read

TODAY = date(2026, 11, 20)
"""The day before the sample country begins: undated drafts were written then."""


def load_designs() -> None:
    """Draft, submit, approve or return each design of the index by the actions that people use, in order of days."""
    for row in sorted(read("sample-index.toml")["design"], key=lambda r: r.get("submitted_on", TODAY)):
        _bring(row)


def _bring(row: dict[str, Any]) -> Version:
    text = (SAMPLE / row["folder"] / f"{row['code']}.toml").read_text(encoding="utf-8")
    author, submitted = person(row["author"]), row.get("submitted_on", TODAY)
    version = draft(
        actor=author,
        at=moment(submitted, 9),
        owner=organisation(row["owner"]),
        document=tomllib.loads(text, parse_float=str) | {"code": row["code"]},
    )
    if row["state"] == "draft":
        return version
    version = submit(actor=author, at=moment(submitted), version=version)
    conditions = [one for one in read("reviews.toml")["condition"] if one["code"] == row["code"]]
    if row["state"] == "approved" and conditions:
        return _approved_on_condition(version, row, conditions)
    if row["state"] == "approved":
        return approve(actor=person(row["reviewer"]), at=moment(row["approved_on"]), version=version)
    if row["state"] == "returned":
        reviewer = person(row["reviewer"])
        return return_with_remarks(
            actor=reviewer,
            at=moment(row["returned_on"]),
            version=version,
            remarks={remark["about"]: remark["text"][reviewer.language] for remark in row["remarks"]},
        )
    return version


def _approved_on_condition(
    version: Version, row: dict[str, Any], conditions: list[dict[str, Any]]
) -> Version:
    reviewer = person(row["reviewer"])
    return recommend(
        actor=reviewer,
        at=moment(row["approved_on"]),
        version=version,
        judgements=dict.fromkeys(criteria(version), ("met", "")),
        recommendation="approve-with-conditions",
        conditions=[Asked(one["text"][reviewer.language], one["due_on"], one["about"]) for one in conditions],
    )
