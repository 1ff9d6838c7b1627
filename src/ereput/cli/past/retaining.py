"""What is too old for the history is let go when it is opened, and that is said."""

from datetime import UTC, datetime

from ereput.cli.prose import remark
from ereput.history import History, retention
from ereput.settings import Settings
from ereput.words import Words


def let_go(past: History, set_: Settings, words: Words, now: datetime | None = None) -> None:
    """Lets go of it, and says so on stderr; a time typed for now makes nothing older than it is."""
    keeping = retention.Keeping(set_.history.keep_audits, set_.history.keep_texts)
    clock = datetime.now(UTC)
    gone = retention.apply(past.database, keeping, min(now, clock) if now else clock)
    audits = words.plural(
        "let go: {count} audit of more than {months} months",
        "let go: {count} audits of more than {months} months",
        gone.audits,
        months=keeping.audits,
    )
    texts = words.plural(
        "let go: what the reviews of {count} audit of more than {months} months say",
        "let go: what the reviews of {count} audits of more than {months} months say",
        gone.texts,
        months=keeping.texts,
    )
    for count, said in ((gone.audits, audits), (gone.texts, texts)):
        if count:
            remark(said)
