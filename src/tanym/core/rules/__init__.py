"""The rule engine: dated values, rules, layers, findings and reports; it knows no country."""

from tanym.core.rules.findings import ConditionRead, FactRead, Finding, ValueRead, find
from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.pack import Layer, Pack, Status, read_pack, read_vocabulary
from tanym.core.rules.report import Report, agrees, check, outcomes
from tanym.core.rules.rule import Rule, Severity
from tanym.core.rules.stack import Stack, resolve, rules_binding, rules_reading
from tanym.core.rules.vocabulary import FactType, Vocabulary, read_fact, read_facts
from tanym.core.rules.waivers import Waiver

__all__ = [
    "ConditionRead",
    "FactRead",
    "FactType",
    "Finding",
    "Layer",
    "Outcome",
    "Pack",
    "Report",
    "Rule",
    "Severity",
    "Stack",
    "Status",
    "ValueRead",
    "Vocabulary",
    "Waiver",
    "agrees",
    "check",
    "find",
    "outcomes",
    "read_fact",
    "read_facts",
    "read_pack",
    "read_vocabulary",
    "resolve",
    "rules_binding",
    "rules_reading",
]
