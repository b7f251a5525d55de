"""One award in every form in which its holder can take it along."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from tanym.adapters.contexts import bundled_contexts
from tanym.adapters.pictures import badge_picture, certificate_pictures
from tanym.adapters.seals.pdf import seal_pdf
from tanym.apps.credentials import queries
from tanym.apps.credentials.documents import certificate_of, record_of, supplement_of
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.seals import has_seal, seal_of
from tanym.apps.credentials.signing import key_of, kid_of, signed
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisations, recorded_body
from tanym.core.credentials.baked import bake_png, bake_svg
from tanym.core.credentials.certificates import sealing_identity
from tanym.core.credentials.compose.clr import learner_record
from tanym.core.credentials.compose.edc import european_credential, prepared
from tanym.core.credentials.compose.elmo import transcript
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.proofs import cose, data_integrity, jades
from tanym.core.credentials.proofs import token as tokens
from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.kernel.localized import LANGUAGES
from tanym.rulepacks.words import core_words

Make = Callable[[Credential, str, datetime], bytes]
"""The bytes of a form of a document, in a language, at a moment."""


def _always(credential: Credential) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rendition:
    """A form of an award: how it is made, what kind of file it is, for which documents it is `offered`.

    Its words stand under `rendition.<name>`. One that is `made_anew` says something new under a signature or a seal of
    today, so there is none of a document that does not stand; the others are the document itself.
    """

    name: str
    media_type: str
    suffix: str
    make: Make
    made_anew: bool = False
    offered: Callable[[Credential], bool] = _always

    @property
    def title(self) -> str:
        """The code of what it is called."""
        return f"rendition.{self.name}.title"

    @property
    def hint(self) -> str:
        """The code of what it is good for."""
        return f"rendition.{self.name}.hint"


def rendered(credential: Credential, name: str, language: str, at: datetime) -> bytes:
    """The bytes of a document in one of its forms.

    Raises `NotFound("page.unknown")` for a form that this document does not have,
    `Refused("credential.rendition-of-what-stands")` for a new one of a document that was revoked or is suspended, and
    what composing and sealing raise.
    """
    found = RENDITIONS.get(name)
    if found is None or not found.offered(credential):
        raise NotFound("page.unknown")
    if found.made_anew and not _stands(credential, at):
        raise Refused("credential.rendition-of-what-stands")
    return found.make(credential, language, at)


def offered(credential: Credential, at: datetime) -> list[Rendition]:
    """The forms that its holder can have now, in the order in which they are shown."""
    stands = _stands(credential, at)
    return [one for one in RENDITIONS.values() if one.offered(credential) and (stands or not one.made_anew)]


def _stands(credential: Credential, at: datetime) -> bool:
    return credential.revoked_at is None and not credential.suspended(timezone.localdate(at))


def _body(credential: Credential) -> Organisation:
    body: Organisation = credential.award.awarding_body
    return body


def _sealable(credential: Credential) -> bool:
    return has_seal(_body(credential))


def _not_sealable(credential: Credential) -> bool:
    return not _sealable(credential)


def _certificate(credential: Credential, language: str, at: datetime) -> bytes:
    """The certificate; with the body's seal on it where there is one, unless the document no longer stands."""
    paper = certificate_of(credential, language)
    sealer = seal_of(_body(credential)) if _stands(credential, at) else None
    return seal_pdf(paper, sealer=sealer, at=at) if sealer else paper


def _supplement(credential: Credential, language: str, at: datetime) -> bytes:
    return supplement_of(credential, language)


def _badge(credential: Credential, language: str, at: datetime) -> bytes:
    return bytes(credential.document)


def _badge_png(credential: Credential, language: str, at: datetime) -> bytes:
    return bake_png(badge_picture(record_of(credential), language, "png"), _badge(credential, language, at))


def _badge_svg(credential: Credential, language: str, at: datetime) -> bytes:
    return bake_svg(badge_picture(record_of(credential), language, "svg"), _badge(credential, language, at))


