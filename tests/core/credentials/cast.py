"""Aigul's award, Kokzhar's key and the small network in which the tests of credentials happen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tanym.adapters.contexts import bundled_contexts
from tanym.adapters.signing.software import SoftwareSigner
from tanym.core.credentials import did, keys
from tanym.core.credentials.addresses import check_address
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.ports import Period, RegisterEntry
from tanym.core.credentials.proofs import data_integrity
from tanym.core.credentials.record import (
    AwardRecord,
    Body,
    Decision,
    Grade,
    Holder,
    HolderName,
    Kind,
    Recognition,
    RecordedAssessment,
    RecordedLevel,
    RecordedOutcome,
    RecordedQuality,
    Skill,
)
from tanym.core.credentials.status.bitstring import StatusEntry, status_list_credential
from tanym.core.credentials.verify import Verification, verify_document
from tanym.core.kernel.errors import NotFound

NOW = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)
ALMATY = timezone(timedelta(hours=5))
ISSUER = "did:web:kokzhar.example"
LIST = "https://kokzhar.example/status/1"
INDEX = 94_566
CONTEXTS = bundled_contexts()


class Key(SoftwareSigner):
    """A signing key made from a seed, so that every run signs alike."""

    def __init__(self, seed: int, kind: keys.KeyKind = keys.KeyKind.ED25519) -> None:
        secret = bytes([seed]) * 32
        curves = {
            keys.KeyKind.P256: ec.SECP256R1(),
            keys.KeyKind.P384: ec.SECP384R1(),
            keys.KeyKind.P521: ec.SECP521R1(),
        }
        self.private: Any = (
            ec.derive_private_key(int.from_bytes(secret, "big"), curves[kind])
            if kind in curves
            else Ed25519PrivateKey.from_private_bytes(secret)
        )
        super().__init__(self.private)


KOKZHAR, STRANGER = Key(1), Key(2)
METHOD = f"{ISSUER}#{KOKZHAR.multibase}"

KOKZHAR_BODY = Body(
    id=ISSUER,
    names={
        "kk": "Көкжар қолданбалы ғылымдар университеті",
        "ru": "Кокжарский университет прикладных наук",
        "en": "Kokzhar University of Applied Sciences",
    },
    registration="KZ-HEI-017",
    url="https://kokzhar.example",
    ask={"kk": "тіркеу кеңсесі", "ru": "офис регистратора", "en": "the registrar’s office"},
    email="registrar@kokzhar.example",
)
AIGUL = Holder(HolderName("Айгүл Сейітова", "Айгуль Сеитова", "SEIITOVA AIGUL"))


def award(**changes: Any) -> AwardRecord:
    """Aigul's award of June 2026, with changes."""
    record = AwardRecord(
        kind=Kind.MICRO_QUALIFICATION,
        id="urn:uuid:5f2a6a8e-0b0e-4c57-8c57-9a2f3d4e5f61",
        achievement_id="urn:uuid:0d6a1f52-8d6c-4a7b-9f3c-2b1a0c9d8e70",
        number="7Q4K-M2XD-9F",
        titles={
            "kk": "Шешім қабылдауға арналған деректер талдауы",
            "ru": "Анализ данных для принятия решений",
            "en": "Data analysis for decisions",
        },
        holder=AIGUL,
        awarding=KOKZHAR_BODY,
        assessing=KOKZHAR_BODY,
        delivering=KOKZHAR_BODY,
        awarded_at=datetime(2026, 6, 16, 0, 30, tzinfo=ALMATY),
        code="KOK-IT-04",
        version="2",
        summary={
            "kk": "Кестеден шешімге дейін.",
            "ru": "От таблицы до решения.",
            "en": "From a table to a decision.",
        },
        outcomes=(
            RecordedOutcome(
                "o1",
                {
                    "kk": "Кестелерді тазалап, біріктіреді.",
                    "ru": "Очищает и соединяет таблицы.",
                    "en": "Clean and join tables.",
                },
                "skill",
                percent=84,
                threshold=60,
                skills=(Skill("http://data.europa.eu/esco/skill/81a2db2c", "analyse test data", "ESCO"),),
            ),
            RecordedOutcome(
                "o2",
                {
                    "kk": "Іріктеме мен үрдісті ажыратады.",
                    "ru": "Различает выборку и тренд.",
                    "en": "Tell a sample and a trend apart.",
                },
                "knowledge",
                percent=80,
                threshold=60,
            ),
        ),
        assessments=(
            RecordedAssessment(
                "practical-task",
                {"kk": "Практикалық тапсырма", "ru": "Практическое задание", "en": "Practical task"},
                "supervised-with-id",
                ("o1", "o2"),
                date(2026, 6, 14),
            ),
        ),
        grade=Grade(82, "B", "3.0", {"en": "Letter scale of 2026"}, ("F", "D", "C", "B", "A")),
        workload={"contact": 1500, "self-study": 3000},
        credits=300,
        ects=300,
        level=RecordedLevel(6, 6, "indicative", "self-assigned"),
        participation="blended",
        languages=("kk", "ru"),
        isced_f="0688",
        quality=RecordedQuality(
            "external-review", {"en": "Senim agency"}, "S-17", "https://senim.example/17"
        ),
        prerequisites={"en": "Can work with spreadsheets"},
        stacking="stackable",
        counts_towards=({"en": "Counts as 3 credits at Sayram Technical University."},),
        identity_check="document-in-person",
        place={"kk": "Көкжар", "ru": "Кокжар", "en": "Kokzhar"},
    )
    return replace(record, **changes)


