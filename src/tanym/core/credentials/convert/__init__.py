"""One award from one format into another, through the award record, with a list of what was lost on the way."""