def _european(credential: Credential, language: str, at: datetime) -> bytes:
    record, address = record_of(credential), f"{settings.TANYM.address}/v/{credential.number}"
    pictures = {one: certificate_pictures(record, address, credential.number, one) for one in LANGUAGES}
    document = european_credential(record, pictures=pictures, say=core_words().say, primary=language)
    sealer = seal_of(_body(credential))
    if sealer is None:
        return json.dumps(document, ensure_ascii=False, indent=2).encode()
    holder = sealing_identity(sealer.chain[0])
    ready = prepared(document, identifier=holder.identifier, country=holder.country, at=at)
    text = json.dumps(ready, ensure_ascii=False)
    return json.dumps(jades.seal(text, sealer=sealer, at=at), ensure_ascii=False).encode()


def _token(credential: Credential, language: str, at: datetime) -> bytes:
    """Signed with P-256, which every reader of tokens knows."""
    body = _body(credential)
    signer = key_of(body, at, KeyKind.P256)
    document = json.loads(bytes(credential.document))
    return tokens.sign(document, signer=signer, kid=kid_of(body, signer)).encode("ascii")


def _message(credential: Credential, language: str, at: datetime) -> bytes:
    """The same as a message of COSE."""
    body = _body(credential)
    signer = key_of(body, at, KeyKind.P256)
    return cose.sign(json.loads(bytes(credential.document)), signer=signer, kid=kid_of(body, signer))


def _for_offline(credential: Credential, language: str, at: datetime) -> bytes:
    """Signed over its plain JSON, so that a browser can check it by itself (the offline check)."""
    body = _body(credential)
    signer = key_of(body, at)
    made = data_integrity.sign(
        {name: value for name, value in json.loads(bytes(credential.document)).items() if name != "proof"},
        signer=signer,
        method=kid_of(body, signer),
        created=at,
        contexts=bundled_contexts(),
        cryptosuite="eddsa-jcs-2022",
    )
    return json.dumps(made, ensure_ascii=False, indent=2).encode()


def _transcript(credential: Credential, language: str, at: datetime) -> bytes:
    attached = {credential.number: bytes(credential.document)}
    return transcript([record_of(credential)], at=timezone.localtime(at), attached=attached)


def _learner_record(credential: Credential, language: str, at: datetime) -> bytes:
    """All that stands of what the holder was awarded, wrapped by who keeps the documents.

    That is the one body that awarded all of them, or else the national centre; where there is none, what this body
    awarded.
    """
    held = [one for one in queries.held_by(credential.holder) if _stands(one, at)]
    own = _body(credential)
    keeper = own if all(_body(one) == own for one in held) else organisations("national-centre").first()
    if keeper is None:
        keeper, held = own, [one for one in held if _body(one) == own]
    document = learner_record(
        [json.loads(bytes(one.document)) for one in held],
        id=f"urn:uuid:{uuid.uuid4()}",
        holder=record_of(credential).holder,
        issuer=recorded_body(keeper),
        titles={one: core_words().say("rendition.learner-record.name", one) for one in LANGUAGES},
        at=timezone.localtime(at),
        language=language,
    )
    return signed(document, keeper, at)


RENDITIONS = {
    one.name: one
    for one in (
        Rendition("certificate", "application/pdf", ".pdf", _certificate),
        Rendition("supplement", "application/pdf", "-supplement.pdf", _supplement),
        Rendition("open-badge", "application/vc+ld+json", ".json", _badge),
        Rendition("badge-png", "image/png", ".png", _badge_png),
        Rendition("badge-svg", "image/svg+xml", ".svg", _badge_svg),
        Rendition("european-sealed", "application/json", "-european.json", _european, True, _sealable),
        Rendition(
            "european-unsealed",
            "application/ld+json",
            "-european-unsealed.jsonld",
            _european,
            True,
            _not_sealable,
        ),
        Rendition("token", "application/vc+jwt", ".jwt", _token, made_anew=True),
        Rendition("message", "application/vc+cose", ".cose", _message, made_anew=True),
        Rendition("for-offline", "application/vc+ld+json", "-offline.json", _for_offline, made_anew=True),
        Rendition("transcript", "application/xml", "-elmo.xml", _transcript, made_anew=True),
        Rendition(
            "learner-record", "application/vc+ld+json", "-record.json", _learner_record, made_anew=True
        ),
    )
}
"""Every form by its name, in the order in which they are shown: what most people need comes first."""
