"""Bad input over real HTTP: a clear page in the reader's language, the right status, nothing lost or half-written."""

from __future__ import annotations

import json
import os
import re
import signal
import struct
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from http.client import HTTPException
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import lxml.html
import pytest
from django.urls import URLResolver, get_resolver

from tanym.core.credentials.compose.open_badge import open_badge
from tests.core.credentials.cast import KOKZHAR_BODY, STRANGER, award, signed
from tests.journeys.conftest import Served, free_port, serving
from tests.journeys.visitor import Answer, Visitor, is_page

EVERYBODY = (
    "samal",
    "dana",
    "marat",
    "omar",
    "zhanar",
    "saule",
    "timur",
    "aliya",
    "rustem",
    "aigul",
    "gulnar",
)
NOBODY = "00000000-0000-4000-8000-000000000000"
STRANGE = (
    "\u202eabc\u200f שלום \ufeff 👩‍👩‍👧‍👦 \ufffe a\u0300\u0301 <script>alert(1)</script> '); DROP TABLE x; --",
    '<img src=x onerror=alert(1)> #read("/etc/passwd") $x$ {{ settings.SECRET_KEY }} %(x)s "}],"@context":"x"',
    "W" * 21_000,
    "²",
    "9999-12-31",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A Tanym of its own, since these tests leave nothing as it was; at the end its journal holds."""
    with serving(tmp_path_factory.mktemp("hostile"), "tanym_bad_input") as running:
        yield running
        assert "whole" in running.tanym("journal", "verify").stdout


def visitor(served: Served, username: str | None = None, language: str = "en") -> Visitor:
    return Visitor(served.address, username, language)


# ---- every address -----------------------------------------------------------------------------------------------


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address of the platform with something unknown in each of its places; `//` begins one without language."""
    for pattern in resolver.url_patterns:
        part = "" if pattern.pattern.__class__.__name__ == "LocalePrefixPattern" else str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, before + ("/" if not part and not before else part))
        else:
            filled = re.sub(r"<uuid:\w+>", NOBODY, before + part)
            filled = re.sub(r"<int:\w+>", "9" * 25, re.sub(r"<(str|slug|path):\w+>", "nope", filled))
            yield filled if filled.startswith("/") else f"//{filled}"


ADDRESSES = sorted(set(addresses(get_resolver("tanym.config.urls"))))


@pytest.mark.parametrize("username", [None, "saule"])
def test_no_address_breaks_whatever_the_verb(username: str | None, hostile: Served) -> None:
    assert len(ADDRESSES) > 80
    person = visitor(hostile, username, "ru")
    for address in ADDRESSES:
        if "sign-" in address:
            continue
        for answer in (
            person.get(address),
            person.post(address),
            person.post(address, {"revision": "²"}),
            person.post(address, {"revision": "1", "reason": "x\0y and more"}),
            person.send("PUT", address, b"{}", {"Content-Type": "application/json"}),
        ):
            assert answer.status < 500, address
            if answer.headers.get("content-type", "") == "application/problem+json":
                assert json.loads(answer.text)["status"] == answer.status  # what a program is told
            elif "json" in answer.headers.get("content-type", ""):
                # programs are told in their own forms
                assert address.startswith("//") or address.endswith(".json")
                json.loads(answer.text)
            elif answer.status >= 400:
                language = (
                    answer.language if address.startswith("//") else "ru"
                )  # machines' addresses have none
                is_page(answer, language, 400, 403, 404, 405, 409, 410, 413, 422)


