"""Pages of standards: what everybody reads, and what keepers propose and adopt."""
