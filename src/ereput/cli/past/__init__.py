"""What was found before: listed, compared, rendered again, let go, forgotten."""
