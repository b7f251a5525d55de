"""Claims: documents that wait for people without an account; a link, a message or a code on paper leads to them."""