def test_what_changes_something_needs_the_token_and_the_button(hostile: Served) -> None:
    person = visitor(hostile, "samal", "kk")
    pages = [one for one in ADDRESSES if not one.startswith("//")]  # programs come with their own permission
    only_post = [one for one in pages if person.get(one).status == 405]
    assert len(only_post) > 25
    for address in only_post:
        is_page(person.get(address), "kk", 405)
        is_page(person.post(address, token=False), "kk", 403)
    for address in ("/documents/verify/", "/sign-in/", "/designs/new/", "/documents/verify/"):
        is_page(person.post(address, {"number": "x"}, token=False), "kk", 403)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_is_no_form_is_answered_with_a_page(language: str, hostile: Served) -> None:
    person = visitor(hostile, "dana", language)
    much = {"text": "я" * 600_000}
    form = "application/x-www-form-urlencoded"
    for address in ("/theme/", "/designs/new/", f"/designs/{NOBODY}/title/"):
        is_page(person.post(address, much), language, 413)
        is_page(person.post(address, {f"f{i}": "x" for i in range(2100)}), language, 400)
        for kind, body in (
            ("multipart/form-data", b"x"),
            ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
            ("application/json", b'{"a":'),
            ("text/xml", b"<!DOCTYPE a><a/>"),
            (f"{form}; charset=utf-7", b"+ADw-"),
            (f"{form}; charset=nothing", b"a=%ff"),
        ):
            is_page(person.send("POST", address, body, {"Content-Type": kind}), language, 400, 403)
    is_page(person.send("GET", "/", None, {"Host": "evil.example"}), language, 400)


def test_what_is_too_large_is_read_to_its_end_so_that_the_answer_arrives(hostile: Served) -> None:
    large = {"file": ("large.pdf", b"%PDF-1.7\n" + b"x" * (30 * 1024 * 1024), "application/pdf")}
    for address in ("/documents/verify/", f"/recognition/cases/{NOBODY}/evidence/", "/nowhere/"):
        is_page(visitor(hostile, "samal", "ru").post(address, {}, large), "ru", 413)


def test_unknown_addresses_and_languages_are_not_found(hostile: Served) -> None:
    anybody = visitor(hostile, None, "kk")
    for address in ("/nowhere/", "//xx/", "//../../etc/passwd", "//static/%2e%2e/%2e%2e/manage.py", "//s/%00", "//%ff/",
                    f"//c/{NOBODY}", "//o/nobody/did.json", "//status/nothing", f"//m/{NOBODY}"):  # fmt: skip
        answer = anybody.get(address)
        if answer.status == 302:
            answer = anybody.get(f"/{answer.leads_to}")
        assert answer.status == 404, address
        assert answer.language in ("kk", "en")
    strange = {"Accept-Language": "xx-" + "y" * 3000, "Cookie": "django_language=../../etc; sessionid=%00"}
    assert anybody.send("GET", "/", None, strange).status == 200
    for asked in (
        "q=%00",
        "level=%C2%B2&page=-1",
        "page=" + "9" * 5000,
        "credits=1e999&language=%ff",
        "q=" + "x" * 9000,
    ):
        is_page(anybody.get(f"/catalogue/?{asked}"), "kk", 200)


def test_passwords_cannot_be_tried_out(hostile: Served) -> None:
    anybody = visitor(hostile, None, "kk")
    tries = [anybody.post("/sign-in/", {"username": "Gulnar", "password": f"no-{i}"}) for i in range(11)]
    assert [one.status for one in tries] == [422] * 10 + [429]
    is_page(anybody.post("/sign-in/", {"username": "gulnar", "password": "whatever"}), "kk", 429)
    is_page(anybody.post("/sign-in/", {"username": "omar", "password": "no"}), "kk", 422)


def test_files_cannot_be_sent_without_end(hostile: Served) -> None:
    anybody = visitor(hostile, None, "kk")
    file = {"file": ("a.json", b"{}", "application/json")}
    many = [anybody.post("/documents/verify/", {}, file).status for _ in range(31)]
    assert many == [200] * 30 + [429]
    is_page(anybody.post("/documents/verify/", {}, file), "kk", 429)
    is_page(visitor(hostile, None, "ru").post("/documents/verify/", {}, file), "ru", 200)


# ---- every form --------------------------------------------------------------------------------------------------


def forms(answer: Answer) -> Iterator[tuple[str, dict[str, list[str]], list[str]]]:
    """The forms of a page that change something: address, what is hidden, the names of what people fill in."""
    for form in lxml.html.fromstring(answer.text).xpath("//main//form[@method='post']"):
        hidden = {one.get("name"): [one.get("value") or ""] for one in form.xpath(".//input[@type='hidden']")}
        hidden.pop("csrfmiddlewaretoken", None)
        filled = form.xpath(".//input[not(@type='hidden')]|.//textarea|.//select|.//button")
        names = [one.get("name") for one in filled if one.get("name") and one.get("type") != "file"]
        yield form.get("action") or "", hidden, list(dict.fromkeys(names))


