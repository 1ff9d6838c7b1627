"""Files that a person brings: what they state, and what the reviews in them say."""
