"""Where a case stands: what is done, what comes next, by when. Pure: today is a value."""

from datetime import date

import msgspec

from ereput.errors import UsageError
from ereput.guide.cases import Case
from ereput.guide.clocks import last_day
from ereput.guide.tree import Outcome, Step, Tree
from ereput.guide.walk import accepted, interval, steps, walk
from ereput.model import CaseStep

LONGEST = 40  # characters of a step's name that are repeated


def standing(tree: Tree, number: int, case: Case, today: date) -> CaseStep:
    """The case's next step and nearest last day; what is done is not counted."""
    way = walk(tree, case.answers)
    to_do = {name: step for name, step in steps(tree, way, case.answers, today).items() if name not in case.done}
    ended = way.here.id if isinstance(way.here, Outcome) else None
    days = [last for step in to_do.values() if (last := ends(tree, step, case)) and last >= today]
    return CaseStep(
        number=number,
        finding=case.about.finding,
        url=case.about.url,
        outcome=ended,
        step=next(iter(to_do), None) if ended else None,
        by=min(days, default=None),
        is_closed=case.closed_on is not None,
    )


def ends(tree: Tree, step: Step, case: Case) -> date | None:
    """The last day on which a step is in time; None where it has none, or none that can be counted."""
    if step.clock is None:
        return None
    given = accepted(tree.nodes[step.clock.start], case.answers.get(step.clock.start))
    return last_day(step.clock.kind, interval(given).earliest)


def with_done(tree: Tree, case: Case, names: tuple[str, ...], today: date) -> Case:
    """The case with steps done, by their name or their place in the plan; UsageError for what is no step of it."""
    planned = list(steps(tree, walk(tree, case.answers), case.answers, today))
    done = dict(case.done)
    for name in names:
        place = int(name) if name.isascii() and name.isdigit() and len(name) < 4 else 0
        found = planned[place - 1] if 0 < place <= len(planned) else name
        if found not in planned:
            raise UsageError(
                "this case has no step {name!r}; its steps are {names}",
                name=name[:LONGEST],
                names=", ".join(planned) or "–",
            )
        done.setdefault(found, today)
    return msgspec.structs.replace(case, done=done)
