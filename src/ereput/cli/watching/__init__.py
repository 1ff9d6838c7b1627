"""Watching by itself: what deserves to be told, and what the system needs for it."""
