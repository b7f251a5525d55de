"""Pages of the evaluation of foreign learning."""
