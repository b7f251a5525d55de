"""Pages of designs: the author's desk, the reviewer's, and what everybody may read."""
