"""Badges changed after or before signing: each class of the published cases with its siblings, each with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.core.credentials.contexts import VC_V1
from tests.core.credentials.cast import ISSUER, METHOD, STRANGER
from tests.core.credentials.siblings.forging import ABSENT, GOOD, changed, reason, resigned

BASE, BADGES = GOOD["@context"]
ELSEWHERE = {"@vocab": "https://evil.example#"}

PROOFS = [
    ("proof", [ABSENT, None, []], "proof-missing"),
    ("proof", ["x", 7, {}, [[]], [None], [{}]], "proof-malformed"),
    ("proof/type", [ABSENT, None, 7, ["DataIntegrityProof"]], "proof-malformed"),
    ("proof/type", ["Ed25519Signature2020", "RsaSignature2018", "JwtProof2020"], "cryptosuite-unsupported"),
    ("proof/cryptosuite", [ABSENT, "EDDSA-RDFC-2022", "bbs-2023", "ecdsa-sd-2023"], "cryptosuite-unsupported"),
    ("proof/cryptosuite", [None, ["eddsa-rdfc-2022"], {"a": 1}, 7], "proof-malformed"),
    ("proof/cryptosuite", ["eddsa-jcs-2022"], "signature-invalid"),
    ("proof/cryptosuite", ["ecdsa-rdfc-2019", "ecdsa-jcs-2019"], "key-type-mismatch"),
    ("proof/proofValue", [ABSENT, None, 7, "", "z0OIl", "u" + "A" * 86, "m" + "A" * 86, "z" + "1" * 400, ["z"]], "proof-malformed"),
    ("proof/proofValue", [GOOD["proof"]["proofValue"] + tail for tail in (" ", "\n", "\t", "\x00", "=", "ł")], "proof-malformed"),
    ("proof/proofValue", ["z1" + GOOD["proof"]["proofValue"][1:]], "signature-invalid"),
    ("proof/proofValue", ["z", "z" + "2" * 88, "z" + "1" * 64], "signature-invalid"),
    ("proof/created", [None, "", "2026-11-20", "2026-11-20T10:42:00", 7, ["2026-11-20T10:42:00Z"]], "proof-malformed"),
    ("proof/created", ["2027-01-01T00:00:00Z"], "proof-not-yet-valid"),
    ("proof/created", [ABSENT, "2026-11-20T10:42:01Z"], "signature-invalid"),
    ("proof/expires", ["2026-11-21T10:42:00Z", "2026-11-21T10:41:59Z"], "proof-expired"),
    ("proof/expires", [None, "never", 7], "proof-malformed"),
    ("proof/expires", ["2027-01-01T00:00:00Z"], "signature-invalid"),
    ("proof/verificationMethod", [ABSENT, None, 7, "", ISSUER, {"id": METHOD}, [METHOD], METHOD + "x"], "verification-method-invalid"),
    ("proof/verificationMethod", [f"{ISSUER}#{STRANGER.multibase}"], "verification-method-invalid"),
    ("proof/verificationMethod", [f"did:key:{STRANGER.multibase}#{STRANGER.multibase}", "https://evil.example/keys#1"], "issuer-key-mismatch"),
    ("proof/proofPurpose", [ABSENT, None, "authentication", "AssertionMethod", ["assertionMethod"], 7], "proof-purpose-mismatch"),
    ("proof/@context", [["https://evil.example"], [ELSEWHERE], None, {"x": "y"}], "proof-malformed"),
    ("proof/nonce", ["x"], "signature-invalid"),
    ("proof/challenge", ["x"], "signature-invalid"),
    ("proof/extra", [1], "undefined-term"),
]  # fmt: skip
DOCUMENT = [
    ("@context", [[BADGES, BASE], BASE, [], None, {}, "", 7, [BASE], [None, BASE, BADGES], [{}, BASE, BADGES], [[BASE, BADGES]], [BASE, BADGES, BADGES], [BASE, VC_V1, BADGES]], "context-invalid"),
    ("@context", [[BASE, BADGES, ELSEWHERE], [BASE, BADGES, {}], [BASE, BADGES, None]], "context-not-allowed"),
    ("@context", [[BASE, BADGES, "https://evil.example/c"], [BASE, BADGES, "http://127.0.0.1/c"], [BASE, BADGES, "x"]], "context-not-installed"),
    ("credentialSubject/@context", [[BASE], ELSEWHERE, None, []], "context-not-allowed"),
    ("issuer/@context", [[BASE], ELSEWHERE, None, []], "context-not-allowed"),
    ("type", [ABSENT, None, [], {}, "OpenBadgeCredential", ["OpenBadgeCredential"], [["VerifiableCredential"]]], "type-invalid"),
    ("type", [["VerifiableCredential", "OpenBadgeCredential", one] for one in (7, None, "Evil")], "undefined-term"),
    ("type", ["VerifiableCredential", ["VerifiableCredential"]], "signature-invalid"),
    ("id", [ABSENT, None, "", 7, [], "x", "../x", ["urn:x"], {}], "id-not-url"),
    ("issuer", [ABSENT, None, "", 7, [], {}, "x", {"id": None}, {"id": ["a"]}, [GOOD["issuer"]] * 2], "issuer-invalid"),
    ("credentialSubject", [ABSENT, None, "x", 7, [], {}, [{}], [[]], [None], [GOOD["credentialSubject"]] * 2], "subject-invalid"),
    ("name", [None, [None], [["x"]], {"@list": ["x"]}, {"@set": ["x"]}], "ambiguous-member"),
    ("termsOfUse", [None, []], "ambiguous-member"),
    ("termsOfUse", [{}, "x", 7, [None], True], "structure-invalid"),
    ("refreshService", [{"id": "https://x.example"}, "https://x.example"], "structure-invalid"),
    ("credentialSchema", [{"type": "X"}, {"id": "x", "type": "X"}], "structure-invalid"),
    ("evil", [1, {}, "x"], "undefined-term"),
    ("@graph", [[], {}], "ambiguous-member"),
    ("@included", [[]], "ambiguous-member"),
    ("@reverse", [{}], "ambiguous-member"),
    ("@id", ["urn:x"], "ambiguous-member"),
    ("__proto__", [{}], "undefined-term"),
    ("verifiableCredential", [[GOOD]], "structure-invalid"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "values", "wanted"), [*PROOFS, *DOCUMENT])
def test_a_badge_changed_after_signing_is_refused_for_its_reason(
    path: str, values: list[Any], wanted: str
) -> None:
    assert [reason(changed(path, value)) for value in values] == [wanted] * len(values)


@pytest.mark.parametrize(
    ("proofs", "wanted"),
    [
        ([GOOD["proof"]], "ok"),
        ([GOOD["proof"], {**GOOD["proof"], "proofValue": "z" + "2" * 88}], "signature-invalid"),
        ([{**GOOD["proof"], "proofValue": "z" + "2" * 88}, GOOD["proof"]], "signature-invalid"),
        ([GOOD["proof"], {**GOOD["proof"], "cryptosuite": "bbs-2023"}], "ok"),
        ([{**GOOD["proof"], "cryptosuite": "bbs-2023"}] * 2, "cryptosuite-unsupported"),
        ([GOOD["proof"], None], "proof-malformed"),
        ([GOOD["proof"]] * 9, "proof-malformed"),
    ],
)
def test_each_of_several_proofs_must_hold(proofs: list[Any], wanted: str) -> None:
    assert reason({**GOOD, "proof": proofs}) == wanted


def test_an_address_written_out_does_not_stand_in_for_a_word() -> None:
    assert reason(changed("urn:evil", 1)) == "signature-invalid"
    assert (
        reason({**GOOD, "https://www.w3.org/2018/credentials#issuer": "did:web:evil.example"})
        == "ambiguous-member"
    )


ACHIEVEMENT = GOOD["credentialSubject"]["achievement"]
SIGNED = [
    ("credentialSubject/achievement", [[ACHIEVEMENT, {**ACHIEVEMENT, "name": "Medicine"}]], "achievement-invalid"),
    ("credentialSubject/achievement", [[ACHIEVEMENT]], "ok"),
    ("credentialSubject/achievement/name", [["a", "b"], {"a": "b"}, 7, True], "achievement-invalid"),
    ("credentialSubject/achievement/description", [["a", "b"], {}, 7], "achievement-invalid"),
    ("credentialSubject/achievement/criteria", ["x", [], {"narrative": ["a", "b"]}], ["structure-invalid", "achievement-invalid", "structure-invalid"]),
    ("issuer/name", [["a", "b"], {"a": "b"}, 7], "issuer-invalid"),
    ("relatedResource", [{"id": "https://x.example/i"}, "https://x.example/i", {"id": "x", "digestSRI": "sha256-" + "A" * 44}, {"id": "https://x.example/i", "digestSRI": "md5-AAAA"}], "structure-invalid"),
    ("relatedResource", [{"id": "https://x.example/i", "digestSRI": f"sha256-{'A' * 43}="}], "ok"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "values", "wanted"), SIGNED)
def test_what_the_issuer_signed_is_built_as_its_standard_says(
    path: str, values: list[Any], wanted: str | list[str]
) -> None:
    found = [reason(resigned(changed(path, value))) for value in values]
    assert found == (wanted if isinstance(wanted, list) else [wanted] * len(values))


ENDS = [
    ("id", "id-not-url"),
    ("issuer/id", "issuer-invalid"),
    ("validFrom", "date-malformed"),
    ("awardedDate", "date-malformed"),
    ("credentialStatus/statusListIndex", "status-entry-malformed"),
    ("credentialStatus/id", "status-entry-malformed"),
    ("credentialStatus/statusListCredential", "url-not-allowed"),
    ("credentialSubject/achievement/id", "achievement-invalid"),
]


@pytest.mark.parametrize(("path", "wanted"), ENDS)
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", " ", "\t", "\x0b", "\u2028"])
def test_nothing_stands_behind_an_address_a_date_or_a_number(path: str, wanted: str, end: str) -> None:
    value: Any = GOOD
    for name in path.split("/"):
        value = value[name]
    assert reason(resigned(changed(path, value + end))) == wanted


MALFORMED_DATES = [
    None, [], True, 1781551800, "", "2026-06-16", "2026-06-16T00:30:00", "2026-06-16T24:00:01Z", "2026-06-16T24:00:00.1Z", "2026-06-16T23:59:60Z", "2026-06-16T00:30:00+14:01",
    "2026-02-30T00:00:00Z", "2026-06-16T00:30:00+25:00", "2026-06-16t00:30:00z", "0000-01-01T00:00:00Z",
    "99999-01-01T00:00:00Z", "-2026-06-16T00:30:00Z", "2026-06-16T00:30:00Z ", "٢٠٢٦-06-16T00:30:00Z",
]  # fmt: skip
DATES = [
    ("validFrom", [one for one in MALFORMED_DATES if one is not None], "date-malformed"),
    ("validFrom", [None], "date-missing"),
    ("validUntil", MALFORMED_DATES, "date-malformed"),
    ("awardedDate", MALFORMED_DATES, "date-malformed"),
    ("validFrom", ["2027-06-16T00:30:00Z", "2026-11-21T10:42:01Z"], "not-yet-valid"),
    (
        "validFrom",
        [
            "2026-11-21T15:42:00+05:00",
            "2026-06-16T00:30:00.123456789Z",
            "2026-06-16T24:00:00.000Z",
            f"2026-06-16T00:30:00.{'1' * 40}Z",
            "2026-06-16T00:30:00-14:00",
        ],
        "ok",
    ),
    ("validUntil", ["2026-11-21T10:41:59Z", "2026-11-21T10:42:00+00:01"], "expired"),
    (
        "validUntil",
        [
            "2026-11-21T10:42:00Z",
            "2026-11-21T15:42:00+05:00",
            "9999-12-31T24:00:00Z",
            "9999-12-31T23:59:59-14:00",
        ],
        "ok",
    ),
    ("validUntil", ["2026-01-01T00:00:00Z"], "validity-period-invalid"),
]


@pytest.mark.parametrize(("path", "values", "wanted"), DATES)
def test_a_date_is_a_moment_with_its_zone(path: str, values: list[Any], wanted: str) -> None:
    assert [reason(resigned(changed(path, value))) for value in values] == [wanted] * len(values)
