"""`tanym import contexts`: official files come into the installation once, and stay what they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tanym.adapters.contexts import installed_contexts
from tanym.adapters.seals.file import read_seal
from tanym.cli.app import main
from tanym.core.credentials.certificates import sealing_identity
from tanym.core.credentials.compose.edc import european_credential, prepared
from tanym.core.credentials.contexts import ELM, VC_V1, VC_V2
from tanym.core.credentials.proofs import jades
from tanym.core.kernel.errors import InvalidValue
from tanym.rulepacks.words import core_words
from tests.authority import PASSPHRASE, authority, kokzhar_seal
from tests.core.credentials.cast import NOW, award
from tests.places import shared

AT = "2026-11-21T10:42:00Z"


def sealed(folder: Path) -> Path:
    sealer = read_seal(kokzhar_seal(), PASSPHRASE)
    holder = sealing_identity(sealer.chain[0])
    credential = european_credential(award(), pictures={"en": [b"a"]}, say=core_words().say)
    ready = prepared(credential, identifier=holder.identifier, country=holder.country, at=NOW)
    path = folder / "edc.json"
    path.write_text(json.dumps(jades.seal(json.dumps(ready), sealer=sealer, at=NOW)))
    (folder / "roots").mkdir()
    root = x509.load_der_x509_certificate(authority().roots[0])
    (folder / "roots" / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    return path


def test_a_sealed_credential_is_read_whole_once_the_official_contexts_are_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, contexts = sealed(tmp_path), tmp_path / "contexts"
    ask = ["verify", str(document), "--offline", "--at", AT, "--contexts", str(contexts), "--authorities", str(tmp_path / "roots")]  # fmt: skip
    main(ask)
    assert "? Structure: Could not be checked." in capsys.readouterr().out
    assert main(["import", "contexts", str(shared("vectors/contexts")), "--into", str(contexts)]) == 0
    assert ELM in capsys.readouterr().out
    main(ask)
    page = capsys.readouterr().out
    assert "+ Structure: Confirmed." in page
    assert "+ Signature: Confirmed. The document was sealed on 21 November 2026 by Kokzhar" in page


def test_one_file_comes_under_its_address_and_another_content_never_again(tmp_path: Path) -> None:
    official = shared("vectors/contexts/edc-ap-context.jsonld")
    ask = ["import", "contexts", str(official), "--address", ELM, "--into", str(tmp_path)]
    assert main(ask) == 0
    assert main(ask) == 0  # the same again changes nothing
    assert installed_contexts(tmp_path)[ELM]["@context"]["title"]["@container"] == "@language"
    other = tmp_path / "other.json"
    other.write_text('{"@context": {"title": "urn:other"}}')
    assert main(["import", "contexts", str(other), "--address", ELM, "--into", str(tmp_path)]) == 64
    assert main(["import", "contexts", str(other), "--address", VC_V1, "--into", str(tmp_path)]) == 64


def test_what_comes_with_the_platform_cannot_be_replaced(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"@context": {"title": "urn:other"}}')
    assert main(["import", "contexts", str(other), "--address", VC_V2, "--into", str(tmp_path)]) == 0
    assert "title" not in str(installed_contexts(tmp_path)[VC_V2])[:200]


def test_a_file_changed_after_it_came_is_not_used(tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text('{"@context": {"title": "urn:own"}}')
    assert (
        main(["import", "contexts", str(own), "--address", "https://own.example/1", "--into", str(tmp_path)])
        == 0
    )
    index = json.loads((tmp_path / "index.json").read_text())
    (tmp_path / index["https://own.example/1"]["file"]).write_text('{"@context": {"title": "urn:forged"}}')
    with pytest.raises(InvalidValue, match="context-changed"):
        installed_contexts(tmp_path)


@pytest.mark.parametrize("content", ["not json", "[]", '{"a": 1}'])
def test_what_is_no_context_is_refused(tmp_path: Path, content: str) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(content)
    assert (
        main(["import", "contexts", str(wrong), "--address", "https://a.example", "--into", str(tmp_path)])
        == 64
    )
    assert not (tmp_path / "index.json").exists()
    assert main(["import", "contexts", str(tmp_path / "absent.json"), "--address", "https://a.example"]) == 64
