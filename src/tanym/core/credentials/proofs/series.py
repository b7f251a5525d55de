"""Signs many documents that differ in a few texts, such as the credentials of one achievement, each in a moment."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from json.encoder import encode_basestring
from typing import Any

from tanym.core.credentials import base58btc
from tanym.core.credentials.compiled.shape import Shape, fill, flatten
from tanym.core.credentials.compiled.template import Template, Unfit, compile_document, seal_of
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.keys import KeyKind, Signer
from tanym.core.credentials.proofs.data_integrity import CRYPTOSUITE, SUITES, hashes, sign

MAX_FORMS = 64
MAX_WIDENED = 8
"""A form whose gaps grow so often gets all its texts as gaps."""

_CREATED, _VALUE = -2, -1
"""The gaps of the proof, beside those of the document."""


@dataclass(frozen=True, slots=True)
class _Options:
    """The proof of one moment, without its value, and the hash of it."""

    created: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The fixed part of documents of one series: which texts are gaps, their quads, and how the file is written."""

    gaps: tuple[int, ...]
    fixed: tuple[int, ...]
    fixed_texts: tuple[str, ...]
    template: Template
    file: str
    fills: tuple[int, ...]
    sample: Mapping[str, Any]

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether the texts are those of the series everywhere but in the gaps."""
        return tuple([texts[number] for number in self.fixed]) == self.fixed_texts

    def written(self, texts: Sequence[str], created: str, value: str) -> bytes:
        """The file with these texts in the gaps and this proof."""
        values = {number: encode_basestring(texts[number]) for number in self.gaps}
        values[_CREATED], values[_VALUE] = f'"{created}"', f'"{value}"'
        return (self.file % tuple([values[number] for number in self.fills])).encode("utf-8")


@dataclass(slots=True)
class _Learnt:
    """What is known of the documents of one shape."""

    first: Sequence[str]
    gaps: frozenset[int] = frozenset()
    words: tuple[int, ...] = ()
    widened: int = 0


class Series:
    """Documents of one issuer, signed with `eddsa-rdfc-2022`; of one achievement, by one thread at a time.

    Which texts differ is learnt from the documents themselves: what was the same in all so far is compiled as fixed, and
    a document that differs elsewhere makes it a gap too. Every form is compared with `data_integrity.sign` before it is
    used, and that signs whatever fits no form: the bytes are the same in every case.
    """

    def __init__(self, *, signer: Signer, method: str, contexts: Contexts, indent: int | None = 2) -> None:
        """`method` is the address of the signer's key in the issuer's document; `indent` is that of the file."""
        self._signer = signer
        self._method = method
        self._contexts = contexts
        self._indent = indent
        self._learnt: dict[Shape, _Learnt] = {}
        self._forms: dict[tuple[Shape, tuple[str, ...]], Form | None] = {}
        self._options: dict[tuple[datetime, str], _Options] = {}

    def sign(self, document: Mapping[str, Any], created: datetime) -> bytes:
        """The file of the document with its proof; raises what `data_integrity.sign` raises."""
        found = flatten(document, self._contexts)
        if found is None or self._signer.kind is not KeyKind.ED25519 or "proof" in document:
            return self._in_full(document, created)
        shape, texts = found
        learnt = self._learnt.get(shape)
        if learnt is None:
            if len(self._learnt) < MAX_FORMS:
                self._learnt[shape] = _Learnt(texts)
            return self._in_full(document, created)
        key = (shape, tuple([texts[number] for number in learnt.words]))
        form = self._forms.get(key)
        if form is not None and form.fits(texts):
            return self.fill(form, texts, created) or self._in_full(document, created)
        made = self._in_full(document, created)
        if form is not None or key not in self._forms:
            self._learn(learnt, document, shape, texts, created, made)
        return made

    def known(self, document: Mapping[str, Any]) -> tuple[Form, list[str]] | None:
        """The form that a document has by now and its texts; None where it has none yet."""
        found = flatten(document, self._contexts)
        learnt = self._learnt.get(found[0]) if found else None
        if found is None or learnt is None:
            return None
        shape, texts = found
        form = self._forms.get((shape, tuple([texts[number] for number in learnt.words])))
        return (form, texts) if form is not None and form.fits(texts) else None

    def fill(self, form: Form, texts: Sequence[str], created: datetime) -> bytes | None:
        """The signed file of a form with these texts in its gaps; None where the document must be signed in full."""
        quads = form.template.canonical(texts)
        if quads is None:
            return None
        options = self._proof(form, created)
        signature = self._signer.sign(options.digest + hashlib.sha256(quads).digest())
        return form.written(texts, options.created, "z" + base58btc.encode(signature))

    def _in_full(self, document: Mapping[str, Any], created: datetime) -> bytes:
        made = sign(
            document, signer=self._signer, method=self._method, created=created, contexts=self._contexts
        )
        return self._file(made).encode("utf-8")

    def _file(self, document: Mapping[str, Any]) -> str:
        return json.dumps(document, ensure_ascii=False, indent=self._indent)

    def _learn(
        self,
        learnt: _Learnt,
        document: Mapping[str, Any],
        shape: Shape,
        texts: Sequence[str],
        created: datetime,
        made: bytes,
    ) -> None:
        """Make a form of what this document has in common with the first of its shape, if it makes the same file."""
        differ = {number for number, text in enumerate(texts) if text != learnt.first[number]}
        learnt.gaps |= differ
        learnt.widened += 1
        if learnt.widened > MAX_WIDENED:
            learnt.gaps = frozenset(range(len(texts)))
        form = None
        for _ in range(3):  # words are found first, then texts that nothing is said with
            fixed = tuple(
                number for number in range(len(texts)) if number not in learnt.gaps or number in learnt.words
            )
            try:
                template = compile_document(
                    document, self._contexts, {number: texts[number] for number in fixed}
                )
            except Unfit as unfit:
                if not unfit.args:
                    break
                learnt.words = tuple(sorted({*learnt.words, *unfit.args}))
            else:
                form = self._form(document, shape, texts, fixed, template, created)
                break
        if form is not None and self.fill(form, texts, created) not in (made, None):
            form = None
        if len(self._forms) < MAX_FORMS or learnt.widened <= MAX_WIDENED:
            self._forms[shape, tuple([texts[number] for number in learnt.words])] = form

    def _form(
        self,
        document: Mapping[str, Any],
        shape: Shape,
        texts: Sequence[str],
        fixed: tuple[int, ...],
        template: Template,
        created: datetime,
    ) -> Form:
        seal, settled = seal_of(shape, texts), frozenset(fixed)
        marks = (text if number in settled else f"urn:{seal}:{number}" for number, text in enumerate(texts))
        marked = fill(dict(document), iter(marks), self._contexts.keywords)
        proof = sign(
            document, signer=self._signer, method=self._method, created=created, contexts=self._contexts
        )
        marked["proof"] = proof["proof"] | {
            "created": f"urn:{seal}:{_CREATED}",
            "proofValue": f"urn:{seal}:{_VALUE}",
        }
        parts = re.split(f'"urn:{seal}:(-?[0-9]+)"', self._file(marked).replace("%", "%%"))
        return Form(
            gaps=tuple(number for number in range(len(texts)) if number not in settled),
            fixed=fixed,
            fixed_texts=tuple(texts[number] for number in fixed),
            template=template,
            file="%s".join(parts[::2]),
            fills=tuple(map(int, parts[1::2])),
            sample=document,
        )

    def _proof(self, form: Form, created: datetime) -> _Options:
        """The options of a proof made now; the same for every document of a form and moment."""
        key = (created, repr(form.sample.get("@context")))
        if key not in self._options:
            self._options.clear()
            made = sign(
                form.sample,
                signer=self._signer,
                method=self._method,
                created=created,
                contexts=self._contexts,
            )
            options = {name: value for name, value in made["proof"].items() if name != "proofValue"}
            both = hashes(form.sample, options, SUITES[CRYPTOSUITE], self._signer.kind, self._contexts)
            self._options[key] = _Options(options["created"], both[: hashlib.sha256().digest_size])
        return self._options[key]
