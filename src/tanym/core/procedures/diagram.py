"""The diagram of a procedure (Mermaid), generated from its table and never drawn by hand."""

from __future__ import annotations

from tanym.core.kernel.localized import choose
from tanym.core.procedures.table import Procedure


def diagram(procedure: Procedure, language: str | None = None, extend: str = "extend") -> str:
    """A Mermaid state diagram; with a language, stages and steps bear their words, else their names.

    A stage whose term may be extended leads back to itself, by what `extend` calls it.
    """
    lines = ["stateDiagram-v2"]
    if language:
        lines += [
            f"  {_name(s.name)} : {_text(choose(s.words, language)[0])}" for s in procedure.stages.values()
        ]
    lines.append(f"  [*] --> {_name(procedure.start)}")
    for step in procedure.steps:
        label = _text(choose(step.words, language)[0]) if language and step.words else step.do
        lines += [f"  {_name(origin)} --> {_name(step.target(origin))} : {label}" for origin in step.origins]
    lines += [
        f"  {_name(stage.name)} --> {_name(stage.name)} : {_text(extend)}"
        for stage in procedure.stages.values()
        if stage.clock in procedure.clocks and procedure.clocks[stage.clock].extends
    ]
    lines += [f"  {_name(stage.name)} --> [*]" for stage in procedure.stages.values() if stage.end]
    return "\n".join(lines) + "\n"


def _name(stage: str) -> str:
    return stage.replace("-", "_")


def _text(words: str) -> str:
    """Words without what Mermaid would read as its own signs."""
    return " ".join(words.translate({ord(sign): " " for sign in ':;#{}<>"`'}).split())
