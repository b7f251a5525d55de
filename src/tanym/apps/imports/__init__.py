"""Imports: lists from a spreadsheet, looked through cell by cell, written only when all is right."""
