"""Addresses of validations: a person's own way, the adviser's desk, the office's record, an employer's group."""

from __future__ import annotations

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.organisations.queries import organisation
from tanym.apps.validation.actions.ask_guidance import ask_guidance
from tanym.apps.validation.actions.begin import begin
from tanym.apps.validation.actions.offer_talk import offer_talk
from tanym.apps.validation.actions.open_cohort import open_cohort
from tanym.apps.validation.actions.take_guidance import take_guidance
from tanym.apps.validation.models import Plan, PlanLine
from tanym.apps.validation.targets import aim
from tests.apps.site.addresses import Row, at
from tests.apps.validation.conftest import DISCIPLINE, Walk

ANOTHER = "discipline:sayram/production-engineering/quality-statistics"


def validations(everybody: frozenset[str]) -> list[Row]:
    """Aigul describes what she can do in one case and is assessed in another; Laura advises her; Erlan opens a group."""
    now, aigul, laura = timezone.localtime(), find("aigul"), find("laura")
    today = now.date()
    draft = begin(actor=aigul, at=now, aim=aim(ANOTHER, today), kind="accompanied", informed=True)
    assessed = begin(actor=aigul, at=now, aim=aim(DISCIPLINE, today), kind="alone", informed=True)
    walk = Walk(assessed, now, "aigul").to("interview")
    plan = Plan.objects.create(case=walk.case, drafted_at=now)
    PlanLine.objects.create(plan=plan, outcome="o1", words="A week at the line", chosen=True)
    guided = ask_guidance(actor=aigul, at=now, organisation=organisation("sayram"), words="", consent=True)
    guided = take_guidance(actor=laura, at=now, guidance=guided, revision=None)
    later = now.replace(year=now.year + 1)
    talk = offer_talk(actor=laura, at=now, guidance=guided, starts_at=later, place="Room 5")
    employer = organisation("qaraghai")
    cohort, secret = open_cohort(
        actor=find("erlan"), at=now, employer=employer, aim=aim(DISCIPLINE, today), name="Shop 2"
    )
    own, adviser, office = frozenset({"aigul"}), frozenset({"laura"}), at("sayram", "secretary")
    employers, both = at("", "employer"), frozenset({"aigul", "laura"})
    case, its, group = (
        {"public_id": walk.case.public_id},
        {"public_id": guided.public_id},
        {"public_id": cohort.public_id},
    )
    its_draft, here = {"public_id": draft.public_id}, at("qaraghai", "employer")
    begun, revision = {"ref": ANOTHER}, {"revision": guided.revision}
    sees = own | office | frozenset({"timur"})
    return [
        Row("validation:start", read=everybody, act=everybody, data={"words": "I saw wood."}, public=True),
        Row("validation:aim", begun, read=everybody, public=True),
        Row("validation:begin", begun, act=everybody, data={"kind": "alone", "informed": "on"}),
        Row("validation:join", {"secret": secret}, read=everybody, act=everybody, data={"informed": "on"}),
        Row("validation:words", its_draft, read=own, act=own, data={"revision": draft.revision}),
        Row("validation:methods", case, read=frozenset({"timur"}), act=frozenset({"timur"})),
        Row("validation:record", case, read=office),
        Row(
            "validation:say", {**case, "fact": "qualified"}, act=office, data={"words": "Seen."}, knowing=sees
        ),
        Row("validation:plan", case, read=office | adviser, act=office | adviser),
        Row("validation:later", case, act=own, knowing=own),
        Row("validation:decline", case, act=own),
        Row("validation:tell", case, act=frozenset()),
        Row("validation:guidances", read=everybody),
        Row("validation:ask", act=everybody, data={"organisation": "sayram"}),
        Row("validation:guidance", its, read=both),
        Row("validation:take", its, act=adviser, data=revision, knowing=both),
        Row("validation:note", its, act=adviser, data={"text": "Take photographs."}, knowing=both),
        Row("validation:consent", its, act=own, data={"consent": "no"}, knowing=both),
        Row("validation:end", its, act=both),
        Row("validation:talk", its, act=both, data={"starts_at": "2030-01-02T10:00", "place": "Here"}),
        Row("validation:answer", {**its, "talk": talk.public_id}, act=both, data={"answer": "off"}),
        Row("validation:advised-case", {**its, "case": walk.case.public_id}, read=adviser),
        Row("validation:cohorts", read=employers, act=employers),
        Row("validation:cohort", group, read=here),
        Row("validation:close", group, act=here, data={"revision": 1}),
    ]
