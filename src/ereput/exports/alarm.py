"""An alarm that ends whatever is being read, where the system and the thread let one be set."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST = 86_400.0  # seconds


class Late(BaseException):
    """Time is over. Not an Exception, so that nobody who catches those mistakes it for a broken file."""


def can_ring() -> bool:
    """Signals reach the main thread only, Windows has none, and an alarm of somebody else's is left alone."""
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and hasattr(signal, "setitimer") and signal.getitimer(signal.ITIMER_REAL)[0] == 0


@contextmanager
def ringing(at: float) -> Iterator[None]:
    """Raises Late within the block at an instant of time.monotonic(), and again should somebody swallow it."""
    is_over = False

    def ring(*_: object) -> None:
        if not is_over:
            raise Late

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, min(max(at - time.monotonic(), 0.001), _LONGEST), 0.2)
        yield
    finally:
        is_over = True
        off()
        signal.signal(signal.SIGALRM, before)


def off() -> None:
    """For who caught Late, and goes on."""
    signal.setitimer(signal.ITIMER_REAL, 0)
