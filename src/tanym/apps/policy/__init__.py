"""Rules in force: which packs hold where on which day, the reports of checks."""
