"""Asking about one practitioner: the audit itself, the identity card, who of several is meant, the sources."""
