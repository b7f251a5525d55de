"""Verification: each check has its own answer, and a stated policy turns them into an exit code."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tanym.core.credentials.checks import Name, confirmed, judge, not_checked, not_confirmed
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.ports import Offline, RegisterEntry
from tanym.core.credentials.status.bitstring import StatusEntry, status_list_credential
from tests.core.credentials.cast import (
    CONFIRMED,
    INDEX,
    ISSUER,
    KOKZHAR,
    LIST,
    METHOD,
    NOW,
    OPEN,
    REFUTED,
    STRANGER,
    Registered,
    World,
    answers,
    award,
    code,
    decision,
    issued,
    signed,
    verified,
    world,
)


def test_what_we_issue_is_confirmed_in_every_check() -> None:
    verification = verified(issued())
    assert set(answers(verification).values()) == {CONFIRMED}
    assert judge(verification.checks, entitled=True).exit == 0


def test_a_decision_on_recognition_is_confirmed_too() -> None:
    verification = verified(issued(decision()))
    assert judge(verification.checks).exit == 0
    assert verification.plain is not None
    assert verification.plain.decision is not None
    assert verification.plain.decision.decision == "in-part"


def test_a_changed_badge_is_not_confirmed() -> None:
    badge = issued()
    badge["credentialSubject"]["achievement"]["name"] = "Doctor of everything"
    verification = verified(badge)
    assert code(verification, Name.SIGNATURE) == "signature-invalid"
    assert judge(verification.checks).exit == 1


def test_an_expired_badge_is_not_confirmed() -> None:
    verification = verified(issued(award(valid_until=NOW - timedelta(seconds=1))))
    assert code(verification, Name.DATES) == "expired"
    assert answers(verification)["signature"] == CONFIRMED
    assert judge(verification.checks).exit == 1


def test_a_revoked_badge_is_revoked_as_soon_as_the_list_says_so() -> None:
    badge, network = issued(), world()
    assert judge(verified(badge, network).checks).exit == 0
    network.documents[LIST] = world(marked=(INDEX,)).documents[LIST]
    verification = verified(badge, network)
    assert code(verification, Name.STATUS) == "revoked"
    assert judge(verification.checks).exit == 1


def test_a_neighbour_in_the_list_does_not_matter() -> None:
    assert judge(verified(issued(), world(marked=(INDEX - 1, INDEX + 1))).checks).exit == 0


def test_a_badge_signed_by_a_stranger_in_kokzhars_name_is_not_confirmed() -> None:
    unsigned = open_badge(award())
    own = f"did:key:{STRANGER.multibase}#{STRANGER.multibase}"
    assert code(verified(signed(unsigned, STRANGER, own)), Name.SIGNATURE) == "issuer-key-mismatch"
    borrowed = signed(unsigned, STRANGER, METHOD)
    assert code(verified(borrowed), Name.SIGNATURE) == "signature-invalid"


def test_a_key_in_the_fragment_proves_nothing_without_the_issuers_document() -> None:
    badge = signed(open_badge(award()), STRANGER, f"{ISSUER}#{STRANGER.multibase}")
    assert code(verified(badge), Name.SIGNATURE) == "verification-method-invalid"


def test_without_a_network_nothing_is_called_wrong() -> None:
    verification = verified(issued(), fetcher=Offline())
    assert answers(verification)["signature"] == OPEN
    assert answers(verification)["dates"] == CONFIRMED
    assert judge(verification.checks).exit == 2


def test_a_list_is_not_asked_for_a_badge_that_nobody_signed() -> None:
    badge, network = issued(), world()
    badge["name"] = "Changed"
    verified(badge, network)
    assert LIST not in network.asked


@pytest.mark.parametrize("missing", [LIST, "https://kokzhar.example/.well-known/did.json"])
def test_what_cannot_be_reached_could_not_be_checked(missing: str) -> None:
    network = world()
    del network.documents[missing]
    verification = verified(issued(), network)
    assert REFUTED not in answers(verification).values()
    assert judge(verification.checks).exit == 2


def test_an_unknown_context_is_refused_without_being_fetched() -> None:
    badge, network = issued(), world()
    badge["@context"].append("https://evil.example/context.json")
    verification = verified(badge, network)
    assert code(verification, Name.SCHEMA) == "context-not-installed"
    assert answers(verification)["schema"] == OPEN
    assert all("evil" not in url for url in network.asked)


def test_entitlement_is_asked_for_the_day_of_the_award() -> None:
    early = award(awarded_at=award().awarded_at.replace(year=2024))
    verification = verified(issued(early))
    assert code(verification, Name.ENTITLEMENT) == "not-entitled"
    assert judge(verification.checks).exit == 0
    assert judge(verification.checks, entitled=True).exit == 1


def test_of_a_day_before_the_register_was_kept_it_says_nothing() -> None:
    class Young(Registered):
        def entry(self, issuer: str) -> RegisterEntry | None:
            found = super().entry(issuer)
            return found and replace(found, kept_since=date(2025, 1, 1))

    early = award(awarded_at=award().awarded_at.replace(year=2024))
    verification = verified(issued(early), register=Young())
    assert code(verification, Name.ENTITLEMENT) == "register-not-kept-then"
    assert answers(verification)["entitlement"] == OPEN


def test_without_a_register_entitlement_could_not_be_checked() -> None:
    verification = verified(issued(), register=None)
    assert code(verification, Name.ENTITLEMENT) == "register-not-asked"
    assert judge(verification.checks).exit == 0
    assert judge(verification.checks, entitled=True).exit == 2


def test_the_name_in_the_file_is_compared_with_the_register() -> None:
    badge = open_badge(award(), status=StatusEntry(LIST, INDEX))
    badge["issuer"]["name"] = "Sayram Technical University"
    verification = verified(signed(badge))
    assert code(verification, Name.ISSUER) == "issuer-name-differs"
    assert answers(verification)["signature"] == CONFIRMED


def test_a_did_key_issuer_names_itself() -> None:
    own = f"did:key:{KOKZHAR.multibase}"
    badge = open_badge(award())
    badge["issuer"]["id"] = own
    verification = verified(signed(badge, KOKZHAR, f"{own}#{KOKZHAR.multibase}"))
    assert code(verification, Name.ISSUER) == "issuer-self-named"
    assert judge(verification.checks).exit == 0


@pytest.mark.parametrize("withdrawn", ["revoked", "expires"])
def test_a_key_that_ended_later_leaves_the_question_open(withdrawn: str) -> None:
    network = world()
    document = network.documents["https://kokzhar.example/.well-known/did.json"]
    document["verificationMethod"][0][withdrawn] = (NOW - timedelta(hours=1)).isoformat()
    verification = verified(issued(), network)
    assert (code(verification, Name.SIGNATURE), answers(verification)["signature"]) == ("key-withdrawn", OPEN)
    document["verificationMethod"][0][withdrawn] = (NOW - timedelta(days=30)).isoformat()
    assert code(verified(issued(), network), Name.SIGNATURE) == "key-ended"


def test_a_list_of_another_issuer_says_nothing() -> None:
    network = world()
    forged = copy.deepcopy(network.documents[LIST])
    forged["issuer"] = f"did:key:{STRANGER.multibase}"
    network.documents[LIST] = signed(forged, STRANGER, f"{forged['issuer']}#{STRANGER.multibase}")
    assert code(verified(issued(), network), Name.STATUS) == "status-list-untrusted"


def test_two_entries_are_both_asked_and_the_bad_one_counts() -> None:
    other = "https://kokzhar.example/status/2"
    badge = open_badge(award(), status=StatusEntry(LIST, INDEX))
    badge["credentialStatus"] = [badge["credentialStatus"], StatusEntry(other, 3, "suspension").document()]
    suspension = status_list_credential(
        address=other, issuer=ISSUER, purpose="suspension", marked=[3], valid_from=NOW - timedelta(minutes=2)
    )
    network = World({**world().documents, other: signed(suspension)})
    assert code(verified(signed(badge), network), Name.STATUS) == "suspended"


def test_a_european_digital_credential_is_shown_though_its_seal_cannot_be_read() -> None:
    document = {
        "@context": [
            "https://www.w3.org/2018/credentials/v1",
            "http://data.europa.eu/snb/model/context/edc-ap",
        ],
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialSubject": {
            "type": "Person",
            "fullName": {"en": "Aigul Seiitova"},
            "hasClaim": {
                "type": "LearningAchievement",
                "title": {"en": "Data analysis"},
                "specifiedBy": {"learningOutcome": [{"title": {"en": "Cleans tables"}}]},
            },
        },
    }
    sealed = {"payload": json.dumps(document), "signatures": [{"protected": "e30", "signature": "AA"}]}
    verification = verified(sealed)
    assert code(verification, Name.SIGNATURE) == "algorithm-not-allowed"
    assert verification.plain is not None
    assert verification.plain.can[0].text == {"en": "Cleans tables"}
    assert judge(verification.checks).exit == 1


@pytest.mark.parametrize(
    "junk", [b"", b"hello", b"<html></html>", b"[]", b"null", b"%PDF-1.7", b"\x00\xff", b"a.b.c"]
)
def test_junk_is_answered_and_never_raises(junk: bytes) -> None:
    verification = verified(junk)
    assert judge(verification.checks).exit in (1, 2)
    assert verification.credential is None


def test_the_policy_needs_every_required_check() -> None:
    required = [confirmed(name, "x") for name in (Name.SCHEMA, Name.SIGNATURE, Name.DATES, Name.STATUS)]
    assert judge(required).exit == 0
    assert judge(required[:-1]).exit == 2
    assert judge([*required, not_checked(Name.ISSUER, "x")]).exit == 0
    assert judge([*required, not_confirmed(Name.ENDORSEMENT, "x")]).exit == 1
    assert judge([*required, not_confirmed(Name.ENTITLEMENT, "x")]).exit == 0
    assert judge([*required[:-1], not_checked(Name.STATUS, "x"), not_confirmed(Name.DATES, "x")]).exit == 1
    assert judge([]).exit == 2
