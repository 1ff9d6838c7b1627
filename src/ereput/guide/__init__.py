"""What to do about a finding: by when, and what a text probably is."""
