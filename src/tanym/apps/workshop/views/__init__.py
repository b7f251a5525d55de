"""Pages of the workshop: drafts, entries, acts on drafts, versions in force, and files in and out."""
