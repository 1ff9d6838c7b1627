"""RPL-06: people named in a reply. The practice's own names may sign it."""

import re
from collections.abc import Iterator

from ereput.guide.replies.reply import Reply
from ereput.parsing.names import given_names, plain

_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_TITLED = re.compile(
    r"\b(?i:M(?:me|lle|r|rs|s)\.?|M\.|Monsieur|Madame|Mademoiselle|Dre?\.?|Docteure?|Doctor|Professeure?|Pr\.?|Maître)\s+"
    rf"(?:de\s+|d[’']|le\s+|la\s+)?({_NAME})"
)
_ROLE = re.compile(
    r"\b(?:secrétaire|assistante?|infirmi[eè]re?|collègue|confrère|consœur|remplaçante?|stagiaire|interne|associée?|"
    rf"receptionist|secretary|nurse|assistant|colleague|locum)\s*,?\s+({_NAME})"
)
_WORD = re.compile(rf"(?<![.!?\n]\s)(?<![.!?\n])(?<=\s)({_NAME})")
_GREETED = re.compile(rf"^\s*(?:Bonjour|Bonsoir|Chère?|Hello|Dear|Hi)\s+({_NAME})")
_SIGNED = re.compile(r"(?:\n|[.!,]\s+)(?:(?!\n)[^.!?]){0,120}\.?\s*$")
_WITH_TEAM = re.compile(
    r"(?:\s+[A-ZÀ-ÖØ-Þ][\w’'-]+){0,2}\s+(?:(?:et\s+(?:son|toute\s+son|l[’'])|and\s+(?:his|her|the|their))\s*(?:équipe|team)"
    r"|(?:vous\s+)?remercie|thanks)"
)
_TEAM_OF = re.compile(r"(?:équipe|cabinet|secrétariat|team|practice|surgery)\s+(?:du|de\s+la|de|of)\s+$")
_BEGINS = re.compile(
    rf"(?:^|[.!?]\s+)({_NAME})(?=,?\s(?:from|at\sthe|in\sthe|our|notre|de\sl[’']accueil|du\ssecrétariat|has|was|is|will|a|est|sera|n[’'])\b)"
)
_TELLS = re.compile(r"(?i)\b(?:qui|que|est|sont|a|ont|ne|lui|elle|il|is|are|was|has|who|that|will)\b")
_COURTESY = frozenset("madame monsieur mesdames messieurs docteur sir madam all tous toutes doctor nous".split())


def named(reply: Reply) -> Iterator[str]:
    """Names of people, save in the signature and those of the practitioner."""
    own = {word for name in reply.case.names for word in plain(name).split()}
    signature = _SIGNED.search(reply.text)
    body = reply.text[: signature.start() + 1] if signature and _is_signature(signature[0]) else reply.text
    for pattern, is_sure in ((_TITLED, True), (_ROLE, True), (_GREETED, True), (_WORD, False), (_BEGINS, False)):
        for found in pattern.finditer(body):
            word = plain(re.sub(r"['’]s$", "", found[1]))
            if word in own or word in _COURTESY or _signs(body, found):
                continue
            if (is_sure and not _is_title(word)) or word in given_names():
                yield " ".join(found[0].split())


def _signs(body: str, found: re.Match[str]) -> bool:
    """Whether the name is the practice's own: its team, or who thanks."""
    return bool(_WITH_TEAM.match(body, found.end()) or _TEAM_OF.search(body, max(0, found.start() - 40), found.start()))


def _is_title(word: str) -> bool:
    return bool(
        re.fullmatch(r"(?:le|la|votre|merci|je|l|ma|mon|secretariat|medecin|traitant|directrice|directeur)", word)
    )


def _is_signature(line: str) -> bool:
    signs = re.search(r"(?i)\b(?:dr|docteure?|cabinet|équipe|secrétariat|cordialement|practice|team|regards)\b", line)
    return bool(signs) and not _TELLS.search(line)
