"""The command `tanym`: offline verbs need the base distribution only; operating verbs are the platform's."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

OFFLINE = frozenset(
    {
        "check",
        "verify",
        "verify-case",
        "canonicalise",
        "packs",
        "log",
        "webhook",
        "import",
        "--help",
        "--version",
    }
)
USAGE = 64
UNCONFIGURED = 78  # sysexits: EX_CONFIG


def main() -> None:
    """Run the verb that was asked for and end with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of one command. No offline verb imports the framework or opens a database."""
    if not arguments or arguments[0] in OFFLINE:
        from tanym.cli.app import main as offline

        return offline(arguments)
    if find_spec("django") is None:
        sys.stderr.write(
            f"tanym: “{arguments[0]}” operates the platform, which is not installed. Install it with:\n"
            "  pip install 'tanym[platform]'\n"
        )
        return USAGE
    return _operate(arguments)


def _operate(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanym.config.settings")
    import django
    from django.core.management import execute_from_command_line, get_commands
    from pydantic import ValidationError

    try:
        django.setup()
    except ValidationError as faults:
        names = ", ".join(str(fault["loc"][0]).upper() for fault in faults.errors())
        sys.stderr.write(
            f"tanym: this installation is not set up: TANYM_{names} is missing or wrong.\n"
            "  `make setup` writes var/tanym.env; an operator sets it in the environment.\n"
        )
        return UNCONFIGURED
    if arguments[0] not in {*get_commands(), "help", "version"}:
        sys.stderr.write(f"tanym: there is no verb “{arguments[0]}”. `tanym --help` lists them.\n")
        return USAGE
    try:
        execute_from_command_line(["tanym", *arguments])
    except SystemExit as end:
        return (
            USAGE if end.code == 2 else int(end.code or 0)
        )  # the argument parser's own way of saying wrong use
    return 0


if __name__ == "__main__":
    main()
