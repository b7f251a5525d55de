"""Addresses of standing decisions: what everybody reads, what a learner takes, what an office looks after."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.apps.offers.conftest import CODE, World
from tests.apps.site.addresses import Row, at


def offers(everybody: frozenset[str]) -> list[Row]:
    """One in force and one proposed, from a case of Miras; Samal holds what it asks for."""
    world = World(timezone.localtime())
    case = world.decided(world.held("miras"))
    running = world.in_force(case)
    proposed = world.proposed(case, until=world.at.date() + timedelta(days=100))
    world.held("samal")
    secretary, members = at("sayram", "secretary"), at("sayram", "member")
    office, samal = secretary | members, frozenset({"samal"})
    its, new = {"public_id": running.public_id}, {"public_id": proposed.public_id}
    terms = {
        "outcomes": running.outcomes,
        "since": world.at.date().isoformat(),
        "until": (world.at.date() + timedelta(days=200)).isoformat(),
        "words": "They are alike.",
    }
    seen = {"revision": running.revision}
    discipline = {"organisation": "sayram", "code": case.discipline.code}
    return [
        Row("offers:list", read=everybody, public=True),
        Row("offers:data", read=everybody, public=True),
        Row("offers:what-counts", read=everybody),
        Row("offers:ask", discipline, act=samal, knowing=everybody),
        Row("offers:office", {"organisation": "sayram"}, read=office),
        Row(
            "offers:propose",
            {"public_id": case.public_id},
            read=secretary,
            act=secretary,
            data={**terms, "sources": [CODE]},
        ),
        Row("offers:offer", its, read=everybody, public=True),
        Row("offers:offer", new, read=office),
        Row("offers:take", its, act=samal, knowing=everybody),
        Row("offers:put-in-force", new, act=members, data={"revision": proposed.revision}, knowing=office),
        Row("offers:end", its, act=office, data={**seen, "reasons": "A new course."}),
        Row("offers:renew", its, read=secretary, act=secretary, data={**terms, **seen}),
    ]
