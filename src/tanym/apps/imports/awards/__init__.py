"""Lists of awards: people who reached a published micro-qualification, with or without an account, from a spreadsheet."""
