"""An award as a European Digital Credential: the official shapes, words in three languages, nothing that is not known."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pyld import jsonld
from pyshacl import validate
from rdflib import Graph, Namespace

from tanym.adapters.pictures import certificate_pictures
from tanym.core.credentials.compose.edc import european_credential, prepared
from tanym.core.credentials.record import AwardRecord, Body, Decision, RecordedAssessment, RecordedLevel
from tanym.core.credentials.terms import check_terms
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.rulepacks.words import core_words
from tests.core.credentials.cast import NOW, award, decision
from tests.european import european_contexts
from tests.places import shared

SH = Namespace("http://www.w3.org/ns/shacl#")
SEAL = {"identifier": "NTRKZ-170940000123", "country": "KZ", "at": NOW}
DOT = b"a picture"


def written(record: AwardRecord, **more: Any) -> dict[str, Any]:
    return european_credential(record, say=core_words().say, **{"pictures": {"en": [DOT]}, **more})


@cache
def shapes() -> Graph:
    graph = Graph()
    for name in ("EDC-generic-no-cv", "EDC-generic-full"):
        graph.parse(shared(f"vectors/elm/shapes/{name}.ttl"))
    return graph


def violations(credential: dict[str, Any]) -> set[tuple[str, str]]:
    """What the official shapes find: the last word of the path and the kind of the constraint."""
    contexts = european_contexts()

    def load(url: str, _options: object = None) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": contexts[url]}

    quads = jsonld.to_rdf(credential, {"format": "application/n-quads", "documentLoader": load})
    graph = Graph().parse(data=quads, format="nt")
    _, report, _ = validate(graph, shacl_graph=shapes(), inference="none")
    return {
        (
            str(report.value(one, SH.resultPath)).replace("#", "/").rsplit("/", 1)[-1],
            str(report.value(one, SH.sourceConstraintComponent)).rsplit("#", 1)[-1],
        )
        for one in report.subjects(SH.resultSeverity, SH.Violation)
    }


def everything() -> AwardRecord:
    """An award with two assessments, a referenced level and an end."""
    first = award().assessments[0]
    return award(
        assessments=(first, RecordedAssessment("interview", supervision="unsupervised", outcomes=("o2",))),
        level=RecordedLevel(6, 6, "referenced", "in-nqf"),
        valid_until=NOW.replace(year=2030),
        further={"en": "Go on with statistics."},
    )


@pytest.mark.parametrize("record", [award(), decision(), everything()], ids=["award", "decision", "all"])
def test_sealed_it_meets_the_official_shapes_and_unsealed_lacks_only_what_a_seal_adds(
    record: AwardRecord,
) -> None:
    unsealed = written(record)
    assert violations(unsealed) == {
        ("issued", "MinCountConstraintComponent"),
        ("eidasLegalIdentifier", "MinCountConstraintComponent"),
        ("issuer", "NodeConstraintComponent"),
    }
    sealed = prepared(unsealed, **SEAL)
    assert violations(sealed) == set()
    check_terms(sealed, european_contexts())  # and no word was dropped on the way into triples


def test_the_shapes_would_find_a_fault() -> None:
    sealed = prepared(written(award()), **SEAL)
    del sealed["credentialSubject"]["hasClaim"][0]["provenBy"][0]["grade"]
    assert ("grade", "MinCountConstraintComponent") in violations(sealed)


def test_the_certificate_itself_is_its_picture_in_each_language() -> None:
    pictures = {one: certificate_pictures(award(), "https://k.example/v/1", "1", one) for one in ("kk", "en")}
    shown = written(award(), pictures=pictures, primary="kk")["displayParameter"]["individualDisplay"]
    assert [one["language"]["id"].rsplit("/", 1)[-1] for one in shown] == ["KAZ", "ENG"]
    image = shown[0]["displayDetail"][0]["image"]["content"]
    assert base64.b64decode(image) == pictures["kk"][0]
    assert pictures["kk"][0].startswith(b"\x89PNG")


def test_texts_stand_in_every_language_and_the_name_in_all_its_forms() -> None:
    credential = written(award())
    holder = credential["credentialSubject"]
    claim = holder["hasClaim"][0]
    assert claim["title"] == award().titles
    assert holder["fullName"] == {"en": "SEIITOVA AIGUL"}
    assert holder["additionalNote"][0]["noteLiteral"] == {"kk": "Айгүл Сейітова", "ru": "Айгуль Сеитова"}
    assert claim["provenBy"][0]["grade"]["noteLiteral"]["ru"] == "82 % · B · 3,0"
    assert claim["specifiedBy"]["volumeOfLearning"] == "PT75H"
    assert "birth" not in json.dumps(credential).lower()


def test_a_level_that_is_not_referenced_is_a_note_and_no_concept_of_the_framework() -> None:
    specified = written(award())["credentialSubject"]["hasClaim"][0]
    assert specified["specifiedBy"]["type"] == "LearningAchievementSpecification"
    assert "eqfLevel" not in specified["specifiedBy"]
    notes = [one["noteLiteral"]["en"] for one in specified["additionalNote"]]
    assert any(note.startswith("EQF 6 (indicative") for note in notes)
    referenced = written(everything())["credentialSubject"]["hasClaim"][0]["specifiedBy"]
    assert (referenced["type"], referenced["eqfLevel"]["id"][-6:]) == ("Qualification", "/eqf/6")


def test_a_refusal_entitles_to_nothing() -> None:
    record = decision()
    assert record.recognition is not None
    refused = replace(record.recognition, decision=Decision.REFUSED, credits=0)
    claim = written(replace(record, recognition=refused))["credentialSubject"]["hasClaim"][0]
    assert "entitlesTo" not in claim
    assert "creditReceived" not in claim


def test_it_cannot_be_made_without_a_picture_or_a_known_country() -> None:
    with pytest.raises(InvalidValue, match="pictures-missing"):
        written(award(), pictures={"ru": [DOT]})
    with pytest.raises(Refused, match="country-not-in-table"):
        written(award(awarding=Body("did:web:a.example", {"en": "A"}, country="ZZ")))
