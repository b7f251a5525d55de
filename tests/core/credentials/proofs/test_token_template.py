"""Tokens from a template: letter by letter those that are made of each credential alone."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.credentials.compiled.shape import flatten
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.proofs import token
from tanym.core.credentials.proofs.token import OB_JWT, VC_JWT
from tanym.core.credentials.proofs.token_template import TokenTemplate
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import CONTEXTS, KOKZHAR, METHOD, Key
from tests.core.credentials.compiled.documents import badges, reworded

P256 = Key(7, KeyKind.P256)


def template(sample: dict[str, Any], gaps: set[int] | None = None, **how: Any) -> TokenTemplate:
    found = flatten(sample, CONTEXTS)
    assert found is not None
    every = set(range(len(found[1])))
    return TokenTemplate(
        sample,
        **{"gaps": every if gaps is None else gaps, "contexts": CONTEXTS, "kind": KOKZHAR.kind, "kid": METHOD}
        | how,
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([VC_JWT, OB_JWT]))
def test_a_token_from_a_template_is_the_token_of_the_credential(seed: int, typ: str) -> None:
    random = Random(seed)  # noqa: S311  # no secret depends on it
    sample = random.choice(badges())
    made = template(sample, typ=typ)
    for _ in range(4):
        document = reworded(sample, random, 0.05)
        texts = made.texts_of(document)
        if texts is None:  # a type was hit
            continue
        document |= {name: sample[name] for name in ("validFrom", "validUntil") if name in sample}
        texts = made.texts_of(document)
        assert texts is not None
        assert made.sign(texts, KOKZHAR) == token.sign(document, signer=KOKZHAR, kid=METHOD, typ=typ)


def test_its_dates_are_repeated_in_seconds() -> None:
    sample = badges()[0]
    made = template(sample, typ=OB_JWT)
    later = sample | {"validFrom": "2026-11-23T00:00:00+05:00"}
    texts = made.texts_of(later)
    assert texts is not None
    assert token.read(made.sign(texts, KOKZHAR)).claims["nbf"] == 1_795_374_000
    texts[texts.index("2026-11-23T00:00:00+05:00")] = "tomorrow"
    with pytest.raises(InvalidValue) as refused:
        made.sign(texts, KOKZHAR)
    assert refused.value.code == "credential.date-malformed"


def test_another_key_has_another_header() -> None:
    sample = badges()[1]
    made = template(sample, {0, 1}, kind=P256.kind)
    texts = made.texts_of(sample)
    assert texts is not None
    assert made.sign(texts, P256) == token.sign(sample, signer=P256, kid=METHOD)


def test_what_does_not_fit_is_said_to_be_another() -> None:
    sample = badges()[0]
    made = template(sample, {0})
    assert made.texts_of(sample | {"name": "Another"}) is None
    assert made.texts_of(sample | {"more": "x"}) is None
    for unfit in (sample | {"proof": {}}, sample | {"x": (1,)}):
        with pytest.raises(InvalidValue) as refused:
            template_of(unfit)
        assert refused.value.code == "credential.structure-invalid"


def template_of(sample: dict[str, Any]) -> TokenTemplate:
    return TokenTemplate(sample, gaps=(), contexts=CONTEXTS, kind=KOKZHAR.kind, kid=METHOD)
