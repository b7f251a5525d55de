"""A country in a day: its institutions and their staff from one spreadsheet, and who of them has come."""
