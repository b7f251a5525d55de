"""Bring later editions under review, conditions and a retirement into the sample country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tanym.apps.accounts.queries import person
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.begin_version import begin_version
from tanym.apps.qualifications.actions.recommend import recommend
from tanym.apps.qualifications.actions.retire import retire
from tanym.apps.qualifications.actions.revise import revise
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.actions.vote import vote
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import published_version
from tanym.apps.qualifications.reviewing import criteria
from tanym.apps.site.queries import moment, read


def load_reviews() -> None:
    """By the actions that people use, on the days of the file; `load_designs` has brought what is published."""
    content = read("reviews.toml")
    for row in content["edition"]:
        _edition(row)
    for row in content["retired"]:
        author = person(row["author"])
        retire(
            actor=author,
            at=moment(row["on"]),
            version=published_version(row["code"], row["on"]),
            reason=row["reason"][author.language],
            teach_out=row["teach_out"],
        )


def _edition(row: dict[str, Any]) -> None:
    author, on = person(row["author"]), row["submitted_on"]
    version = begin_version(actor=author, at=moment(on, 9), version=published_version(row["code"], on))
    document = _merged(version.content, {**row["set"], "changes": row["changes"]})
    texts = {one["id"]: one["text"] for one in row.get("outcome", ())}
    document["outcomes"] = [
        {**one, "text": texts.get(one["id"], one["text"])} for one in document["outcomes"]
    ]
    version = revise(actor=author, at=moment(on, 9), version=version, document=document)
    version = submit(actor=author, at=moment(on), version=version)
    if "approved_on" in row:
        approve(actor=person(row["reviewer"]), at=moment(row["approved_on"]), version=version)
    for sheet in row.get("sheet", ()):
        version = _signed(version, sheet)
    for ballot in row.get("vote", ()):
        member = person(ballot["member"])
        vote(
            actor=member,
            at=moment(ballot["on"]),
            version=version,
            verdict=ballot["verdict"],
            reasons=ballot["reasons"][member.language],
        )


def _signed(version: Version, sheet: dict[str, Any]) -> Version:
    reviewer = person(sheet["reviewer"])
    return recommend(
        actor=reviewer,
        at=moment(sheet["on"]),
        version=version,
        judgements=dict.fromkeys(criteria(version), ("met", "")),
        recommendation=sheet["recommendation"],
        reasons=sheet["reasons"][reviewer.language],
    )


def _merged(document: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The document with other members; of a part only those that are named, a workload as a whole."""
    result = dict(document)
    for name, value in changes.items():
        part = isinstance(value, Mapping) and isinstance(result.get(name), Mapping)
        result[name] = _merged(result[name], value) if part and name != "workload" else value
    return result
