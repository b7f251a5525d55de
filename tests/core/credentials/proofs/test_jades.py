"""Seals of organisations: made, read and believed only as far as they are proven."""

from __future__ import annotations

import base64
import gzip
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.adapters.seals.file import FileSealer, read_seal
from tanym.core.credentials.certificates import sealing_identity
from tanym.core.credentials.checks import Name, judge
from tanym.core.credentials.compose.edc import european_credential, prepared
from tanym.core.credentials.proofs import jades
from tanym.core.credentials.terms import check_terms
from tanym.core.credentials.verify import Verification
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.rulepacks.words import core_words
from tests.authority import PASSPHRASE, Authority, authority, kokzhar_seal
from tests.core.credentials.cast import CONTEXTS, NOW, answers, award, code, verified
from tests.european import european_contexts
from tests.places import shared


@cache
def sealer(rsa_key: bool = True) -> FileSealer:
    return read_seal(kokzhar_seal(rsa_key), PASSPHRASE)


def credential(**changes: Any) -> str:
    holder = sealing_identity(sealer().chain[0])
    unsealed = european_credential(award(), pictures={"en": [b"a picture"]}, say=core_words().say)
    ready = prepared(unsealed, identifier=holder.identifier, country=holder.country, at=NOW)
    return json.dumps({**ready, **changes}, ensure_ascii=False)


def sealed(text: str | None = None, by: FileSealer | None = None) -> dict[str, Any]:
    return jades.seal(text or credential(), sealer=by or sealer(), at=NOW)


def checked(document: Any, **how: Any) -> Verification:
    return verified(document, **{"contexts": european_contexts(), "authorities": authority().roots, **how})


def changed(document: dict[str, Any], **header: Any) -> dict[str, Any]:
    """The seal with another protected header (the signature over it no longer fits)."""
    one = document["signatures"][0]
    read = json.loads(base64.urlsafe_b64decode(one["protected"] + "=="))
    made = {name: value for name, value in {**read, **header}.items() if value is not None}
    protected = base64.urlsafe_b64encode(json.dumps(made).encode()).rstrip(b"=").decode()
    return {**document, "signatures": [{**one, "protected": protected}]}


@pytest.mark.parametrize("rsa_key", [True, False], ids=["RS256", "ES256"])
def test_what_we_seal_verifies_up_to_the_trusted_authority(rsa_key: bool) -> None:
    verification = checked(sealed(by=sealer(rsa_key)))
    assert code(verification, Name.SIGNATURE) == "sealed"
    signature = verification.check(Name.SIGNATURE)
    assert signature is not None
    assert signature.details["authority"] == "Invented Trust Centre Root"
    said = answers(verification)
    assert (said["schema"], said["dates"], said["issuer"]) == ("confirmed",) * 3
    assert said["status"] == "could-not-be-checked"  # the format has no place for one
    assert verification.format == "european-digital-credential"


def test_the_text_stays_readable_and_the_seal_says_what_the_standard_asks() -> None:
    document = sealed()
    assert json.loads(document["payload"])["type"][1] == "EuropeanDigitalCredential"
    header = jades.read(document).header
    assert (header["typ"], header["b64"], header["crit"]) == ("jose+json", False, ["b64", "sigT"])
    assert header["sigT"] == "2026-11-21T10:42:00Z"
    assert len(header["x5c"]) == 3


def test_no_sentence_about_a_seal_claims_that_it_is_qualified() -> None:
    sentence = core_words().say("credential.sealed", "en")
    assert "nothing is said about the seal being advanced or qualified" in sentence


def test_a_changed_letter_breaks_the_seal() -> None:
    document = sealed()
    document["payload"] = document["payload"].replace("Clean and join", "Invent and join")
    assert code(checked(document), Name.SIGNATURE) == "signature-invalid"
    assert code(checked(document), Name.ISSUER) == "issuer-not-proven"


def test_a_seal_of_an_authority_that_is_not_trusted_here_stays_open() -> None:
    stranger = read_seal(Authority("Somebody").seal(rsa_key=False), PASSPHRASE)
    verification = checked(sealed(by=stranger))
    assert answers(verification)["signature"] == "could-not-be-checked"
    assert code(verification, Name.SIGNATURE) == "seal-authority-unknown"
    assert code(verification, Name.ISSUER) == "issuer-not-proven"


