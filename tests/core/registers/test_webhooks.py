"""Signed webhooks: what we sign verifies with another's code, and what was changed, late or foreign does not."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.registers import webhooks

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SECRET = bytes(range(32))
PUBLIC = webhooks.public_key(KEY.public_key().public_bytes_raw())
SHARED = webhooks.shared_secret(SECRET)
BODY = '{"type":"registers.providers.suspended","реестр":1}'.encode()


def _sent(body: bytes = BODY, message: str = "msg_1", at: datetime = NOW) -> dict[str, str]:
    return webhooks.headers(message, at, body, signer=KEY, secrets=[SECRET])


def test_both_signatures_verify_by_the_letters_of_the_specification() -> None:
    """Computed here anew, with nothing of ours: `id.timestamp.body`, base64, one version before each comma."""
    sent = _sent()
    content = b"msg_1." + str(int(NOW.timestamp())).encode() + b"." + BODY
    made = dict(one.split(",", 1) for one in sent["webhook-signature"].split(" "))
    assert base64.b64decode(made["v1"]) == hmac.new(SECRET, content, hashlib.sha256).digest()
    Ed25519PublicKey.from_public_bytes(base64.b64decode(PUBLIC.removeprefix("whpk_"))).verify(
        base64.b64decode(made["v1a"]), content
    )


def test_while_a_secret_is_replaced_both_verify() -> None:
    sent = webhooks.headers("msg_1", NOW, BODY, signer=KEY, secrets=[b"n" * 32, SECRET])
    for key in (webhooks.shared_secret(b"n" * 32), SHARED, PUBLIC):
        assert webhooks.verify(sent, BODY, key=key, now=NOW) == "msg_1"


def test_a_genuine_message_verifies_with_either_key() -> None:
    assert webhooks.verify(_sent(), BODY, key=PUBLIC, now=NOW) == "msg_1"
    assert webhooks.verify(_sent(), BODY, key=SHARED, now=NOW + timedelta(minutes=5)) == "msg_1"
    capitals = {name.title(): value for name, value in _sent().items()}
    assert webhooks.verify(capitals, BODY, key=PUBLIC, now=NOW) == "msg_1"


@given(st.binary(max_size=60), st.integers(0, 10**6), st.sampled_from([PUBLIC, SHARED]))
def test_one_changed_byte_is_noticed(body: bytes, place: int, key: str) -> None:
    sent = _sent(body)
    changed = bytearray(body or b"x")
    changed[place % len(changed)] ^= 1
    with pytest.raises(Refused, match=r"webhook\.signature"):
        webhooks.verify(sent, bytes(changed), key=key, now=NOW)
    with pytest.raises(Refused, match=r"webhook\.signature"):
        webhooks.verify({**sent, "webhook-id": "msg_2"}, body, key=key, now=NOW)


@pytest.mark.parametrize("late", [timedelta(seconds=301), -timedelta(seconds=301), timedelta(days=9)])
def test_a_message_of_another_time_may_be_a_replay(late: timedelta) -> None:
    with pytest.raises(Refused, match=r"webhook\.timestamp"):
        webhooks.verify(_sent(), BODY, key=PUBLIC, now=NOW + late)
    moved = {**_sent(), "webhook-timestamp": str(int((NOW + late).timestamp()))}
    with pytest.raises(Refused, match=r"webhook\.signature"):
        webhooks.verify(moved, BODY, key=PUBLIC, now=NOW + late)


def test_another_key_and_nonsense_are_refused() -> None:
    other = webhooks.public_key(Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    with pytest.raises(Refused, match=r"webhook\.signature"):
        webhooks.verify(_sent(), BODY, key=other, now=NOW)
    with pytest.raises(Refused, match=r"webhook\.signature"):
        webhooks.verify({**_sent(), "webhook-signature": "v1a,??? v2,AA== v1"}, BODY, key=PUBLIC, now=NOW)
    for key in ("", "whpk_", "whpk_AAAA", "whsec_AAAA", SHARED.replace("whsec", "whsk"), "whpk_☃"):
        with pytest.raises(InvalidValue, match=r"webhook\.key"):
            webhooks.verify(_sent(), BODY, key=key, now=NOW)
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        with pytest.raises(InvalidValue, match=r"webhook\.headers"):
            webhooks.verify({**_sent(), name: ""}, BODY, key=PUBLIC, now=NOW)
    with pytest.raises(InvalidValue, match=r"webhook\.headers"):
        webhooks.verify({**_sent(), "webhook-timestamp": "٣٤"}, BODY, key=PUBLIC, now=NOW)


def test_an_identifier_cannot_be_cut_in_another_place() -> None:
    with pytest.raises(InvalidValue, match=r"webhook\.id"):
        _sent(message="msg_1.17")


def test_the_pauses_grow_and_end() -> None:
    pauses = [webhooks.pause_after(tries) for tries in range(1, 11)]
    assert pauses[-1] is None
    real = [one for one in pauses if one is not None]
    assert len(real) == 9
    assert real == sorted(real)
    assert sum(real, timedelta()) < webhooks.GIVE_UP
