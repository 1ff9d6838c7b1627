"""Which pages `ereput evidence` is to keep, and whether they can be those of the finding or case that was named."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ereput.cli.guidance.casework import audit_with, kept_case
from ereput.errors import UsageError
from ereput.evidence import Agreement, Named, agreement, is_same_site
from ereput.evidence.addresses import shown
from ereput.evidence.harmless import printable
from ereput.evidence.saved import Saved
from ereput.evidence.saved import read as saved
from ereput.guide.cases import of_finding
from ereput.guide.tree import tree
from ereput.history import History
from ereput.model import Practitioner
from ereput.sites import may_read
from ereput.words import Words

MOST = 50  # addresses at once


class Asked(NamedTuple):
    """What was typed of it."""

    urls: tuple[str, ...]
    pages: tuple[Path, ...]
    finding: str | None
    case: int | None
    words: Words  # for what is said of the finding


class Wanted(NamedTuple):
    """What is to be kept, and for whom."""

    urls: tuple[str, ...]
    files: tuple[tuple[Saved, Named | None], ...]
    who: Practitioner | None
    about: str | None  # the address of the finding's or the case's own page


def wanted(asked: Asked, past: History | None) -> Wanted:
    """Saved pages stand for the addresses; without them the addresses are asked for. UsageError where nothing fits."""
    typed = list(dict.fromkeys(asked.urls))
    for url in typed:
        if not url.lower().startswith(("http://", "https://")):
            raise UsageError("{word} is no address: write it whole, with https://", word=printable(url))
    who, about = _about(asked, past)
    urls = typed or [url for url in (about,) if url]
    if len(urls) > MOST:
        raise UsageError("{most} addresses at once, at most", most=MOST)
    if asked.pages:
        return Wanted((), tuple(_files(asked, urls, is_typed=bool(typed))), who, about)
    if not urls and asked.finding:
        raise UsageError(
            "the finding {name} has no page of its own: write ereput evidence ADDRESS --page FILE --finding {name}",
            name=printable(asked.finding, 40),
        )
    if not urls:
        raise UsageError("of what? write for example: ereput evidence https://… or --page FILE")
    if asked.finding and not typed and not may_read(urls[0]):
        raise UsageError(
            "this site does not want to be read by programs: open {url} in a browser, save the whole page, and add"
            " --page FILE",
            url=printable(urls[0]),
        )
    return Wanted(tuple(urls), (), who, about)


def remarks(wanted: Wanted, words: Words) -> Iterator[str]:
    """What does not go together, and is kept all the same since the user named it: a sentence for each, once."""
    named = [*wanted.urls, *dict.fromkeys(named.url for _, named in wanted.files if named)]
    for url in named:
        if wanted.about and not is_same_site(url, wanted.about):
            yield words.say(
                "{url} is a page of another site than {about}, the page of the finding or the case.",
                url=shown(url),
                about=shown(wanted.about),
            )
    for file, each in wanted.files:
        agrees = agreement(each.url, file.stated) if each else Agreement.NONE
        if each and agrees in (Agreement.SITE, Agreement.OTHER):
            yield words.say(
                "{file} itself states {stated}, and not {url}.",
                file=printable(file.name),
                stated=" · ".join(sorted({shown(url) for url in file.stated.values()})),
                url=shown(each.url),
            )


def _files(asked: Asked, urls: list[str], *, is_typed: bool) -> Iterator[tuple[Saved, Named | None]]:
    """Each saved page with the address named for it; UsageError for one of another site than the finding's."""
    if len(urls) not in (0, 1, len(asked.pages)):
        raise UsageError("give one address for all the saved pages, or one for each of them, in order")
    named = [*urls] * len(asked.pages) if len(urls) == 1 else urls or [""] * len(asked.pages)
    for path, url in zip(asked.pages, named, strict=True):
        file = saved(path)
        if url and not is_typed and agreement(url, file.stated) is Agreement.OTHER:
            raise UsageError(
                "{path} states that it is {stated}, a page of another site than {url}: give the right page, or name"
                " its address too",
                path=path,
                stated=shown(file.url or ""),
                url=shown(url),
            )
        yield file, Named(url, "user" if is_typed else "finding") if url else None


def _about(asked: Asked, past: History | None) -> tuple[Practitioner | None, str | None]:
    """The practitioner of the finding that was named, and the address of its page or of the case's."""
    who = url = None
    if asked.finding:
        assert past is not None
        audit = audit_with(past, asked.finding, asked.words)
        who, url = audit.practitioner, of_finding(tree(), audit, asked.finding).about.url
    if asked.case is not None:
        assert past is not None
        url = url or kept_case(past, asked.case).case.about.url
    return who, url
