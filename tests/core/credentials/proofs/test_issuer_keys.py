"""The key behind an SD-JWT: a certificate counts only where it leads to an authority that is trusted here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from tanym.core.credentials.proofs import sd_jwt
from tanym.core.credentials.proofs.issuer_keys import metadata_address
from tests.authority import SINCE, UNTIL, authority
from tests.core.credentials.cast import NOW, World, verified
from tests.core.credentials.selective import KEY, SITE, STRANGER


def certificate(names: list[x509.GeneralName], key: Any = KEY, signer: Any = None, **days: Any) -> bytes:
    """A certificate of the trusted authority, or of another signer, for these names."""
    above, above_key = authority().certificate, authority().key
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kokzhar")])
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.subject)
        .public_key(key.private.public_key())
        .serial_number(1)
        .not_valid_before(days.get("since", SINCE))
        .not_valid_after(days.get("until", UNTIL))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(above_key.public_key()), critical=False
        )
    )
    if names:
        built = built.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return built.sign(signer or above_key, hashes.SHA256()).public_bytes(Encoding.DER)


ADDRESS, HOST = x509.UniformResourceIdentifier(SITE), x509.DNSName("kokzhar.example")


def reason(*chain: bytes, issuer: str | None = SITE, trusted: bool = True, signer: Any = KEY) -> str:
    claims = {"vct": "urn:x"} | ({"iss": issuer} if issuer else {})
    text = sd_jwt.issue(claims, disclosable=(), signer=signer, salts=(), x5c=chain)
    roots = authority().roots if trusted else ()
    found = verified(text.encode(), World({}), authorities=roots).judged()
    return found.reason.removeprefix("credential.") or "ok"


def between() -> bytes:
    return authority().certificate.public_bytes(Encoding.DER)


@pytest.mark.parametrize("names", [[ADDRESS], [HOST], [x509.DNSName("other.example"), ADDRESS]])
def test_a_certificate_of_a_trusted_authority_vouches_for_the_issuer(names: list[Any]) -> None:
    assert reason(certificate(names), between()) == "ok"


def test_an_issuer_that_is_not_named_is_the_one_of_the_certificate() -> None:
    chain = (certificate([HOST]), between())
    text = sd_jwt.issue({"vct": "urn:x"}, disclosable=(), signer=KEY, salts=(), x5c=chain)
    found = verified(text.encode(), World({}), authorities=authority().roots)
    assert found.judged().accepted
    assert found.proofs[0].method.startswith(SITE)
    assert reason(*chain, issuer=None, trusted=False) == "issuer-invalid"


@pytest.mark.parametrize(
    "chain",
    [
        (certificate([ADDRESS]),),  # the authority between is missing
        (certificate([x509.DNSName("other.example")]), between()),
        (certificate([]), between()),
        (certificate([ADDRESS], until=NOW - timedelta(days=1)), between()),
        (certificate([ADDRESS], signer=ec.generate_private_key(ec.SECP256R1())), between()),
        (between(),),
        (b"no certificate",),
    ],
    ids=range(7),
)
def test_any_other_certificate_says_nothing(chain: tuple[bytes, ...]) -> None:
    assert reason(*chain) == "unavailable"  # so the issuer's own site is asked, which does not answer here


@pytest.mark.parametrize("names", [[], [x509.RFC822Name("a@kokzhar.example")]])
def test_a_certificate_that_names_no_site_names_no_issuer(names: list[Any]) -> None:
    assert reason(certificate(names), between(), issuer=None) == "certificate-untrusted"


def test_the_key_of_the_certificate_must_have_signed() -> None:
    assert reason(certificate([ADDRESS]), between(), signer=STRANGER) == "signature-invalid"


def test_without_a_trusted_authority_the_issuers_site_decides() -> None:
    assert reason(certificate([ADDRESS]), between(), trusted=False) == "unavailable"


def test_the_well_known_name_stands_before_the_path() -> None:
    assert metadata_address("https://x.example") == "https://x.example/.well-known/jwt-vc-issuer"
    assert metadata_address("https://x.example/a/b") == "https://x.example/.well-known/jwt-vc-issuer/a/b"
