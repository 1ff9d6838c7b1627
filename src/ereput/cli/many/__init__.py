"""A table of practitioners: what it would take, how far it is, and what came of it."""
