"""Credentials as signed tokens that differ in a few texts: what they have in common is written down once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any

from tanym.core.credentials.compiled.shape import fill, flatten
from tanym.core.credentials.compiled.template import seal_of
from tanym.core.credentials.compiled.texts import all_escaped, taker
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.keys import KeyKind, Signer, base64url_bytes
from tanym.core.credentials.proofs.token import (
    ALGORITHM_OF,
    VC_JWT,
    claims_of,
    dates_of,
    encoded,
    header_of,
    numeric,
    part,
)
from tanym.core.kernel.errors import InvalidValue


class TokenTemplate:
    """The token of one credential with gaps in it: filled, it is letter for letter what `token.sign` makes.

    The texts of a credential are those of `flatten`, in its order; `gaps` are the numbers of those that may differ.
    """

    def __init__(
        self,
        sample: Mapping[str, Any],
        *,
        gaps: Collection[int],
        contexts: Contexts,
        kind: KeyKind,
        kid: str,
        typ: str = VC_JWT,
    ) -> None:
        """Raises what `token.sign` raises of the sample, and `InvalidValue("credential.structure-invalid")` where it
        is too large or has a proof."""
        found = flatten(sample, contexts)
        if found is None or "proof" in sample:
            raise InvalidValue("credential.structure-invalid")
        self._contexts, self._shape, texts = contexts, found[0], found[1]
        numbers = tuple(sorted(gaps))
        fixed = tuple(number for number in range(len(texts)) if number not in gaps)
        self._take, self._take_fixed = taker(numbers), taker(fixed)
        self._fixed = self._take_fixed(texts)
        self._head = part({"alg": ALGORITHM_OF[kind], **header_of(typ, kid)}) + b"."
        seal = seal_of(*found)
        marks = {f"urn:{seal}:{number}": place for place, number in enumerate(numbers)}
        filling = [f"urn:{seal}:{number}" if number in gaps else text for number, text in enumerate(texts)]
        marked = fill(dict(sample), iter(filling), contexts.keywords)
        claims, dates = _marked_claims(sample, marked, typ, marks)
        self._dates = tuple(numbers[marks[mark]] for mark in dates.values())
        places = marks | {name: len(numbers) + place for place, name in enumerate(dates)}
        written = encoded(claims).replace("%", "%%")
        parts = re.split(f'"(nbf|exp) is (?=urn:{seal})[^"]*"|(urn:{seal}:[0-9]+)', written)
        self._text = "%b".join(parts[::3]).encode("utf-8")
        names = [name or mark for name, mark in zip(parts[1::3], parts[2::3], strict=True)]
        self._fill = tuple(places[name] for name in names)

    def texts_of(self, credential: Mapping[str, Any]) -> list[str] | None:
        """The texts of a credential that fits; None for one that is another everywhere or outside of the gaps."""
        found = flatten(credential, self._contexts)
        if found is None or found[0] != self._shape or self._take_fixed(found[1]) != self._fixed:
            return None
        return found[1]

    def sign(self, texts: Sequence[str], signer: Signer) -> str:
        """The token with these texts in the gaps, by the key of the template.

        Raises `InvalidValue("credential.date-malformed")` where a claim of time repeats what is no date.
        """
        values = [*_in_json(self._take(texts)), *(b"%d" % (numeric(texts[one]) or 0) for one in self._dates)]
        text = self._text % tuple([values[place] for place in self._fill])
        head = self._head + base64url_bytes(text)
        return (head + b"." + base64url_bytes(signer.sign(head))).decode("ascii")


def _marked_claims(
    sample: Mapping[str, Any], marked: dict[str, Any], typ: str, marks: Mapping[str, int]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The claims with marks, and which of them that say a time in seconds repeat which mark."""
    plain = {name: sample[name] for name in dates_of(sample).values() if name in sample}
    claims = claims_of({**marked, **plain}, typ) | {name: marked[name] for name in plain}
    dates = {}
    if typ != VC_JWT:
        for name, source in dates_of(sample).items():
            if source in plain and marked[source] in marks and name not in sample:
                dates[name] = marked[source]
                claims[name] = f"{name} is {marked[source]}"
    return claims, dates


def _in_json(texts: Sequence[str]) -> Sequence[bytes]:
    """The texts as JSON writes them between the quotes."""
    found = all_escaped(texts)
    if found is not None and found[1]:  # nothing had to be escaped, so nothing has to be in JSON
        return found[0]
    return [encode_basestring(text)[1:-1].encode("utf-8") for text in texts]