def test_after_the_certificate_ended_nobody_can_say_when_it_was_sealed() -> None:
    later = datetime(2029, 1, 1, tzinfo=UTC)
    assert code(checked(sealed(), now=later), Name.SIGNATURE) == "seal-certificate-expired"


def test_a_seal_from_the_future_is_refused() -> None:
    early = NOW - timedelta(days=1)
    assert code(checked(sealed(), now=early), Name.SIGNATURE) == "seal-time-impossible"


def test_the_issuer_in_the_text_must_be_the_one_in_the_certificate() -> None:
    other = read_seal(authority().seal("NTRKZ-000000000000", rsa_key=False), PASSPHRASE)
    assert code(checked(sealed(by=other)), Name.ISSUER) == "issuer-differs-from-seal"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"alg": "none"}, "algorithm-not-allowed"),
        ({"alg": "HS256"}, "algorithm-not-allowed"),
        ({"crit": ["b64", "sigT", "sigD"]}, "critical-header-unknown"),
        ({"crit": ["sigT"]}, "seal-malformed"),
        ({"crit": ["b64", "sigT", "b64"]}, "seal-malformed"),
        ({"b64": "false"}, "seal-malformed"),
        ({"x5u": "https://127.0.0.1/key"}, "header-not-allowed"),
        ({"jwk": {"kty": "RSA"}}, "header-not-allowed"),
        ({"typ": "dpop+jwt"}, "type-header-mismatch"),
        ({"x5c": []}, "seal-malformed"),
        ({"x5c": ["AAAA"]}, "seal-certificate-mismatch"),
        ({"x5t#S256": "AAAA"}, "seal-certificate-mismatch"),
        ({"x5t#S256": None}, "seal-malformed"),
        ({"sigT": None}, "seal-malformed"),
        ({"alg": "ES256"}, "key-type-mismatch"),
        ({"sigT": "2026-11-21T10:41:00Z"}, "signature-invalid"),
    ],
)
def test_a_header_that_is_not_as_the_standard_says_is_refused(header: dict[str, Any], reason: str) -> None:
    assert code(checked(changed(sealed(), **header)), Name.SIGNATURE) == reason


@pytest.mark.parametrize("signatures", [[], [1], [{}, {}], [{"protected": 1, "signature": "AA"}], "x"])
def test_a_seal_of_another_form_is_refused(signatures: Any) -> None:
    document = {**sealed(), "signatures": signatures}
    assert code(checked(document), Name.SIGNATURE) == "seal-malformed"


@pytest.mark.parametrize("loose", [{"alg": "none"}, {"x5c": []}, {"etsiU": [], "kid": "x"}, [], "x", None])
def test_what_is_not_sealed_says_nothing(loose: Any) -> None:
    document = sealed()
    one = document["signatures"][0]
    found = checked({**document, "signatures": [{**one, "header": loose}]})
    assert code(found, Name.SIGNATURE) == "header-not-allowed"
    more = checked({**document, "signatures": [{**one, "header": {"etsiU": ["AAAA"]}}]})
    assert code(more, Name.SIGNATURE) == "sealed"


def test_without_the_official_contexts_the_structure_could_not_be_checked() -> None:
    verification = checked(sealed(), contexts=CONTEXTS)
    assert code(verification, Name.SCHEMA) == "context-not-installed"
    assert answers(verification)["schema"] == "could-not-be-checked"
    assert answers(verification)["signature"] == "confirmed"


def test_what_the_profile_demands_must_be_there() -> None:
    document = json.loads(credential())
    del document["credentialSubject"]["hasClaim"][0]["provenBy"][0]["grade"]
    verification = checked(sealed(json.dumps(document)))
    assert code(verification, Name.SCHEMA) == "structure-invalid"


def test_unsealed_it_is_said_to_lack_only_what_a_seal_adds_and_nobody_vouches_for_it() -> None:
    unsealed = european_credential(award(), pictures={"en": [b"a"]}, say=core_words().say)
    verification = checked(unsealed)
    assert code(verification, Name.SCHEMA) == "edc-without-what-a-seal-adds"
    assert answers(verification)["signature"] == "not-confirmed"


