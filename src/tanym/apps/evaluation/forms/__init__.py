"""Forms of the evaluation of foreign learning."""
