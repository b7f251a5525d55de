"""The pages of subscriptions: the secret shown once, the challenge, what was not taken, the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.registers.models import Delivery, Subscription
from tanym.apps.registers.webhooks import public_key
from tests.apps.registers.receiver import Receiver


@pytest.mark.django_db
def test_a_subscription_from_its_form_to_its_end(
    as_: Callable[[str], Client], receiver: Receiver, client: Client
) -> None:
    askar, other = as_("askar"), as_("marat")
    listed = "/en/registers/subscriptions/"
    wrong = askar.post(listed, {"address": "https://10.0.0.1/", "organisation": "senim"})
    assert wrong.status_code == 422
    assert 'id="id_address_error"' in wrong.content.decode()
    assert askar.post(listed, {"address": receiver.address, "organisation": "kokzhar"}).status_code == 422
    made = askar.post(
        listed,
        {"address": receiver.address, "organisation": "senim", "registers": ["providers"]},
        follow=True,
    )
    assert "whsec_" in made.content.decode()
    page = made.redirect_chain[-1][0]
    assert "whsec_" not in askar.get(page).content.decode()
    assert public_key() in askar.get(page).content.decode()
    assert client.get("/registers/webhooks/key.json").json()["key"] == public_key()
    assert other.get(page).status_code == 404
    assert other.post(f"{page}prove/").status_code == 404
    receiver.echo = lambda _: b"no"
    assert "does not hold the challenge" in askar.post(f"{page}prove/", follow=True).content.decode()
    receiver.echo = str.encode
    assert "Changes are sent to it from now on" in askar.post(f"{page}prove/", follow=True).content.decode()
    kept, now = Subscription.objects.get(), timezone.localtime()
    dead = Delivery.objects.create(
        subscription=kept, message="msg_1", act=1, register="providers", state="dead", tries=10,
        body='{"type": "registers.providers.amended", "data": {"number": 1}}', next_at=now, created_at=now,
    )  # fmt: skip
    again = f"{page}messages/{dead.pk}/again/"
    assert again in askar.get(page).content.decode()
    assert "Sent again, and taken" in askar.post(again, follow=True).content.decode()
    assert askar.post(again).status_code == 409
    renewed = askar.post(f"{page}secret/", {"revision": kept.revision}, follow=True)
    assert "whsec_" in renewed.content.decode()
    assert askar.post(f"{page}secret/", {"revision": kept.revision}).status_code == 409
    assert askar.post(f"{page}end/").status_code == 302
    assert not Subscription.objects.exists()
    assert not Delivery.objects.exists()
    assert (
        as_("aigul").post(listed, {"address": receiver.address, "organisation": "senim"}).status_code == 422
    )
    assert client.get(listed).status_code == 302
