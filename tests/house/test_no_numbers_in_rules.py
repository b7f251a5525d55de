"""No number of a law stands in code: what decides in a block or a function of the rules knows 0 and 1 alone."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable

import pytest

from tanym.core.rules.blocks import BLOCKS, function_named
from tanym.core.rules.blocks.functions import FUNCTION_NAMES

TESTS = {name: block.test for name, block in BLOCKS.items()} | {
    name: found.test for name in sorted(FUNCTION_NAMES) if (found := function_named(name))
}


def numbers(source: str) -> set[object]:
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float | complex)
        and not isinstance(node.value, bool)
    }


@pytest.mark.parametrize("name", sorted(TESTS))
def test_what_decides_holds_no_number_but_0_and_1(name: str) -> None:
    test: Callable[..., object] = inspect.unwrap(TESTS[name])
    assert numbers(textwrap.dedent(inspect.getsource(test))) <= {0, 1}


def test_a_number_would_be_found() -> None:
    assert numbers("def f(fact): return fact > 70") == {70}
