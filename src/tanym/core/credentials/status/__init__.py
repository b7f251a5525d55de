"""Status of a credential: lists of statuses, made, packed, read with a limit, and asked about one entry."""
