"""The pages of formats show what the code writes."""

from __future__ import annotations

import pytest

from tests.format_examples import BLOCK, EXAMPLES, FOLDER, filled

PAGES = sorted(path.name for path in FOLDER.glob("*.md"))


@pytest.mark.parametrize("name", PAGES)
def test_the_examples_on_a_page_are_what_the_code_writes(name: str) -> None:
    page = (FOLDER / name).read_text(encoding="utf-8")
    assert page == filled(page), "run `.venv/bin/python -m tests.format_examples`"


def test_every_example_stands_on_a_page() -> None:
    pages = "".join((FOLDER / name).read_text(encoding="utf-8") for name in PAGES)
    assert {found["name"] for found in BLOCK.finditer(pages)} == EXAMPLES.keys()
