"""The address that a letter leads to names no language, whatever was read when it was written."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from tanym.apps.letters.addresses import page_address


@pytest.mark.parametrize("language", ["kk", "ru", "en", None])
def test_an_address_in_a_letter_names_no_language(language: str | None) -> None:
    with override(language):
        assert page_address("policy:rule", "MQ-08") == "/rules/MQ-08/"
        assert page_address("catalogue:list") == "/catalogue/"
