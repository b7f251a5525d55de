"""`tanym packs`: list rule packs, read one rule or value with its law, run every case and the checker."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

import typer

from tanym import rulepacks
from tanym.cli.exits import ExitCode
from tanym.cli.options import AsJson, Day, Folders, In, Language, all_packs, day_of
from tanym.cli.packs_files import export, show_difference
from tanym.cli.packs_show import listed, pack_lines, plain_pack, plain_rule, rule_lines
from tanym.cli.packs_test import PackTest, test_packs
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import choose
from tanym.core.rules import Pack, Stack
from tanym.core.rules.cases import closure
from tanym.rulepacks.words import core_words

app = typer.Typer(help="Rule packs: what a country's law says, as data.", rich_markup_mode=None)
app.command("export")(export)
app.command("difference")(show_difference)


@app.callback(invoke_without_command=True)
def list_packs(
    context: typer.Context,
    folder: Folders = None,
    on: Day = None,
    as_json: AsJson = False,
    language: In = Language.EN,
) -> None:
    """List the packs (id, layer, status, digest, what they cover) and each rule with its state and its source."""
    if context.invoked_subcommand is not None:
        return
    known = all_packs(folder)
    if as_json:
        typer.echo(_dump([plain_pack(pack) for pack in known]))
        return
    for pack in known:
        say = core_words().say
        layer, status = say(f"pack-layer.{pack.layer}", language), say(f"pack-status.{pack.status}", language)
        typer.echo(f"{pack.id:<24} {layer:<16} {status:<28} {pack.digest[:12]}")
        typer.echo(f"    {choose(pack.words, language)[0]}: {pack.coverage}")
        for line in listed(pack, day_of(on), language):
            typer.echo(line)


@app.command()
def show(
    pack: Annotated[str, typer.Argument(help="The id of a pack.")],
    rule: Annotated[str | None, typer.Argument(help="The id of a rule.")] = None,
    folder: Folders = None,
    on: Day = None,
    as_json: AsJson = False,
    language: In = Language.EN,
) -> None:
    """Show a pack, or one of its rules with its conditions, values and sources on a day."""
    known = all_packs(folder)
    found = next((one for one in known if one.id == pack), None)
    if found is None:
        raise NotFound("pack.unknown", pack=pack)
    if rule is None:
        typer.echo(_dump(plain_pack(found)) if as_json else "\n".join(pack_lines(found, language)))
        return
    stack = _stack(found, known, day_of(on))
    if rule not in stack.rules:
        raise NotFound("rule.unknown", rule=rule)
    typer.echo(_dump(plain_rule(stack, rule)) if as_json else "\n".join(rule_lines(stack, rule, language)))


@app.command("test")
def run_tests(folder: Folders = None, as_json: AsJson = False, language: In = Language.EN) -> None:
    """Run every case of every pack and the whole checker; the exit code is 1 where anything fails."""
    results = test_packs(all_packs(folder), rulepacks.vocabulary())
    if as_json:
        typer.echo(_dump([one.plain() for one in results]))
    else:
        for one in results:
            typer.echo("\n".join(_test_lines(one, language)))
    raise typer.Exit(ExitCode.MET if all(one.passed for one in results) else ExitCode.NOT_MET)


def _stack(pack: Pack, known: tuple[Pack, ...], on: date) -> Stack:
    return rulepacks.stack(closure(pack.id, known), on)


def _test_lines(one: PackTest, language: str) -> list[str]:
    lines = [f"{one.pack}: {one.expectations} expectations in {one.cases} cases, {one.failures} failures"]
    for fault in (*one.faults, *one.went_otherwise):
        lines.append(
            f"  {fault.place}: {core_words().say(fault.code, language, **fault.details)} [{fault.code}]"
        )
    for result in one.failed:
        expected = result.expected
        got = result.trouble or f"{result.outcome} ({result.severity})"
        lines.append(
            f"  {result.case.path}: {result.case.name}: {expected.rule} {expected.outcome}, but {got}"
        )
    return lines


def _dump(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
