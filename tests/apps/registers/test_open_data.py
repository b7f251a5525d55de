"""Registers as open data: tables, JSON and linked data that say the same and that other programs can read."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import tracemalloc
from datetime import date, datetime
from typing import Any

import pyoxigraph as ox
import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from pyld import jsonld

from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.models import Entry, Recorded
from tanym.apps.registers.sources import sources
from tanym.apps.site.actions.load_standards import load_standards

pytestmark = pytest.mark.django_db
WHY = {"kk": "шешім", "ru": "решение", "en": "a decision"}
PUBLIC = {
    "http://www.w3.org/ns/adms#": {"status"},
    "http://www.w3.org/ns/dcat#": {
        "keyword", "landingPage", "dataset", "distribution", "downloadURL", "accessURL", "mediaType", "service",
        "endpointURL", "endpointDescription", "servesDataset", "Dataset", "Distribution", "DataService", "Catalog",
    },
    "http://purl.org/dc/terms/": {
        "title", "description", "identifier", "publisher", "license", "hasPart", "relation", "issued", "modified",
        "conformsTo",
    },
    "http://data.europa.eu/snb/model/elm/": {"awardingBody"},
    "http://xmlns.com/foaf/0.1/": {"Document", "page", "primaryTopic", "topic"},
    "http://www.w3.org/ns/regorg#": {"orgActivity"},
    "https://schema.org/": {
        "Permit", "EducationalOccupationalProgram", "EducationalOccupationalCredential", "Legislation",
        "Organization", "name", "PropertyValue", "additionalProperty", "propertyID", "value", "validFrom", "validThrough", "citation",
        "educationalLevel", "numberOfCredits", "inLanguage", "version", "sha256", "temporalCoverage",
        "legislationDateVersion",
    },
    "http://www.w3.org/2004/02/skos/core#": {"Concept", "ConceptScheme", "inScheme", "notation", "prefLabel"},
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": {"type"},
}  # fmt: skip
"""The words of public vocabularies that the data use, looked up in DCAT 3, DCMI terms, ELM 3, FOAF, RegOrg, schema.org, SKOS."""


@pytest.fixture
def registers(country: None, at: datetime) -> None:
    """The sample country with its standards, and entries that are awkward to write."""
    load_standards()
    enter(
        actor=None, at=at, register="agreements", since=date(2026, 11, 1), until=date(2027, 10, 31),
        titles={"kk": "=СУММА(1;2)", "ru": '@"Договор"; с, запятой', "en": "Agreement\non two lines"},
        content={
            "parties": ["kokzhar", "Scuola del Legno, IT"], "scope": {"sectors": ["it", "finance"]},
            "conditions": {"en": "-1+1|cmd"}, "contact": {"en": "The office answers in a day."},
            "documents": ["6f9619ff-8b86-4011-b42d-00c04fc964ff"],
        },
        basis=WHY, reason=WHY, source="test:1",
    )  # fmt: skip
    enter(
        actor=None, at=at, register="providers", organisation=organisation("oner-centre"),
        since=date(2026, 11, 1), content={"scope": {"activities": ["teaching"], "levels": [4, 5]}},
        reason=WHY, source="test:1",
    )  # fmt: skip


def _body(response: Any) -> bytes:
    assert response.status_code == 200, response.status_code
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def test_every_register_is_the_same_as_a_table_as_json_and_as_linked_data(registers: None) -> None:
    client = Client()
    assert len(sources()) >= 10
    for name in sources():
        document = json.loads(_body(client.get(f"/registers/{name}.json")))
        schema = json.loads(_body(client.get(f"/registers/{name}.schema.json")))
        Draft202012Validator.check_schema(schema)
        checked = Draft202012Validator(schema, format_checker=FormatChecker())
        assert not list(checked.iter_errors(document)), name
        assert document["licence"].startswith("https://")
        _table_agrees(client, name, document["entries"])
        graph = _graph(_body(client.get(f"/registers/{name}.jsonld")))
        written = {
            str(one.object.value)
            for one in graph.quads_for_predicate(ox.NamedNode("http://purl.org/dc/terms/hasPart"))
        }
        assert written == {one["page"] for one in document["entries"]}, name


def _table_agrees(client: Client, name: str, entries: list[dict[str, Any]]) -> None:
    raw = _body(client.get(f"/registers/{name}.csv"))
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    described = json.loads(_body(client.get(f"/registers/{name}.csv-metadata.json")))
    names = [one["name"] for one in described["tableSchema"]["columns"]]
    assert raw.decode("utf-8-sig").splitlines()[0] == ",".join(names)
    assert len(lines) == len(entries)
    assert not [cell for line in lines for cell in line.values() if cell[:1] in "=+-@\t\r" and cell]
    for line, entry in zip(lines, entries, strict=True):
        for member in ("id", "status", "page"):
            assert line[member] == entry[member]
        assert line["until"] == (entry["until"] or "")
        for language in ("kk", "ru", "en"):
            assert line[f"title_{language}"].removeprefix("'") == entry["titles"].get(language, "")
        for member, value in entry.items():
            if isinstance(value, list):
                assert line[member] == ";".join(_in_all_languages(one) for one in value)


def _in_all_languages(value: Any) -> str:
    return (
        " / ".join(value[language] for language in ("kk", "ru", "en")) if isinstance(value, dict) else value
    )


def _graph(raw: bytes) -> ox.Dataset:
    """The graph that two independent readers see in a document; it holds words of public vocabularies only."""
    document = json.loads(raw)
    theirs = jsonld.to_rdf(document, {"format": "application/n-quads"})
    one = ox.Dataset(ox.parse(raw, ox.RdfFormat.JSON_LD, base_iri="http://localhost:8000/"))
    other = ox.Dataset(ox.parse(theirs, ox.RdfFormat.N_QUADS))
    one.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    other.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert one == other
    words = {quad.predicate.value for quad in one}
    words |= {quad.object.value for quad in one if quad.predicate.value.endswith("#type")}
    for word in words:
        vocabulary = next((start for start in PUBLIC if word.startswith(start)), None)
        assert vocabulary, word
        assert word.removeprefix(vocabulary) in PUBLIC[vocabulary], word
    _nothing_dropped(document, jsonld.expand(document))
    return one


def _nothing_dropped(document: Any, expanded: Any) -> None:
    """Each member of the document is a word that both readers took in."""
    prefixes = document["@context"]
    known = json.dumps(expanded)
    for member in _members({name: value for name, value in document.items() if name != "@context"}):
        start, _, rest = member.partition(":")
        assert start in prefixes, member
        assert f'"{prefixes[start]}{rest}"' in known, member


def _members(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*(_members(one) for one in value)) if value else set()
    if not isinstance(value, dict):
        return set()
    if set(value) <= {"kk", "ru", "en", "@none"}:  # a text by language
        return set()
    found = {name for name in value if not name.startswith("@")}
    return found.union(*(_members(one) for one in value.values())) if value else found


def test_the_catalogue_of_data_and_the_codes_are_linked_data_that_lead_to_the_downloads(
    registers: None,
) -> None:
    client = Client()
    graph = _graph(_body(client.get("/registers/data.jsonld")))
    files = {
        str(one.object.value)
        for one in graph.quads_for_predicate(ox.NamedNode("http://www.w3.org/ns/dcat#downloadURL"))
    }
    assert len(files) == 3 * len(sources())
    for file in files:
        assert client.get(file.removeprefix("http://localhost:8000")).status_code == 200, file
    _graph(_body(client.get("/registers/codes.jsonld")))


def test_a_download_names_its_digest_and_is_not_sent_twice(registers: None) -> None:
    client = Client()
    response = client.get("/registers/providers.csv?on=2026-11-21")
    raw = _body(response)
    digest = hashlib.sha256(raw)
    assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert 'filename="providers-2026-11-21.csv"' in response["Content-Disposition"]
    assert "csv-metadata.json" in response["Link"]
    again = client.get("/registers/providers.csv?on=2026-11-21", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    summed = _body(client.get("/registers/providers.csv.sha256?on=2026-11-21")).decode()
    assert summed == f"{digest.hexdigest()}  providers-2026-11-21.csv\n"
    assert client.get("/en/registers/providers/?on=yesterday").status_code == 422
    assert client.get("/registers/unheard.csv").status_code == 404


def test_five_thousand_entries_are_written_without_holding_them_in_memory(
    country: None, at: datetime
) -> None:
    body = Organisation.objects.get(code="kokzhar")
    numbers = range(5_000)
    Entry.objects.bulk_create(
        [
            Entry(register="sectoral-councils", number=f"S-2026-{n:05d}", organisation=body, opened_at=at)
            for n in numbers
        ]
    )
    content = {"scope": {"sectors": ["it"]}, "conditions": {"en": "x" * 3000}}
    Recorded.objects.bulk_create(
        [
            Recorded(
                entry_id=key, number=1, act="entered", since=date(2026, 1, 1), content=content,
                recorded_on=date(2026, 1, 1), at=at, journal=n,
            )
            for n, key in enumerate(Entry.objects.filter(register="sectoral-councils").values_list("pk", flat=True))
        ],
        batch_size=1000,
    )  # fmt: skip
    client = Client()
    assert b"".join(
        client.get("/registers/agreements.csv").streaming_content
    )  # words are read once, and stay
    tracemalloc.start()
    response = client.get("/registers/sectoral-councils.csv?on=2026-06-01")
    lines = size = 0
    for part in response.streaming_content:
        lines, size = lines + part.count(b"\n"), size + len(part)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lines == 5_001
    assert size > 15_000_000
    assert peak < 10_000_000, peak
    page = client.get("/api/v1/registers/sectoral-councils?on=2026-06-01&page=100&size=50").json()
    assert (page["count"], page["pages"], len(page["entries"])) == (5_000, 100, 50)
    assert page["entries"][-1]["number"] == "S-2026-04999"