def decision(**changes: Any) -> AwardRecord:
    """The decision on Aigul's learning: one outcome recognised, one not."""
    recorded = award()
    first, second = recorded.outcomes
    return replace(
        award(
            kind=Kind.RECOGNITION,
            id="urn:uuid:6e0d2f3a-0000-4000-8000-000000000001",
            achievement_id="urn:uuid:6e0d2f3a-0000-4000-8000-000000000002",
            titles={
                "kk": "Тану туралы мәлімдеме",
                "ru": "Справка о признании",
                "en": "Statement of recognition",
            },
            outcomes=(replace(first, percent=None), replace(second, percent=None, achieved=False)),
            assessments=(),
            grade=None,
            recognition=Recognition(
                Decision.IN_PART,
                discipline={"kk": "Деректер талдауы", "ru": "Анализ данных", "en": "Data analysis"},
                programme={"en": "Information systems"},
                discipline_code="IS-2104",
                credits=200,
                decided_on=date(2026, 11, 20),
                commission={"en": "Recognition commission"},
                minutes_number="17",
                evidence=({"en": "Certificate of a course"},),
                reasons={"en": "The second outcome is not shown."},
            ),
        ),
        **changes,
    )


class World:
    """A network of documents behind the real guard of addresses; it remembers what was asked."""

    def __init__(self, documents: Mapping[str, Any]) -> None:
        self.documents = dict(documents)
        self.asked: list[str] = []

    def fetch(self, url: str) -> bytes:
        check_address(url)
        self.asked.append(url)
        if url not in self.documents:
            raise NotFound("credential.unavailable", url=url)
        found = self.documents[url]
        return found if isinstance(found, bytes) else json.dumps(found, ensure_ascii=False).encode()


class Registered:
    """A register with Kokzhar in it, entitled from 1 September 2025 to 31 August 2028."""

    def entry(self, issuer: str) -> RegisterEntry | None:
        period = Period(date(2025, 9, 1), date(2028, 8, 31))
        return (
            RegisterEntry(issuer, KOKZHAR_BODY.names, (period,), "https://register.example/17")
            if issuer == ISSUER
            else None
        )


def world(marked: tuple[int, ...] = (), **changes: Any) -> World:
    """Kokzhar's published keys and its list, with these places marked."""
    unsigned = status_list_credential(
        address=LIST,
        issuer=ISSUER,
        purpose="revocation",
        marked=marked,
        valid_from=NOW - timedelta(minutes=2),
    )
    return World(
        {
            did.web_address(ISSUER): did.did_document(ISSUER, [did.PublishedKey(KOKZHAR.multibase)]),
            LIST: signed(unsigned | changes),
        }
    )


def signed(document: Mapping[str, Any], key: Key = KOKZHAR, method: str = METHOD) -> dict[str, Any]:
    """A document with Kokzhar's proof, or another's."""
    created = NOW - timedelta(days=1)
    return data_integrity.sign(document, signer=key, method=method, created=created, contexts=CONTEXTS)


def issued(record: AwardRecord | None = None) -> dict[str, Any]:
    """The signed badge of a record, with its place in the list."""
    return signed(open_badge(record or award(), status=StatusEntry(LIST, INDEX)))


def verified(document: Any, network: World | None = None, **how: Any) -> Verification:
    """What the verifier says of a document (bytes, or JSON to be written)."""
    data = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
    return verify_document(
        data,
        **{"now": NOW, "fetcher": network or world(), "contexts": CONTEXTS, "register": Registered(), **how},
    )


def answers(verification: Verification) -> dict[str, str]:
    """The answers by name of the check."""
    return {check.name.value: check.outcome.value for check in verification.checks}


def code(verification: Verification, name: Name) -> str:
    """The code of one check, without its room."""
    check = verification.check(name)
    assert check is not None
    return check.code.removeprefix("credential.")


CONFIRMED, REFUTED, OPEN = Outcome.CONFIRMED.value, Outcome.NOT_CONFIRMED.value, Outcome.NOT_CHECKED.value