def pages(person: Visitor, most: int) -> Iterator[tuple[str, Answer]]:
    """The pages that a person reaches by links, nearest first, one of each kind."""
    waiting, seen = (
        ["/desk/", "/records/", "/learning/", "/documents/", "/recognition/", "/catalogue/"],
        set(),
    )
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        kind = re.sub(
            r"[0-9a-f-]{36}|(?<=/catalogue/)[^/]+|(?<=/towards/).+|(?<=/rules/).+|(?<=/versions/).+|(?<=/entry/)[^/]+",
            "*",
            address.partition("?")[0],
        )
        if (
            kind in seen
            or kind.endswith((".pdf", ".json", ".csv", ".ics", ".md", ".html", "/file/"))
            or "/export/" in kind
            or "/as/" in kind
        ):
            continue
        seen.add(kind)
        answer = person.get(address)
        if answer.status == 302:
            waiting.insert(0, answer.leads_to.removeprefix(f"/{person.language}"))
            continue
        yield address, answer
        found = re.search(
            r"<main.*</main>", answer.text, re.DOTALL
        )  # what leads on from here, before what is everywhere
        links = re.findall(rf'href="/{person.language}(/[^"#?]*)', found[0] if found else "")
        waiting += [link for link in dict.fromkeys(links) if link != "/sign-in/"]


SEARCHES = {"/claims/issued/", "/validation/#near", "/recognition/desk/"}
"""Forms that find: what is typed there is a name, or what somebody can do, which has no place in an address."""


def test_no_form_breaks_whatever_is_typed(hostile: Served) -> None:
    tried: set[str] = set()
    for number, username in enumerate(EVERYBODY):
        language = ("kk", "ru", "en")[number % 3]
        person = visitor(hostile, username, language)
        for address, page in pages(person, 25):
            for action, hidden, names in forms(page):
                where = action.removeprefix(f"/{language}") or address
                kind = re.sub(r"[0-9a-f-]{36}|(?<=attend/).+|(?<=judge/).+", "*", where)
                if kind in tried or kind.endswith(
                    ("/sign-out/", "/withdraw/", "/revoke/", "/state/", "/end/")
                ):
                    continue
                tried.add(kind)
                for strange in STRANGE:
                    answer = person.post(where, {**hidden, **dict.fromkeys(names, strange)})
                    found = (200,) if kind in SEARCHES or "compose" in names else ()
                    assert answer.status in (302, 403, 404, 409, 413, 422, *found), (
                        kind,
                        strange[:20],
                        answer.status,
                    )
                    if answer.status != 302:
                        is_page(answer, language, answer.status)
                        assert "<script>alert" not in answer.text
                after = person.get(address)
                assert after.status in (200, 302, 404), address
                assert "<script>alert" not in after.text, address
    assert len(tried) > 15, sorted(tried)


INJECTED = f"{STRANGE[0]} {STRANGE[1]} {'Ы' * 120}"


def act(person: Visitor, page: str, ending: str, field: str, **good: str | list[str]) -> None:
    """Send the form of a page with far too much, which is refused as a page, and then with good answers."""
    shown = person.get(page)
    action, hidden, names = next(one for one in forms(shown) if one[0].endswith(ending) and field in one[2])
    where = action.removeprefix(f"/{person.language}")
    typed = [one for one in names if one != "compose"]  # that button writes nothing: it shows the form again
    answer = person.post(where, {**hidden, **dict.fromkeys(typed, "W" * 21_000)})
    assert "<script>alert" not in is_page(answer, person.language, 409, 422).text
    answer = person.post(where, {**shown.form(field, ending), **good})
    assert answer.status == 302, answer.words[-900:]


