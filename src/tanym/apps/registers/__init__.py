"""Registers: who stands in which register since when, as of any day; public pages, open data, feeds of changes."""
