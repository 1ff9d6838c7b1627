"""What is too old for the history is let go when it is opened, and that is said."""

from datetime import UTC, datetime

import typer

from ereput.history import History, retention
from ereput.settings import Settings
from ereput.words import Words


def let_go(past: History, set_: Settings, words: Words, now: datetime | None = None) -> None:
    """Lets go of it, and says so on stderr; a time typed for now makes nothing older than it is."""
    keeping = retention.Keeping(set_.history.keep_audits, set_.history.keep_texts)
    clock = datetime.now(UTC)
    gone = retention.apply(past.database, keeping, min(now, clock) if now else clock)
    if gone != retention.LetGo():
        said = words.say(
            "let go: {audits:n} audits of more than {months:n} months, the words of reviews in {texts:n} audits of more"
            " than {text_months:n}",
            audits=gone.audits,
            months=keeping.audits,
            texts=gone.texts,
            text_months=keeping.texts,
        )
        typer.echo(said, err=True)