def test_a_case_of_nothing_but_strange_words_stays_sound(hostile: Served) -> None:
    learner, secretary = visitor(hostile, "aigul", "kk"), visitor(hostile, "saule", "ru")
    assessor, chair = visitor(hostile, "timur", "en"), visitor(hostile, "aliya", "kk")
    begun = learner.post("/recognition/towards/sayram/data-tables/apply/")
    page = begun.leads_to.removeprefix("/kk")
    work, room = f"{page}handling/", f"{page}commission/"
    good: dict[str, Any] = {"kind": "certificate", "title": INJECTED[:290], "provider": INJECTED[:290], "dated": "2026-03-27",
                            "hours": "20", "text": INJECTED, "outcomes": ["o1", "o2", "o3"]}  # fmt: skip
    shown = learner.get(page).form("kind")
    assert learner.post(f"{page}evidence/", {**shown, **good}, {"file": ("", b"", "")}).status == 302
    act(learner, page, "/submit/", "application", application=INJECTED, informed="on")
    found = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>Тимур', secretary.get(work).text)
    assert found
    act(secretary, work, "/accept/", "assessor", assessor=found[1])
    act(assessor, work, "/declare/", "relation", relation="none", interest="")
    names = next(one[2] for one in forms(assessor.get(work)) if "shows_0_0" in one[2])
    mapped = {
        name: INJECTED[:900] if name.startswith("because") else "yes"
        for name in names
        if name[:6] != "direct"
    }
    act(assessor, work, "/map/", "shows_0_0", **mapped)
    act(assessor, work, "/interview/", "record", record=INJECTED)
    for outcome in ("o1", "o2", "o3"):
        judged = {f"{outcome}-achievement": "achieved", f"{outcome}-reasons": INJECTED}
        act(assessor, work, f"/judge/{outcome}/", f"{outcome}-reasons", **judged)
    refer = assessor.get(work).hidden("revision")
    assert assessor.post(f"{page}refer/", {"revision": refer}).status == 302
    names = next(one[2] for one in forms(secretary.get(room)) if one[0].endswith("/seat/"))
    offices = [name for name in names if name.startswith("office_")]
    sides = {name: "educator" for name in names if name.startswith("side_")}
    sides[list(sides)[-1]] = "practitioner"
    seated = dict(zip(offices, ("chair", "deputy", "member"), strict=False))
    act(secretary, room, "/seat/", "elected", **sides, **seated, elected="on")
    for name in ("aliya", "bolat", "kamila"):
        act(visitor(hostile, name, "ru"), room, "/vote/", "choice", choice="recognise")
    findings = {
        f"{kind}_{o}": "yes" if kind == "recognised" else INJECTED
        for o in range(3)
        for kind in ("recognised", "reasons")
    }
    words = dict.fromkeys(("reasons", "advice", "notes"), INJECTED)
    act(secretary, room, "/minutes/", "result", result="recognise", **findings, **words)
    decide = {"revision": chair.get(room).hidden("revision")}
    deeds = [
        chair.post(f"{room}decide/{step}/", decide).status for step in ("recognise", "recognise", "refuse")
    ]
    assert deeds == [302, 302, 409]
    for language in ("kk", "ru", "en"):
        learner.language = language
        assert learner.get(f"{page}letter.pdf").body.startswith(b"%PDF-1.7")
        for address in (page, f"{page}letter/", "/records/letters/", "/documents/"):
            assert "<script>alert" not in is_page(learner.get(address), language, 200).text
        for document in dict.fromkeys(
            re.findall(r"/documents/[0-9a-f-]{36}/", learner.get("/documents/").text)
        ):
            for paper in ("certificate.pdf", "supplement.pdf"):
                assert learner.get(document + paper).body.startswith(b"%PDF-1.7"), paper
            signature = checked(hostile, learner.get(f"{document}credential.json").body)["Signature"]
            assert signature == "yes"
    for address in (work, room, f"{page}minutes/"):
        assert "<script>alert" not in is_page(secretary.get(address), "ru", 200).text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_words_that_cannot_be_kept_are_shown_again(language: str, hostile: Served) -> None:
    first, second = visitor(hostile, "dana", language), visitor(hostile, "dana", language)
    page = first.get("/designs/new/")
    begun = [
        first.post("/designs/new/", {**page.form("once"), "title-ru": f"Чай {language}"}) for _ in range(2)
    ]
    assert begun[0].leads_to == begun[1].leads_to, "a double click begins one design"
    step = begun[0].leads_to.removeprefix(f"/{language}")
    shown = second.get(step).form("do")
    wanted = "Мой черновик заголовка, написанный за этот час"
    assert first.post(step, {**shown, "titles-ru": "Сохранено раньше", "do": "save"}).status == 302
    refused = is_page(second.post(step, {**shown, "titles-ru": wanted, "do": "save"}), language, 409)
    assert wanted in refused.words
    assert "Сохранено раньше" in first.get(step).text
    assert is_page(second.post(step, {**shown, "titles-ru": "z\0" + wanted, "do": "save"}), language, 422)
    for outdated in ("", "²", "-1", "9" * 5000, "1.5"):
        answer = second.post(step, {**shown, "titles-ru": wanted, "revision": outdated, "do": "save"})
        assert wanted in is_page(answer, language, 409, 422).words


