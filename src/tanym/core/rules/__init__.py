"""The rule engine: dated values, rules, layers, findings and reports; it knows no country."""
