"""Mail and short messages leave over real sockets of this machine, or are caught in a folder."""

from __future__ import annotations

import json
import ssl
import threading
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tanym.adapters.messages import mail_of, sms_of
from tanym.adapters.messages.catcher import caught
from tanym.adapters.messages.gateway import HttpSms
from tanym.adapters.messages.smtp import SmtpMail
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tests.adapters.smtp_server import mail_server

SENDER = "Tanym <no-reply@tanym.example>"


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context, and that of a client who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))


def test_a_mail_arrives_as_it_was_written(tmp_path: Path) -> None:
    with mail_server() as box:
        mail = mail_of(f"smtp://localhost:{box.port}", sender=SENDER, folder=tmp_path)
        assert mail is not None
        mail.send("aida@people.example", "Құжатыңыз күтіп тұр", "Сәлем\n.\nсоңы", headers={"X-Own": "1"})
    made = message_from_bytes(box.taken[0], policy=policy.default)
    assert (made["To"], made["Subject"], made["X-Own"]) == ("aida@people.example", "Құжатыңыз күтіп тұр", "1")
    assert made["Auto-Submitted"] == "auto-generated"
    assert "Сәлем" in made.get_content()  # type: ignore[attr-defined]


def test_a_mail_is_encrypted_wherever_the_server_can(tmp_path: Path) -> None:
    server, trusting = certificate(tmp_path)
    with mail_server(server) as box:
        SmtpMail("localhost", box.port, SENDER, "user", "secret", context=trusting).send(
            "a@b.example", "s", "t"
        )
        assert box.said[:4] == [
            "EHLO",
            "STARTTLS",
            "EHLO",
            "AUTH",
        ]  # the password never before the encryption
        with pytest.raises(NotFound, match=r"message\.unreachable"):  # a certificate that nobody vouches for
            SmtpMail("localhost", box.port, SENDER, "user", "secret").send("a@b.example", "s", "t")
    assert len(box.taken) == 1
    with mail_server(host="127.0.1.1") as plain, pytest.raises(NotFound, match=r"message\.not-encrypted"):
        SmtpMail("127.0.1.1", plain.port, SENDER).send("a@b.example", "s", "t")


@pytest.mark.parametrize(
    ("answer", "error"), [("550 no such user", Refused), ("451 try again later", NotFound)]
)
def test_a_refusal_is_told_apart_from_a_server_that_is_busy(
    tmp_path: Path, answer: str, error: type[Exception]
) -> None:
    with mail_server() as box:
        box.rcpt = answer
        with pytest.raises(error):
            SmtpMail("localhost", box.port, SENDER).send("nobody@people.example", "s", "t")
    with pytest.raises(NotFound):
        SmtpMail("localhost", box.port, SENDER).send("nobody@people.example", "s", "t")


def test_nobody_writes_further_headers_through_an_address(tmp_path: Path) -> None:
    mail = mail_of("catch:", sender=SENDER, folder=tmp_path)
    assert mail is not None
    with pytest.raises(InvalidValue, match=r"message\.malformed"):
        mail.send("a@b.example\nBcc: everybody@b.example", "s", "t")


def test_caught_messages_are_read_newest_first(tmp_path: Path) -> None:
    mail, sms = (
        mail_of("catch:", sender=SENDER, folder=tmp_path),
        sms_of("catch:", sender=SENDER, folder=tmp_path),
    )
    assert mail is not None
    assert sms is not None
    mail.send("a@b.example", "Құжат", "мәтін")
    sms.send("+77010000000", "қысқа")
    assert [(one.kind, one.to, one.text.strip()) for one in caught(tmp_path)] == [
        ("sms", "+77010000000", "қысқа"),
        ("mail", "a@b.example", "мәтін"),
    ]


def test_a_gateway_gets_one_short_message_as_json() -> None:
    asked: list[tuple[str, dict[str, str], str]] = []
    answers = [200, 400, 503]

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, content, self.headers["Authorization"]))
            self.send_response(answers[len(asked) - 1])
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    sms = sms_of(f"http://:key@127.0.0.1:{server.server_port}/send?a=1", sender=SENDER, folder=Path())
    assert sms is not None
    sms.send("+77010000000", "мәтін")
    with pytest.raises(Refused):
        sms.send("+7", "t")
    with pytest.raises(NotFound):
        sms.send("+77010000000", "t")
    server.shutdown()
    server.server_close()
    assert asked[0] == ("/send?a=1", {"to": "+77010000000", "text": "мәтін"}, "Bearer key")
    with pytest.raises(NotFound, match=r"message\.not-encrypted"):
        HttpSms("http://gateway.example/send").send("+77010000000", "t")


@pytest.mark.parametrize(
    "setting", ["ftp://host", "smtp://", "localhost:25", "smtp://host:port", "smtp://h:0"]
)
def test_a_setting_that_names_no_server_is_refused_without_repeating_it(setting: str) -> None:
    with pytest.raises(InvalidValue) as fault:
        mail_of(setting, sender=SENDER, folder=Path())
    assert not fault.value.details
    assert mail_of("", sender=SENDER, folder=Path()) is None