def test_clicks_at_the_same_moment_are_one_act(hostile: Served) -> None:
    learner = visitor(hostile, "samal", "ru")
    found = re.findall(r"/ru(/catalogue/[\w-]+/)\"", learner.get("/catalogue/").text)
    for page in dict.fromkeys(found):
        action = re.search(r"/learning/enrol/[0-9a-f-]+/", learner.get(page).text)
        if action:
            break
    assert action
    apply = "/recognition/towards/sayram/data-tables/apply/"
    for address in (action.group(), apply):
        with ThreadPoolExecutor(4) as clicks:
            answers = list(clicks.map(lambda _, where=address: learner.post(where), range(4)))
        assert {one.status for one in answers} == {302}
        assert len({one.leads_to for one in answers}) == 1, address


# ---- files -------------------------------------------------------------------------------------------------------


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*one) for one in chunks) + chunk(b"IEND", b"")


def zipped() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("../../credential.json", "{}")
    return made.getvalue()


BOMB = zlib.compress(b"{" + b" " * (100 * 1024 * 1024), 9)
PDF_BOMB = b"".join((
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Names<</EmbeddedFiles<</Names[(c)2 0 R]>>>>>>endobj\n",
    b"2 0 obj<</Type/Filespec/F(c.json)/EF<</F 3 0 R>>>>endobj\n",
    b"3 0 obj<</Type/EmbeddedFile/Length %d/Filter/FlateDecode>>stream\n" % len(BOMB),
    BOMB, b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
))  # fmt: skip
SCRIPT_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"
PLAIN_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">'
V2 = "https://www.w3.org/ns/credentials/v2"
NO_CREDENTIAL = {
    "nothing.json": b"",
    "bomb.png": png((b"iTXt", b"openbadgecredential\0\x01\0\0\0" + BOMB)),
    "bomb-too.png": png((b"zTXt", b"openbadgecredential\0\0" + BOMB)),
    "cut.png": b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXt",
    "archive.zip": zipped(),
    "bomb.pdf": PDF_BOMB,
    "script.pdf": SCRIPT_PDF,
    "script.svg": SVG + b"<script>alert(1)</script></svg>",
    "entity.svg": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG + b"<openbadges:credential>&x;</openbadges:credential></svg>",
    "laughs.svg": b'<!DOCTYPE l [<!ENTITY a "' + b"a" * 9999 + b'"><!ENTITY b "' + b"&a;" * 9999 + b'">]>' + SVG + b"&b;</svg>",
    "deep.json": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "twice.json": b'{"type":["VerifiableCredential"],"type":["x"]}',
    "half.json": json.dumps({"@context": [V2], "type": ["VerifiableCredential"], "name": "\ud800"}).encode(),
    "nan.json": b'{"validFrom":NaN}',
    "number.json": b'{"a":' + b"9" * 10_000 + b"}",
    "wide.json": "{}".encode("utf-16"),
    "binary.bin": bytes(range(256)) * 100,
    "token.jwt": b"a.b.c",
}  # fmt: skip


def test_a_file_that_is_no_credential_is_said_to_be_none(hostile: Served) -> None:
    anybody = visitor(hostile, None, "ru")
    anybody.get("/documents/verify/")
    for name, content in NO_CREDENTIAL.items():
        answer = anybody.post("/documents/verify/", {}, {"file": (name, content, "image/png")})
        page = is_page(answer, "ru", 422)
        assert "<script>alert" not in page.text, name
        assert "root:" not in page.text, name
    for name in ("../../etc/passwd", 'a\\"b', "x" * 200 + "\u202efdp.json"):
        is_page(anybody.post("/documents/verify/", {}, {"file": (name, b"{}", "text/html")}), "ru", 200)
    is_page(anybody.post("/documents/verify/", {}, {"other": ("a", b"{}", "x/y")}), "ru", 422)
    nested = {"@context": ["https://evil.example/x", "file:///etc/passwd"], "type": "VerifiableCredential",
              "issuer": {"id": "did:web:169.254.169.254"}, "validFrom": "0000-00-00", "proof": [[[]]]}  # fmt: skip
    is_page(
        anybody.post("/documents/verify/", {}, {"file": ("n", json.dumps(nested).encode(), "")}),
        "ru",
        200,
        422,
    )


