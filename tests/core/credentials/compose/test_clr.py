"""A learner's whole record wraps the badges as they were signed, and verifies as one document."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from tanym.core.credentials.checks import Name, Outcome, judge
from tanym.core.credentials.compose.clr import learner_record
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import (
    AIGUL,
    KOKZHAR_BODY,
    NOW,
    answers,
    award,
    code,
    decision,
    issued,
    signed,
    verified,
)
from tests.places import shared

TITLES = {"en": "Everything that Aigul was awarded"}


def record(*credentials: dict[str, Any]) -> dict[str, Any]:
    return learner_record(
        credentials, id="urn:uuid:c1", holder=AIGUL, issuer=KOKZHAR_BODY, titles=TITLES, at=NOW
    )


def faults(document: dict[str, Any]) -> set[str]:
    schema = json.loads(shared("vectors/schemas/clr_v2p0_clrcredential_schema_draft4.json").read_text())
    return {one.message for one in jsonschema.Draft4Validator(schema).iter_errors(document)}


OLDER_THAN_THE_STANDARD = {
    # The schema is of VC 1.1; the official sample that is called valid lacks it too.
    "'issuanceDate' is a required property",
    # A member of the enumeration since Open Badges 3.0 was final.
    "'name' is not valid under any of the given schemas",
    # The schema knows only the revocation list of 1EdTech.
    "Additional properties are not allowed ('statusListCredential', 'statusListIndex', 'statusPurpose' were unexpected)",
}


def test_the_published_schema_finds_nothing_but_what_it_is_too_old_for() -> None:
    official = json.loads(shared("vectors/open-badges/clr20/simple.json").read_text())
    made = signed(record(issued(), issued(decision())))
    assert faults(official) < faults(made) == OLDER_THAN_THE_STANDARD
    del made["credentialSubject"]["verifiableCredential"]
    assert "'verifiableCredential' is a required property" in faults(made)


def test_the_whole_record_verifies_and_a_badge_changed_inside_it_is_found() -> None:
    made = signed(record(issued(), issued(decision())))
    assert answers(verified(made))["signature"] == "confirmed"
    inside = made["credentialSubject"]["verifiableCredential"][0]
    inside["credentialSubject"]["achievement"]["name"] = "Rocket science"
    assert code(verified(made), Name.SIGNATURE) == "signature-invalid"


def test_each_badge_inside_keeps_its_own_proof_and_verifies_alone() -> None:
    inside = signed(record(issued()))["credentialSubject"]["verifiableCredential"][0]
    assert answers(verified(inside))["signature"] == "confirmed"


def test_a_forged_badge_in_a_record_that_somebody_signed_is_found() -> None:
    forged = issued()
    forged["credentialSubject"]["achievement"]["name"] = "Rocket science"
    verification = verified(signed(record(issued(), forged)))
    assert answers(verification)["signature"] == "confirmed"
    assert code(verification, Name.CREDENTIALS) == "credential-invalid"
    assert judge(verification.checks).outcome is Outcome.NOT_CONFIRMED
    assert code(verified(signed(record(issued()))), Name.CREDENTIALS) == "credentials-verified"


def test_a_badge_without_a_proof_counts_only_from_who_signed_the_record() -> None:
    bare = {name: value for name, value in issued().items() if name != "proof"}
    assert code(verified(signed(record(bare))), Name.CREDENTIALS) == "credential-unchecked"  # its status
    del bare["credentialStatus"]
    assert code(verified(signed(record(bare))), Name.CREDENTIALS) == "credentials-verified"
    strange = {**bare, "issuer": {**bare["issuer"], "id": "did:web:strange.example"}}
    assert code(verified(signed(record(strange))), Name.CREDENTIALS) == "credential-invalid"


def test_records_in_records_and_records_without_end_are_refused() -> None:
    for inside in ([signed(record(issued()))], ["x"], [1], [{}] * 101):
        document = record(issued())
        document["credentialSubject"]["verifiableCredential"] = inside
        assert answers(verified(document))["credentials"] == "not-confirmed"


def test_a_record_of_nothing_is_not_made() -> None:
    with pytest.raises(InvalidValue, match="record-incomplete"):
        record()
    assert award().holder is AIGUL
