"""The journal: every act, in the same transaction, append-only and hash-chained; the public log over it."""
