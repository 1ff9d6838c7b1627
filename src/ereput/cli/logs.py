"""`-v`: what is done, on stderr; `-vv`: every request. Never a key, and nobody's words."""

import logging
import sys


def begin(verbose: int) -> None:
    """Without -v only defects of ours are logged: what a user must know stands in the report."""
    level = {0: logging.CRITICAL, 1: logging.INFO}.get(verbose, logging.DEBUG)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)-7s %(name)s: %(message)s"))
    root = logging.getLogger("ereput")
    root.handlers[:] = [handler]
    root.setLevel(level)
    root.propagate = False
