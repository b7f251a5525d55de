"""The diagram is drawn from the table: every row is an arrow, every end has a way out."""

from __future__ import annotations

from tanym.core.procedures.diagram import diagram
from tests.core.procedures.tables import loan


def test_the_diagram_is_the_table() -> None:
    assert diagram(loan()) == (
        "stateDiagram-v2\n"
        "  [*] --> draft\n"
        "  draft --> desk : ask\n"
        "  desk --> papers : return\n"
        "  papers --> desk : supply\n"
        "  papers --> lapsed : lapse\n"
        "  desk --> desk : think-again\n"
        "  desk --> lent : lend\n"
        "  lent --> [*]\n"
        "  lapsed --> [*]\n"
    )


def test_a_diagram_for_readers_bears_words_without_signs_of_the_drawing_language() -> None:
    words = {"kk": "үстел: #1; жаңа", "ru": "стол", "en": "desk"}
    drawn = diagram(loan(lambda t: t["stage"]["desk"].update(words=words)), "kk")
    assert "  desk : үстел 1 жаңа\n" in drawn


def test_a_stage_whose_term_may_be_extended_leads_back_to_itself() -> None:
    extending = loan(
        lambda t: t["clock"]["answer"].update(extends="longer", extended_by=["clerk"], notice="received")
    )
    assert "  desk --> desk : Put off\n" in diagram(extending, "en", "Put off")
    assert diagram(extending).count(" : extend\n") == 1
