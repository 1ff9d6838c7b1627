"""A review as a thing states it: who, when, how many stars, in what words, and what was replied."""

from ereput.reading.numbers import mark, out_of
from ereput.reading.stated import RawReview
from ereput.reading.things import Thing, line

_REPLIES = ("comment", "reviewReply", "reply", "ownerResponse", "response", "replyToReview", "suggestedAnswer")


def review(thing: Thing) -> RawReview | None:
    """The review, None when it says neither words nor a mark."""
    raw = RawReview(author=line(thing.text("author", "creator", "reviewer")))
    raw.date = line(thing.text("datePublished", "dateCreated", "uploadDate"))
    raw.edited = line(thing.text("dateModified"))
    raw.text = thing.text("reviewBody", "description", "text", "articleBody", "name", "headline")
    raw.language = (line(thing.text("inLanguage")) or "")[:2].lower() or None
    raw.id = line(thing.text("url", "identifier")) or thing.id
    _marks(raw, thing)
    _reply(raw, thing)
    return raw if raw.text or raw.rating is not None else None


def _marks(raw: RawReview, thing: Thing) -> None:
    for rating in [*thing.things("reviewRating", "rating"), thing]:
        raw.rating, raw.best = out_of(rating.text("ratingValue"))
        raw.best = mark(rating.text("bestRating")) if rating.text("bestRating") else raw.best
        raw.worst = mark(rating.text("worstRating"))
        if raw.rating is not None:
            return
    raw.rating, raw.best = out_of(thing.text("reviewRating", "rating"))


def _reply(raw: RawReview, thing: Thing) -> None:
    for reply in thing.things(*_REPLIES):
        text = reply.text("text", "commentText", "description", "articleBody", "reviewBody")
        if text:
            raw.reply = text
            raw.replied = line(reply.text("dateCreated", "datePublished", "dateModified"))
            return
    for name in _REPLIES:
        text = next((value for value in thing.values(name) if isinstance(value, str) and len(value) > 20), None)
        if text and not text.startswith("http"):
            raw.reply = text
            return