def test_dates_outside_their_days_are_refused() -> None:
    assert code(checked(sealed(credential(validUntil="2026-11-01T00:00:00Z"))), Name.DATES) == "expired"
    assert code(checked(sealed(credential(validFrom="2027-01-01T00:00:00Z"))), Name.DATES) == "not-yet-valid"
    assert code(checked(sealed(credential(validFrom="yesterday"))), Name.DATES) == "date-malformed"


SEALED_SAMPLES = {
    "vectors/elm/samples/Sample-MC-Annex1-signed.jsonld": "VATES-A00000000",
    "data/credentials/elm3_Sample-MC-Annex1-signed.jsonld.gz": "VATES-A00000000",
    "data/credentials/elm3_Sample-CertOfPart-signed.jsonld.gz": "VATES-A00000000",
    "data/credentials/mynextid_edc_microcredential_signed.jsonld.gz": "NTREE-17207834",
}


@pytest.mark.parametrize("name", SEALED_SAMPLES)
def test_the_seals_of_official_samples_hold(name: str) -> None:
    path = shared(name)
    document = json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
    found = jades.verify(jades.read(document), NOW)
    assert found.holder.identifier == SEALED_SAMPLES[name]
    broken = {**document, "payload": document["payload"].replace("Credential", "CredentiaI", 1)}
    with pytest.raises(InvalidValue, match="signature-invalid"):
        jades.verify(jades.read(broken), NOW)


def test_the_long_term_sample_of_the_commission_is_read_as_a_seal() -> None:
    document = json.loads(shared("vectors/elm/samples/edci-jades-baseline-lta.json").read_text())
    found = jades.verify(jades.read(document), NOW)
    assert found.holder.organisation == "Certificado TEST Sello Electronico"
    assert checked(document).credential is None  # a presentation is inside, no credential


def test_the_official_samples_are_judged_as_they_stand() -> None:
    """The sealed one is whole, the unsealed ones lack what a seal adds, one has no display and a Greek letter in a word."""
    folder = shared("vectors/elm/samples")
    names = ("Sample-MC-Annex1-signed", "Sample-MC-Annex1-unsigned", "credential-sample")
    read = {name: json.loads((folder / f"{name}.jsonld").read_text()) for name in names}
    judged = [code(checked(document), Name.SCHEMA) for document in read.values()]
    assert judged == ["edc-as-expected", "edc-without-what-a-seal-adds", "structure-invalid"]
    with pytest.raises(InvalidValue, match="undefined-term"):
        check_terms(read["credential-sample"], european_contexts())
    uploadable = json.loads((folder / "Sample-MC-Annex1-unsigned-uploadable.json").read_text())["credential"]
    assert code(checked(uploadable), Name.SCHEMA) == "edc-without-what-a-seal-adds"
    signed = checked(read["Sample-MC-Annex1-signed"])
    assert code(signed, Name.SIGNATURE) == "seal-certificate-expired"  # a test certificate of 2023


def test_a_file_with_another_passphrase_or_a_certificate_without_a_number_seals_nothing() -> None:
    with pytest.raises(InvalidValue, match="seal-unreadable"):
        read_seal(kokzhar_seal(), "wrong")
    nameless = read_seal(authority().seal("", rsa_key=False), PASSPHRASE)
    with pytest.raises(Refused, match="seal-without-identifier"):
        sealing_identity(nameless.chain[0])


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.sampled_from(["", "RS256", "b64", "AAAA", "\N{GRINNING FACE}", "2026-01-01T00:00:00Z"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "title"]), inner, max_size=3)
    ),
    max_leaves=6,
)
headers = st.dictionaries(
    st.sampled_from(["alg", "typ", "b64", "crit", "x5c", "x5t#S256", "sigT", "iat", "kid"]),
    anything,
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(headers, st.sampled_from(["payload", "signatures"]), anything, st.booleans())
def test_no_seal_makes_the_verifier_fall(
    header: dict[str, Any], member: str, value: Any, replaced: bool
) -> None:
    document = changed(sealed(), **header)
    if replaced:
        document[member] = value
    found = checked(document)
    assert found.checks
    assert judge(found.checks).exit != 0 or not (header or replaced)


members = st.sampled_from(
    ["issuer", "credentialSubject", "displayParameter", "validFrom", "credentialSchema", "type"]
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(members, anything, min_size=1, max_size=3))
def test_no_content_under_a_good_seal_makes_the_verifier_fall(content: dict[str, Any]) -> None:
    found = checked(sealed(credential(**content)))
    assert found.checks
