"""A row of characters that shows how numbers go up and down."""

_SPARKS = "▁▂▃▄▅▆▇█"
NONE = "·"  # where there is no number


def spark(share: float | None) -> str:
    """One character for a share of 0..1."""
    return NONE if share is None else _SPARKS[round(min(1.0, max(0.0, share)) * (len(_SPARKS) - 1))]
