"""What no sum of evidence may outweigh, and whose else a listing is."""

from ereput.identity.compare import FEATURES
from ereput.identity.evidence import Scored
from ereput.identity.sights import is_brought, is_of_health, others_heading
from ereput.model import Judgement


def cap(scored: Scored, judged: Judgement) -> Judgement:
    """What no sum of evidence may outweigh."""

    def says(key: str, *levels: str) -> bool:
        return scored.answers[key][0] in levels

    if says("told", "open"):
        return Judgement.UNSURE
    if says("told", "theirs") or (says("page", "theirs") and not says("told", "not theirs")):
        return Judgement.SAME
    if says("told", "not theirs"):
        return Judgement.DIFFERENT
    if says("page", "not theirs") or says("register_number", "different") or says("given_name", "another"):
        return Judgement.DIFFERENT
    if says("specialty", "different", "other profession", "outside") and (
        says("town", "far") or says("rival", "much better")
    ):
        return Judgement.DIFFERENT
    if judged is Judgement.DIFFERENT and _is_misspelt(scored):
        return Judgement.UNSURE
    if scored.pair.place in ("nowhere", "mentioned"):
        return _without_name(scored, judged)
    if (
        says("cue", "successor", "named after", "dead", "kin")
        or says("given_name", "conflict")
        or says("family_name", "initial")
    ):
        return judged if judged is not Judgement.SAME else Judgement.UNSURE
    if judged is Judgement.SAME and _is_bare(scored):
        return Judgement.UNSURE
    is_kin = scored.pair.has_kin and says("given_name", "absent", "initial")
    if judged is Judgement.SAME and (is_kin or scored.pair.is_open or not _agrees(scored, *LOCATING)):
        return Judgement.UNSURE
    return judged


# Something besides the name that ties a page to a person: one of them is needed for "same".
LOCATING = ("register_number", "phone", "street", "town", "website", "brought", "specialty", "company", "abode")


def _is_bare(scored: Scored) -> bool:
    """Too little stands beside the name, however well it and the town agree."""
    level = {key: answer for key, (answer, _) in scored.answers.items()}
    if level["given_name"] in ("initial", "absent") and not _is_tied(scored):
        return True
    return not _agrees(scored, *SITED) and (level["cue"] == "university" or not is_of_health(scored.pair.sight))


def _is_tied(scored: Scored) -> bool:
    """What a surname with an initial, or alone, needs beside it: their very place or number, or both work and town."""
    if _agrees(scored, "register_number", "phone", "street", "website", "brought", "company"):
        return True
    return _agrees(scored, "specialty") and _agrees(scored, "town", "abode")


def _is_misspelt(scored: Scored) -> bool:
    """A family name that begins or sounds alike, on a page that is theirs in all else: a person had better look."""
    answers = scored.answers
    return (
        scored.pair.place == "heading"
        and answers["family_name"][0] == "near"
        and answers["given_name"][0] in ("full", "typo")
        and _agrees(scored, "phone", "street")
        and answers["rival"][0] not in ("better", "much better")
        and not any(
            FEATURES[key].levels[answers[key][0]].value == 0.0 for key in ("phone", "street", "specialty", "cue")
        )
    )


SITED = tuple(key for key in LOCATING if key not in ("town", "abode"))  # a university's town is nobody's practice


def _agrees(scored: Scored, *keys: str) -> bool:
    return any(FEATURES[key].levels[scored.answers[key][0]].value == 1.0 for key in keys)


def _without_name(scored: Scored, judged: Judgement) -> Judgement:
    """A page that does not name them: theirs only when they brought it, or when it is their own site's."""
    if scored.answers["register_number"][0] == "same":
        return Judgement.UNSURE if others_heading(scored.pair.sight) else judged
    if others_heading(scored.pair.sight):
        is_hers = _is_wed_woman(scored) and _agrees(scored, "phone", "street") and _agrees(scored, "specialty")
        return Judgement.UNSURE if is_hers else Judgement.DIFFERENT
    if is_brought(scored.pair.sight) or _agrees(scored, "website"):
        return judged
    return Judgement.DIFFERENT


def _is_wed_woman(scored: Scored) -> bool:
    """A woman of the same first name: it may be her other family name."""
    names = scored.pair.who.names
    return names.sex == "f" and any(set(names.given) <= set(run.words) for run in scored.pair.sight.heading)


def role(scored: Scored) -> str | None:
    """What somebody else's listing has to do with the practitioner: practice · successor · colleague · phone."""
    if scored.answers["cue"][0] == "successor":
        return "successor"
    is_here = _agrees(scored, "street", "practice") or (_agrees(scored, "phone") and _agrees(scored, "town"))
    if scored.pair.place not in ("nowhere", "mentioned") and scored.answers["family_name"][0] in ("full", "part"):
        return None
    is_persons = others_heading(scored.pair.sight)
    if is_here and (is_persons or scored.pair.sight.is_practice):
        return "colleague" if is_persons else "practice"
    return "phone" if _agrees(scored, "phone") and not is_here else None
