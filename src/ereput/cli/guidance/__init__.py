"""The Order's guide and what it leads to: cases, letters, replies, evidence."""
