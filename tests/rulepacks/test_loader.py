"""Reading pack folders."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tanym import rulepacks
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.rulepacks.loader import read_files


def test_numbers_with_a_point_are_decimals(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = 0.1\n")
    (tmp_path / "notes.txt").write_text("no TOML")
    assert read_files(tmp_path) == {"a.toml": {"x": Decimal("0.1")}}


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = \n")
    with pytest.raises(InvalidValue, match=r"pack\.not-toml.*a\.toml"):
        rulepacks.load_folder(tmp_path)


def test_text_that_is_not_utf_8_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b'x = "\xff"\n')
    with pytest.raises(InvalidValue, match=r"pack\.not-toml.*a\.toml"):
        rulepacks.load_folder(tmp_path)


def test_nested_nonsense_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = " + "[" * 100_000)
    with pytest.raises(InvalidValue, match=r"pack\.not-toml"):
        rulepacks.load_folder(tmp_path)


def test_a_file_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("#" * 2_000_001)
    with pytest.raises(InvalidValue, match=r"pack\.too-large"):
        rulepacks.load_folder(tmp_path)


def test_a_folder_without_a_head_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=r"pack\.no-head"):
        rulepacks.load_folder(tmp_path)
    with pytest.raises(NotFound, match=r"pack\.unknown"):
        rulepacks.load_folder(tmp_path / "nowhere")


def test_an_unknown_pack_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"pack\.unknown.*atlantis"):
        rulepacks.load(["kz", "atlantis"])
