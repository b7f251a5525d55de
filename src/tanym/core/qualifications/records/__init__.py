"""Readers of records that others wrote: what they say becomes a design document, what they do not say stays unknown."""

from tanym.core.qualifications.records.mapping import Map, read_map
from tanym.core.qualifications.records.reading import Kind, Record, read_badge_token, read_record

__all__ = ["Kind", "Map", "Record", "read_badge_token", "read_map", "read_record"]
