"""`tanym webhook verify` at messages that we signed."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tanym.core.registers import webhooks

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = webhooks.public_key(KEY.public_key().public_bytes_raw())
AT = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
BODY = '{"қ":1}'.encode()


def _run(*changed: str, body: bytes = BODY, at: str = "2026-11-21T05:01:00+00:00") -> tuple[int, str]:
    sent = webhooks.headers("msg_1", AT, BODY, signer=KEY, secrets=[b"s" * 32])
    given = {
        "--key": PUBLIC,
        "--id": sent["webhook-id"],
        "--timestamp": sent["webhook-timestamp"],
        "--signature": sent["webhook-signature"],
        "--at": at,
        **dict(zip(changed[::2], changed[1::2], strict=True)),
    }
    arguments = [part for pair in given.items() for part in pair]
    done = subprocess.run(
        [sys.executable, "-m", "tanym.config.entry", "webhook", "verify", *arguments],
        input=body,
        capture_output=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).decode()


def test_a_genuine_message_a_changed_one_an_old_one_and_a_broken_key() -> None:
    assert _run() == (
        0,
        "The signature is confirmed: msg_1. If a message with this identifier came before, do not apply it again.\n",
    )
    assert _run(body=b"{}")[0] == 1
    code, said = _run(at="2026-11-22T05:00:00+00:00")
    assert code == 1
    assert "86400 seconds" in said
    assert _run("--key", "whpk_x")[0] == 64
