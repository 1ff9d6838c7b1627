"""The page of a folder that people read: what was kept, when, its hashes, and what it is not."""

from collections.abc import Iterator

from ereput.evidence.manifest import MANIFEST, SUMS, Head, Taken
from ereput.words import N_, Words

NAMES = {"fr": "LISEZ-MOI.txt", "en": "README.txt"}
WARC = "exchanges.warc.gz"

# What these hashes are worth: no more, no less.
NOTICE = (
    N_("This is not a constat: only a commissaire de justice draws one up (ereput letter D12 writes to them)."),
    N_("A hash shows that nothing changed since it was noted, not that the page was true or that the hour is right."),
    N_(
        "Whoever can write in this folder can write all of it anew: send the manifest's SHA-256 today to somebody else,"
        " your lawyer for example."
    ),
)
_FACTS = {
    "tool": N_("Program"),
    "user_agent": N_("Name given to the sites"),
    "operating_system": N_("System"),
    "processor": N_("Processor"),
    "python": N_("Python"),
    "tls_library": N_("TLS library"),
    "browser_of_pictures": N_("Browser of the pictures"),
    "local_ip_addresses": N_("Local IP addresses"),
    "proxy": N_("Proxy"),
    "cache": N_("Cache"),
    "cookies": N_("Cookies"),
    "browsing_history": N_("Browsing history"),
    "scripts_run": N_("Scripts were run"),
    "time_zone": N_("Time zone"),
    "clock_set_by_a_time_server": N_("Clock set by a time server"),
}


def notes(told: Head, words: Words) -> str:
    """The whole page, as plain text."""
    return "\n".join(_lines(told, words)) + "\n"


def _lines(told: Head, words: Words) -> Iterator[str]:
    yield words.say("Evidence kept by ereput on {at} (UTC)", at=f"{told.made_at:%Y-%m-%d %H:%M:%S}")
    yield ""
    yield from told.notice
    yield from told.remarks
    for page in told.pages:
        yield ""
        yield from _page(page, words)
    if told.missed:
        yield ""
        yield words.say("Nothing could be kept of:")
        yield from (f"  {missed.asked} ({missed.detail})" for missed in told.missed)
    yield ""
    yield words.say("The machine (after NF Z67-147, which is a standard of good practice, not the law)")
    was_asked = bool(told.missed) or any(page.how == "fetched" for page in told.pages)
    for name, fact in told.machine.items():
        if name == "user_agent" and not was_asked:
            continue  # no site was given any name
        yield _row(words.say(_FACTS[name]), _fact(fact, words), words)
    yield words.say("ereput cannot know:")
    yield from (f"  – {unknown}" for unknown in told.unknown)
    yield ""
    yield words.say(
        "{warc} holds what went over the wire; {manifest} tells it all; {sums} is read by sha256sum --check.",
        warc=WARC,
        manifest=MANIFEST,
        sums=SUMS,
    )
    yield words.say("Check it: ereput evidence verify FOLDER, with --manifest SHA256 as it was noted elsewhere.")


def _page(page: Taken, words: Words) -> Iterator[str]:
    yield page.file
    is_asked = page.how == "fetched"
    rows = {
        N_("Address asked"): page.asked if is_asked else None,
        N_("Address that answered"): page.url if is_asked and page.url != page.asked else None,
        N_("Address (not verified)"): None if is_asked else page.url,
        N_("What is known of it"): page.address_said,
        N_("Addresses that the file itself states"): " · ".join(f"{how} {url}" for how, url in page.stated.items()),
        N_("Answer"): f"HTTP {page.status}" if page.status else None,
        N_("Kept at"): f"{page.local_time} · {page.taken_at:%Y-%m-%d %H:%M:%S} UTC",
        N_("Our clock against the server's"): _ahead(page, words),
        N_("SHA-256"): page.sha256,
        N_("Saved by the user as"): page.original_name,
        N_("Picture"): " – ".join(part for part in (page.image, page.image_said) if part) or None,
    }
    for name, value in rows.items():
        if value:
            yield _row(words.say(name), value, words)
    silence = words.say("no answer")
    if page.hops:
        yield _row(words.say("Path"), " → ".join(f"{hop.url} ({hop.status or silence})" for hop in page.hops), words)


def _ahead(page: Taken, words: Words) -> str | None:
    """Seconds, from the last answer that stated an hour."""
    told = [hop.clock_ahead for hop in page.hops if hop.clock_ahead is not None]
    return words.say("{seconds} s", seconds=f"{told[-1]:+}") if told else None


def _row(name: str, value: str, words: Words) -> str:
    said = words.say("{name}: {value}", name=name, value=value)
    return f"  {said}"


def _fact(fact: str | bool | None, words: Words) -> str:
    if isinstance(fact, str):
        return words.phrase(fact)
    return words.say("not known") if fact is None else words.say("yes") if fact else words.say("no")
