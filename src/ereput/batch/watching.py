"""What goes on in a batch, for whoever watches: counted here, painted elsewhere."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ereput.batch.work import Job, Outcome

_ENOUGH = 3  # ended in this run, before anything is said of the rest


def _nobody() -> Mapping[str, int]:
    return {}


@dataclass(slots=True)
class Watch:
    """How far a batch is. `ended` is called with each outcome once it is kept."""

    total: int
    done: int = 0  # of them, before this run and in it
    failed: int = 0
    at_work: int = 0
    waiting: Callable[[], Mapping[str, int]] = _nobody  # host -> questions that wait for their turn, the most first
    told: Callable[[Outcome], None] = lambda outcome: None
    clock: Callable[[], float] = time.monotonic
    _began_at: float | None = None
    _in_this_run: int = field(default=0)

    def began(self, job: Job) -> None:
        if self._began_at is None:
            self._began_at = self.clock()
        self.at_work += 1

    def let_be(self) -> None:
        """A job goes back to those that wait."""
        self.at_work -= 1

    def ended(self, outcome: Outcome) -> None:
        self.at_work -= 1
        self.done += 1
        self.failed += outcome.has_failed
        self._in_this_run += 1
        self.told(outcome)

    @property
    def seconds_left(self) -> float | None:
        """At the rate of this run; None while there is none to speak of."""
        if self._began_at is None or self._in_this_run < _ENOUGH:
            return None
        return (self.total - self.done) * (self.clock() - self._began_at) / self._in_this_run
