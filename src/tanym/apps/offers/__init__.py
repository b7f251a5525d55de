"""Standing recognition decisions: what counts for what, where and until when, taken without a petition."""
