"""Certificates of signing keys: asked for with a key that stays where it is, kept for that key alone, given out in the sample country."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from tanym.adapters.seals.file import read_certificates
from tanym.adapters.signing.certified import ChainStore, SampleAuthority, signing_request
from tanym.core.credentials.keys import KeyKind, public_key
from tanym.core.credentials.proofs.certificates import certified_key, written
from tanym.core.kernel.errors import InvalidValue, Refused
from tests.core.credentials.cast import ISSUER, NOW, Key

KEY, OTHER = Key(21, KeyKind.P256), Key(22, KeyKind.P256)


def test_a_request_is_signed_by_the_key_and_names_organisation_and_did() -> None:
    read = x509.load_pem_x509_csr(signing_request(KEY, name="Kokzhar University", address=ISSUER))
    assert read.is_signature_valid
    assert public_key(read.public_key()).jwk == dict(KEY.jwk)
    names = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.UniformResourceIdentifier) == [ISSUER]
    with pytest.raises(Refused, match="signer-unfit"):
        signing_request(Key(1), name="Kokzhar University", address=ISSUER)


def test_the_certificate_leads_to_its_authority_and_names_the_issuer(tmp_path: Path) -> None:
    authority = SampleAuthority(tmp_path, NOW)
    store = ChainStore(tmp_path / "certificates")
    given = authority.certify(KEY.jwk, name="Kokzhar University", address=ISSUER)
    store.keep("kokzhar", given + authority.root)
    chain = store.chain("kokzhar", KEY)
    assert len(chain) == 1  # the authority's own is never shown (HAIP 1.0, 6.1.1)
    roots = read_certificates(tmp_path / "authority.pem")
    assert SampleAuthority(tmp_path, NOW).root == authority.root  # made once
    issuer, method = certified_key(written(chain), roots, "", NOW)
    assert (issuer, method.key.jwk) == (ISSUER, dict(KEY.jwk))
    stranger = SampleAuthority(tmp_path / "other", NOW)
    (tmp_path / "x.pem").write_bytes(stranger.root)
    for trusted, named, at in (
        (read_certificates(tmp_path / "x.pem"), "", NOW),
        (roots, "did:web:sayram.example", NOW),
        (roots, "", NOW + timedelta(days=800)),
    ):
        with pytest.raises(InvalidValue, match="certificate-untrusted"):
            certified_key(written(chain), trusted, named, at)


def test_a_certificate_of_another_key_or_none_is_not_used(tmp_path: Path) -> None:
    authority, store = SampleAuthority(tmp_path, NOW), ChainStore(tmp_path / "certificates")
    with pytest.raises(Refused, match="certificate-missing"):
        store.chain("kokzhar", KEY)
    store.keep("kokzhar", authority.root)
    with pytest.raises(Refused, match="certificate-missing"):
        store.chain("kokzhar", KEY)
    store.keep("kokzhar", authority.certify(OTHER.jwk, name="Kokzhar", address=ISSUER))
    with pytest.raises(Refused, match="certificate-of-other-key"):
        store.chain("kokzhar", KEY)


def test_the_key_of_the_authority_is_for_the_servers_account_alone(tmp_path: Path) -> None:
    SampleAuthority(tmp_path, NOW)
    assert (tmp_path / "authority.key").stat().st_mode & 0o077 == 0
    for address in ("tanym.example", "127.0.0.1"):
        made = SampleAuthority(tmp_path, NOW).certify(KEY.jwk, name="Tanym", address=address)
        assert x509.load_pem_x509_certificate(made).issuer != x509.load_pem_x509_certificate(made).subject