def test_evidence_that_is_no_evidence_is_not_kept(hostile: Served) -> None:
    learner = visitor(hostile, "samal", "kk")
    begun = learner.post("/recognition/towards/sayram/data-tables/apply/").leads_to.removeprefix("/kk")
    fields = {
        "kind": "certificate",
        "title": "Курс",
        "text": "Үйрендім",
        "dated": "2026-03-01",
        "hours": "20",
    }

    def add(name: str, content: bytes, **other: str) -> Answer:
        shown = learner.get(begun).form("kind")
        given = {**shown, **fields, **other}
        return learner.post(f"{begun}evidence/", given, {"file": (name, content, "image/png")})

    for name in ("nothing.json", "archive.zip", "script.svg", "deep.json", "twice.json", "binary.bin"):
        is_page(add(name, NO_CREDENTIAL[name]), "kk", 422)
    is_page(add("large.pdf", SCRIPT_PDF + b"x" * (26 * 1024 * 1024)), "kk", 422)
    for wrong in ({"hours": "1e999"}, {"hours": "-1"}, {"dated": "9999-12-31"}, {"dated": "2026-02-30"}, {"kind": "x"},
                  {"title": " "}, {"title": "x" * 301}, {"text": "я" * 20_001}, {"outcomes": "o99"}, {"joint": "on"}):  # fmt: skip
        is_page(add("a.pdf", PLAIN_PDF, **wrong), "kk", 422)
    assert "/file/" not in learner.get(begun).text
    is_page(add("a.pdf", SCRIPT_PDF), "kk", 422)
    assert add("../../../<script>.pdf", PLAIN_PDF, kind="signed-credential").status == 302
    kept = re.search(r"/kk(/recognition/cases/[^\"]+/file/)", learner.get(begun).text)
    assert kept
    got = learner.get(kept.group(1))
    assert re.fullmatch(
        r'attachment; filename="evidence-[0-9a-f]{8}\.[a-z]{3,4}"', got.headers["content-disposition"]
    )
    assert (got.headers["content-type"], got.headers["x-content-type-options"]) == (
        "application/pdf",
        "nosniff",
    )
    is_page(visitor(hostile, "aigul", "ru").get(kept.group(1)), "ru", 404)


# ---- badges and links --------------------------------------------------------------------------------------------


def checked(served: Served, document: Any, language: str = "en") -> dict[str, str]:
    """The named checks of the verification page and the answer of each."""
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    page = visitor(served, None, language).post(
        "/documents/verify/", {}, {"file": ("c.json", content, "x/y")}
    )
    found = lxml.html.fromstring(is_page(page, language, 200).text).xpath(
        "//article[contains(@class,'finding')]"
    )
    return {one.xpath(".//h3")[0].text_content().strip(): one.get("data-outcome") for one in found}


NAMES = ("Structure", "Signature", "Dates", "Status", "Issuer", "Was it entitled on that day?")


def answers(*given: str) -> dict[str, str]:
    return dict(zip(NAMES, given, strict=True))


