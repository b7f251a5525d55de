"""One award in every form: each is what it says, only its holder gets it, and what no longer stands is not sealed anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.test import Client
from lxml import etree

from tanym.apps.credentials.actions.revoke import revoke
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.renditions import RENDITIONS, offered, rendered
from tanym.apps.credentials.shown import shown
from tanym.apps.credentials.verification import verify
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.kernel.errors import NotFound, Refused
from tests.authority import PASSPHRASE, authority, kokzhar_seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Kokzhar's seal lies in this installation, and its authority is trusted."""
    monkeypatch.setattr(settings.TANYM, "var", tmp_path)
    folder = tmp_path / "seals"
    (folder / "roots").mkdir(parents=True)
    (folder / "kokzhar.p12").write_bytes(kokzhar_seal())
    (folder / "kokzhar.passphrase").write_text(PASSPHRASE)
    for path in folder.glob("kokzhar.*"):
        path.chmod(0o600)
    root = x509.load_der_x509_certificate(authority().roots[0])
    (folder / "roots" / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    return folder


def signature(data: bytes, at: datetime) -> tuple[str, str]:
    """The code and the answer of the check of the signature."""
    found = verify(data, at).check(Name.SIGNATURE)
    assert found is not None
    return found.code.removeprefix("credential."), found.outcome.value


@pytest.mark.parametrize(
    "name",
    [
        "certificate",
        "open-badge",
        "badge-png",
        "badge-svg",
        "token",
        "message",
        "for-offline",
        "learner-record",
    ],
)
def test_each_form_with_a_signature_verifies_by_itself(issued: Credential, at: datetime, name: str) -> None:
    made = rendered(issued, name, "kk", at)
    assert signature(made, at)[1] == Outcome.CONFIRMED.value


def test_without_a_seal_the_european_form_says_that_it_is_unsealed(issued: Credential, at: datetime) -> None:
    names = [one.name for one in offered(issued, at)]
    assert "european-unsealed" in names
    assert "european-sealed" not in names
    assert signature(rendered(issued, "european-unsealed", "en", at), at)[0] == "unsealed"
    with pytest.raises(NotFound):
        rendered(issued, "european-sealed", "en", at)


def test_with_the_bodys_seal_the_european_form_and_the_paper_bear_it(
    issued: Credential, at: datetime, seal: Path
) -> None:
    sealed = rendered(issued, "european-sealed", "ru", at)
    assert signature(sealed, at) == ("sealed", "confirmed")
    display = json.loads(json.loads(sealed)["payload"])["displayParameter"]
    assert display["primaryLanguage"]["id"].endswith("/RUS")
    assert len(display["individualDisplay"]) == 3
    paper = rendered(issued, "certificate", "kk", at)
    assert b"/ETSI.CAdES.detached" in paper
    assert signature(paper, at)[1] == "confirmed"  # the signed file inside is still found


def test_a_seal_proves_no_did_so_no_register_is_named_beside_it(
    issued: Credential, at: datetime, seal: Path
) -> None:
    sealed = rendered(issued, "european-sealed", "kk", at)
    page = shown(verify(sealed, at), at)
    assert not any(check.register for check in page.checks)
    assert page.half is not None
    assert page.half.names  # the name in its other forms, from the note beside it


def test_a_seal_that_others_may_read_is_not_used(issued: Credential, at: datetime, seal: Path) -> None:
    (seal / "kokzhar.p12").chmod(0o644)
    with pytest.raises(Refused, match="key-exposed"):
        rendered(issued, "european-sealed", "kk", at)


def test_the_transcript_holds_the_signed_file(issued: Credential, at: datetime) -> None:
    document = etree.fromstring(rendered(issued, "transcript", "kk", at))
    assert document.tag.endswith("}elmo")
    assert b"data:application/vc+ld+json;base64," in etree.tostring(document)


def test_what_was_revoked_is_neither_sealed_nor_signed_anew(
    issued: Credential, at: datetime, person: Callable[[str], object], seal: Path
) -> None:
    revoke(actor=person("zhanar"), at=at, credential=issued, revision=issued.revision, reason="A mistake.")  # type: ignore[arg-type]
    issued.refresh_from_db()
    assert {one.name for one in offered(issued, at)} == {
        one.name for one in RENDITIONS.values() if not one.made_anew
    }
    for name in ("european-sealed", "token", "message", "learner-record", "transcript"):
        with pytest.raises(Refused, match="rendition-of-what-stands"):
            rendered(issued, name, "kk", at)
    assert b"/ETSI.CAdES.detached" not in rendered(issued, "certificate", "kk", at)


def test_the_page_offers_two_papers_first_folds_the_rest_and_names_no_person_to_linkedin(
    issued: Credential, as_: Callable[[str], Client], at: datetime
) -> None:
    address = f"/en/documents/{issued.public_id}/"
    with time_machine.travel(at, tick=False):
        page = as_("aigul").get(address).content.decode()
        first, fold = page.split("Other forms: badges, files for other systems")
        assert f"{address}as/certificate" in first
        assert f"{address}as/supplement" in first
        assert f"{address}as/badge-png" in fold
        link = next(part for part in fold.split('"') if part.startswith("https://www.linkedin.com/"))
        assert issued.number in link
        assert "eiitova" not in link.lower()
        answer = as_("aigul").get(f"{address}as/badge-svg")
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["Content-Disposition"] == f'attachment; filename="{issued.number}.svg"'
        assert answer["Content-Security-Policy"] == "sandbox"


def test_somebody_elses_document_and_an_unknown_form_are_unknown_alike(
    issued: Credential, as_: Callable[[str], Client]
) -> None:
    address = f"/kk/documents/{issued.public_id}/as/"
    assert as_("samal").get(f"{address}certificate").status_code == 404
    assert as_("aigul").get(f"{address}postcard").status_code == 404
    assert Client().get(f"{address}certificate").status_code == 302
