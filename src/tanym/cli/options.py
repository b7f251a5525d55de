"""Options that the offline verbs share."""

from __future__ import annotations

import os
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tanym import rulepacks
from tanym.core.rules import Pack


class Language(StrEnum):
    """The languages in which the command line answers."""

    KK = "kk"
    RU = "ru"
    EN = "en"


Folders = Annotated[
    list[Path] | None,
    typer.Option("--folder", help="A further pack, by its folder; may be given several times."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
In = Annotated[Language, typer.Option("--language", envvar="TANYM_LANGUAGE", help="Language of the answer.")]
Day = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; today if not given.")
]


def in_var(name: str) -> Path:
    """A folder of this installation (`TANYM_VAR`; `var` where we stand if that is not set)."""
    return Path(os.environ.get("TANYM_VAR", "var")) / name


def day_of(given: datetime | None) -> date:
    """The day asked for, or the day on this machine: the one clock that an offline verb reads."""
    return (given or datetime.now().astimezone()).date()


def all_packs(folders: list[Path] | None) -> tuple[Pack, ...]:
    """The packs of the distribution and those in the folders given."""
    return (*rulepacks.shipped(), *(rulepacks.load_folder(path) for path in folders or ()))
