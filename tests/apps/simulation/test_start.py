"""A simulation says of every published micro-qualification what would change, exactly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.running import run
from tanym.apps.policy.models import CheckReport
from tanym.apps.policy.queries import stack
from tanym.apps.qualifications.models import Version
from tanym.apps.simulation.actions.start import start
from tanym.apps.simulation.models import Affected, Simulation
from tanym.apps.simulation.queries import affected
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.rules import Outcome, Pack, check
from tanym.core.rules.snapshot import read_snapshot

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]
DAY = date(2027, 3, 1)


@pytest.fixture
def simulated(person: Find, at: datetime, catalogue: dict[str, Version], lowered: Pack) -> Simulation:
    simulation = start(actor=person("gulnar"), at=at, pack=lowered, on=DAY)
    assert simulation.job
    assert run(simulation.job.public_id) == "done"
    simulation.refresh_from_db()
    return simulation


def test_it_says_what_the_two_stacks_say_one_by_one(
    simulated: Simulation, catalogue: dict[str, Version], lowered: Pack
) -> None:
    found = {row.code: {one["rule"]: one["kind"] for one in row.effects} for row in affected(simulated, {})}
    expected: dict[str, dict[str, str]] = {}
    for code, version in catalogue.items():
        version.refresh_from_db()
        kept, owner = CheckReport.objects.get(digest=version.report), version.micro_qualification.owner.code
        facts = read_snapshot(stack(DAY).facts, kept.facts | {"design.checked_on": DAY.isoformat()})
        before, after = (
            {one.rule: (one.outcome, one.severity) for one in check(by, "design", facts, DAY).findings}
            for by in (stack(DAY, owner), stack(DAY, owner, replacing={lowered.id: lowered.digest}))
        )
        changed = {rule for rule in after if after[rule] != before.get(rule)}
        if changed:
            assert all(after[rule][0] is Outcome.NOT_MET for rule in changed)
            expected[code] = dict.fromkeys(changed, "newly-fails")
    assert found == expected
    assert "MQ-08" in found["cnc-router-furniture"]
    assert simulated.summary["records"] == 3
    assert simulated.summary["rules"]["MQ-08"] == {"newly-fails": len(found)}


def test_a_record_that_cannot_be_read_is_named_and_never_dropped(
    person: Find, at: datetime, catalogue: dict[str, Version], lowered: Pack
) -> None:
    broken, empty, _ = catalogue.values()
    broken.refresh_from_db()
    empty.refresh_from_db()
    CheckReport.objects.filter(digest=broken.report).update(facts={"design.credits": "many"})
    CheckReport.objects.filter(digest=empty.report).delete()
    Version.objects.filter(pk=empty.pk).update(content={"titles": 3})
    simulation = start(actor=person("gulnar"), at=at, pack=lowered, on=DAY)
    run(simulation.job.public_id)  # type: ignore[union-attr]
    simulation.refresh_from_db()
    unread = affected(simulation, {"kind": "unread"})
    assert {(row.code, row.effects[0]["code"]) for row in unread} == {
        (broken.micro_qualification.code, "value.type"), (empty.micro_qualification.code, "fact.none-kept"),
    }  # fmt: skip
    assert simulation.summary["records"] == 3
    assert simulation.summary["kinds"]["unread"] == 2


def test_a_cancelled_simulation_leaves_nothing_behind(
    person: Find, at: datetime, catalogue: dict[str, Version], lowered: Pack
) -> None:
    simulation = start(actor=person("gulnar"), at=at, pack=lowered, on=DAY)
    with pytest.raises(Refused, match=r"jobs\.one-already"):
        start(actor=person("gulnar"), at=at, pack=lowered, on=DAY)
    Job.objects.update(asked_to_stop=True)
    assert run(simulation.job.public_id) == "cancelled"  # type: ignore[union-attr]
    assert not Affected.objects.exists()
    assert Simulation.objects.get().finished_at is None


def test_only_a_policy_author_or_approver_starts_one(person: Find, at: datetime, lowered: Pack) -> None:
    for name in ("aigul", "dana", "marat"):
        with pytest.raises(NotPermitted):
            start(actor=person(name), at=at, pack=lowered, on=DAY)


def test_its_page_and_its_downloads_are_public(simulated: Simulation, client: Client) -> None:
    address = f"/en/simulations/{simulated.public_id}/"
    page = client.get(address + "?kind=newly-fails&rule=MQ-08&provider=tobyl")
    assert page.status_code == 200
    assert "cnc-router-furniture" in page.content.decode()
    assert client.get(address + "?page=999&kind=nonsense&sector=%00").status_code == 200
    lines = b"".join(client.get(address + "download.csv").streaming_content).decode("utf-8-sig").splitlines()
    listed = b"".join(client.get(address + "download.json").streaming_content)
    assert len(lines) - 1 == listed.count(b'"rule"')
    assert client.get("/en/simulations/00000000-0000-0000-0000-000000000000/").status_code == 404
