"""The track of foreign learning: what its cases have beyond what every case of recognition has."""

from __future__ import annotations

from tanym.apps.evaluation.casefile import FOREIGN, documented, guards, rules
from tanym.apps.evaluation.panels import panels
from tanym.apps.evaluation.paper import letter, papers
from tanym.apps.evaluation.precedents import handling
from tanym.apps.evaluation.statement import award
from tanym.apps.recognition.tracks import Track

TRACK = Track(
    procedure=FOREIGN,
    kind="foreign",
    documented=documented,
    guards=guards,
    handling=handling,
    rules=rules,
    award=award,
    panels=panels,
    own_steps=frozenset({"ask-issuer"}),
    papers=papers,
    letter=letter,
)
