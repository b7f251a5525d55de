"""Micro-qualifications: designed, checked, approved, published; programmes and disciplines; awards."""