def test_each_check_answers_for_itself(hostile: Served) -> None:
    holder = visitor(hostile, "aigul")
    document = re.findall(r"/en(/documents/[0-9a-f-]{36}/)", holder.get("/documents/").text)[
        -1
    ]  # the oldest: of the sample country
    genuine = holder.get(f"{document}credential.json").body
    badge = json.loads(genuine)
    proof = badge["proof"] if isinstance(badge["proof"], dict) else badge["proof"][0]
    bare = {name: value for name, value in badge.items() if name != "proof"}
    assert checked(hostile, genuine) == answers(*["yes"] * 6)
    unproved = answers("yes", "no", "yes", "unknown", "unknown", "unknown")
    changed = json.loads(genuine)
    changed["credentialSubject"]["achievement"]["name"] = "Something else"
    assert checked(hostile, changed) == unproved
    assert checked(hostile, signed(bare, STRANGER, proof["verificationMethod"])) == unproved
    key = f"did:key:{STRANGER.multibase}"
    body = replace(KOKZHAR_BODY, id=key)
    other = open_badge(award(awarding=body, assessing=body, delivering=body))
    method = f"{key}#{STRANGER.multibase}"
    assert checked(hostile, signed(other, STRANGER, method))["Issuer"] == "unknown"
    expired = checked(hostile, signed({**other, "validUntil": "2026-07-01T00:00:00Z"}, STRANGER, method))
    assert (expired["Signature"], expired["Dates"], expired["Issuer"]) == ("yes", "no", "unknown")
    registrar = visitor(hostile, "zhanar")
    page = registrar.get(f"{document}revoke/").form("reason")
    reasons = [
        registrar.post(f"{document}revoke/", {**page, "reason": why})
        for why in ("The name.", "The name.", "Else.")
    ]
    assert [one.status for one in reasons] == [302, 302, 409]
    assert checked(hostile, genuine)["Status"] == "no"
    assert checked(hostile, genuine, "kk").keys() != checked(hostile, genuine, "en").keys()


def test_nothing_is_told_of_what_is_withheld(hostile: Served) -> None:
    holder, anybody = visitor(hostile, "aigul"), visitor(hostile, None, "kk")
    document = re.findall(r"/en(/documents/[0-9a-f-]{36}/)", holder.get("/documents/").text)[
        -1
    ]  # the oldest: of the sample country
    page = holder.get(document)
    number = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", page.text)[0]
    holder.post(f"{document}number/", {"open": "yes"})
    is_page(anybody.get(f"/documents/verify/{number}/"), "kk", 200)
    shared = holder.post(f"{document}share/", {**holder.get(document).form("until"), "until": ""})
    assert shared.status == 302
    token = re.findall(r"/s/([\w-]{10,})", holder.get(document).text)[0]
    is_page(anybody.get(f"/documents/shared/{token}/"), "kk", 200)
    assert holder.post(f"{document}withdraw/").status == 302  # everything: the link, and the printed number

    def told(address: str, secret: str) -> str:
        answer = is_page(anybody.get(address), "kk", 404).text
        return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", answer).replace(secret, "…")

    assert told(f"/documents/verify/{number}/", number) == told(
        "/documents/verify/0000-0000-00/", "0000-0000-00"
    )
    unknown = "x" * len(token)
    assert told(f"/documents/shared/{token}/", token) == told(f"/documents/shared/{unknown}/", unknown)
    address = json.loads(holder.get(f"{document}credential.json").body)["id"].removeprefix(hostile.address)
    assert anybody.get(f"/{address}").status == anybody.get(f"//c/{NOBODY}").status == 404


# ---- the server dies ---------------------------------------------------------------------------------------------


def test_a_server_killed_in_the_middle_leaves_nothing_half_written(hostile: Served) -> None:
    """Designs are begun as fast as four people can, on a second server that is killed; what was answered is there."""
    port, begun = free_port(), []

    def begin(number: int) -> None:
        try:
            author = Visitor(f"http://localhost:{port}", "dana", "en")
            form = author.get("/designs/new/").form("once")
            for turn in range(1000):
                once = f"{number:08x}-0000-4000-8000-{turn:012x}"
                answer = author.post(
                    "/designs/new/", {**form, "once": once, "title-en": f"Killed {number} {turn}"}
                )
                assert answer.status == 302, answer.status
                begun.append(answer.leads_to)
        except (OSError, HTTPException):
            return

    with hostile.process(port) as server, ThreadPoolExecutor(4) as people:
        running = [people.submit(begin, number) for number in range(4)]
        while len(begun) < 12 and not all(one.done() for one in running):
            wait(running, timeout=0.02)
        os.killpg(server.pid, signal.SIGKILL)
        for one in running:
            one.result(timeout=300)
    assert len(begun) >= 12
    author = visitor(hostile, "dana")
    for address in begun:
        assert author.get(address.removeprefix("/en")).status == 200
    listed = set(re.findall(r"Killed \d \d+", author.get("/designs/").text))
    assert len(listed) >= len(begun)
    told = hostile.tanym("journal", "verify")
    assert "whole" in told.stdout
