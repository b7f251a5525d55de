"""Whoever guided a person does not assess them, as first, second or third, in whatever procedure (AS-02)."""

from __future__ import annotations

import pytest

from tanym.apps.accounts.queries import person as find
from tanym.apps.accounts.words import say
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.appoint import appoint
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.validation.models import Guidance
from tanym.core.kernel.errors import NotPermitted

pytestmark = pytest.mark.django_db

KEPT_OUT = r"recognition\.adviser-assesses"


@pytest.fixture
def guided(walk):
    """Raushan advised Aigul once, at another organisation, and that is over."""
    Guidance.objects.create(
        person=find("aigul"), adviser=find("raushan"), organisation=organisation("tobyl"),
        asked_at=walk.at, ended_at=walk.at,
    )  # fmt: skip
    walk.submitted()
    return walk


def test_who_guided_is_not_named_assessor(guided) -> None:
    with pytest.raises(NotPermitted, match=KEPT_OUT):
        guided.act(accept, "saule", assessor=find("raushan"))
    with pytest.raises(NotPermitted, match=KEPT_OUT):
        guided.act(accept, "saule", assessor=find("timur"), second=find("raushan"))
    assert guided.renew().assessor is None
    guided.accepted()
    for place in (1, 2):
        with pytest.raises(NotPermitted, match=KEPT_OUT):
            guided.act(appoint, "saule", assessor=find("raushan"), place=place)
    assert guided.renew().assessor == find("timur")


def test_who_guided_after_all_cannot_declare_that_nothing_ties_them(guided) -> None:
    guided.accepted()
    Guidance.objects.update(adviser=find("timur"))
    with pytest.raises(NotPermitted, match=KEPT_OUT):
        guided.act(declare, "timur", relation="none")
    guided.act(declare, "timur", relation="interest", interest="I advised her.")
    guided.act(appoint, "saule", assessor=find("daulet"))


def test_the_refusal_is_in_the_words_of_the_rule(guided) -> None:
    with pytest.raises(NotPermitted) as refused:
        guided.act(accept, "saule", assessor=find("raushan"))
    assert refused.value.details["rule"] == "AS-02"
    assert str(refused.value.details["says"]) in say(refused.value.code, "en", **refused.value.details)
