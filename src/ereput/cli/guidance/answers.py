"""The guide's answers from a TOML file, in place of a person."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ereput.errors import StoreError, UsageError
from ereput.guide.cases import Case
from ereput.guide.possible import possible
from ereput.guide.tree import Node, Tree
from ereput.guide.walk import Given, accepted, walk
from ereput.report.inert import inert

_LARGEST = 100_000  # bytes of a file


def answered(tree: Tree, case: Case, path: Path, today: date) -> Case:
    """The case with a file's answers; UsageError where one does not fit or cannot be, or one is missing."""
    table = _table(path)
    for name, given in table.items():
        node = tree.nodes.get(name)
        if node is None:
            raise UsageError("{path}: there is no question {name!r}", path=path, name=inert(name, 40))
        fits = accepted(node, given)
        if fits is None:
            raise UsageError("{path}: {name} is one of {keys}", path=path, name=name, keys=_keys(node))
        case = case.answering(name, fits)
    for name in table:
        case = case.answering(name, _possible(tree, name, case, path, today))
    suspected = case.about.suspected
    way = walk(tree, case.answers)
    if isinstance(way.here, Node) and way.here.id == "says" and suspected and (fits := accepted(way.here, suspected)):
        case = case.answering("says", fits)
        way = walk(tree, case.answers)
    if isinstance(way.here, Node):
        raise UsageError("{path}: {name} is missing: {keys}", path=path, name=way.here.id, keys=_keys(way.here))
    return case


def _possible(tree: Tree, name: str, case: Case, path: Path, today: date) -> Given:
    try:
        return possible(tree, name, case.answers[name], case, today)
    except UsageError as error:
        raise UsageError("{path}: {name}: {reason}", path=path, name=name, reason=error) from None


def _keys(node: Node) -> str:
    return ", ".join(answer.key for answer in node.answers) or '"2026-11-02", "2026-11-02/2026-11-09", "?"'


def _table(path: Path) -> Mapping[str, object]:
    try:
        with path.open("rb") as opened:
            raw = opened.read(_LARGEST + 1)
    except FileNotFoundError:
        raise StoreError("there is no file {path}", path=path) from None
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None
    if len(raw) > _LARGEST:
        raise UsageError("{path} is too large for a file of answers", path=path)
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("{path} is not TOML: {reason}", path=path, reason=error) from None
