"""Words and marks of a text as people type it: accents, capitals, elongations, smileys and hidden characters aside."""

import re
import unicodedata

LONGEST = 20_000  # characters that are read of one text

_CALM, _CROSS = (
    "😀😃😄😁😊🙂😍🥰😘🤩😇🤗👍👏🙏💪❤♥💕💖💙💚💛💜🌟⭐✨🎉🥇👌💯😻🌹🌸💐☺",
    "😡😠🤬😤👎💩🤮🤢😞😔😟😢😭😱😒🙄😑😖😣😩😫🤦☹🙁😕😬💔⛔🚫",
)
SIGNS = {ord(sign): " signpos " for sign in _CALM} | {ord(sign): " signneg " for sign in _CROSS}
SIGN_WORDS = frozenset({"signpos", "signneg"})
_LETTERS = {
    ord(a): b for a, b in zip("œæø’‘`´ʼ«»“”–—\u2011", ["oe", "ae", "o", *"'''''", *'""""', *"---"], strict=True)
}
_HIDDEN = dict.fromkeys((173, *range(8203, 8208), *range(8234, 8239), *range(8288, 8304), 65279, 65039))
_CHANGED = SIGNS | _LETTERS | _HIDDEN


def _plain(text: str) -> str:
    """Lower-case ASCII of any text, character by character."""
    return unicodedata.normalize("NFKD", text.lower().translate(_CHANGED)).encode("ascii", "ignore").decode()


# Nearly all French and English fits windows-1252, where folding is one table of bytes; a character that folds to more
# than one, or to none, is left to `_plain`.
_FOLDS = {code: _plain(bytes((code,)).decode("windows-1252", "ignore")) for code in range(256)}
_TABLE = bytes(ord(to) if len(to) == 1 else code for code, to in _FOLDS.items())
_ODD = re.compile(b"[" + b"".join(re.escape(bytes((code,))) for code, to in _FOLDS.items() if len(to) != 1) + b"]")

_RUN_ON = re.compile(r"[A-ZÀ-Ý](?<=[a-zà-ÿ].)(?=[a-zà-ÿ])")  # "BonjourJe": what stood between is lost
_CAPITAL = re.compile(  # in each of the four that follow
    r"[A-ZÀ-Ý](?:(?<=[A-Za-zà-ÿ] .)|(?<=[DdMPp]r\. .)|(?<=[Dd]re\. .)|(?<=rof\. .)"
    r"|(?<=Mme\. .)|(?<=Mlle\. .)|(?<=Mrs\. .)|(?<=Ms\. .)|(?<=eure\. .)|(?<=teur\. .)|(?<=seur\. .)|(?<=ctor\. .)"
    r"|(?<=sieur\. .)|(?<=dame\. .))(?=[a-zà-ÿ])"
)
_PERSON = re.compile(  # "Dr Claire Doux": a name praises nobody
    r"\b([Dd]re?|[Dd]octeure?|[Pp]rof?|[Pp]rofesseure?|Mr|Mme|Mlle|Madame|Monsieur|Doctor|Mrs|Ms)\.?"
    r"(?: [A-ZÀ-Ý][a-zà-ÿ]{1,20}(?:[-'’][A-ZÀ-Ý][a-zà-ÿ]{1,20})?){1,3}(?![a-zà-ÿ])"
)
_NAMED = re.compile(  # "reçue par Claire Doux": two words with capitals after one without
    r"(?<![\w'’-])([a-zà-ÿ]+) [A-ZÀ-Ý][a-zà-ÿ]{1,20}(?:[ -][A-ZÀ-Ý][a-zà-ÿ]{1,20})+(?![a-zà-ÿ])"
)
_THANKED = re.compile(  # "Merci Claire Doux"
    r"\b(Merci|Bravo|Thanks)(?: [A-ZÀ-Ý][a-zà-ÿ]{1,20}(?:-[A-ZÀ-Ý][a-zà-ÿ]{1,20})?){2}(?![a-zà-ÿ])"
)
_SUBJECT = re.compile(  # "Claire Doux m'a reçue": two words with capitals before what a person does
    r"(?:^|(?<=[.!?\n] )|(?<=\n))[A-ZÀ-Ý][a-zà-ÿ]{1,20}(?:[ -][A-ZÀ-Ý][a-zà-ÿ]{1,20})+"
    r"(?= (?:[mnl]['’]|(?:nous|a|est|ne|me|was|is|has|gave|took|saw) ))"
)
_CHEER = re.compile(r"(?<![\w/])[:;=]['o-]?[)d](?!\w)|<3|\^\^")
_SULK = re.compile(r"(?<![\w/])[:;=]['o-]?[(/](?![\w/])")
_TOKEN = re.compile(r"[a-z]+|[0-9]+|,|[.!?;:\n()]+")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1+|([a-z])\2{2,}")

_KEPT = {"salle", "salles"}  # sale, sales: another word


def folded(text: str) -> str:
    """Lower-case ASCII; known signs become words, hidden characters go, what has no Latin letter is dropped."""
    text = _RUN_ON.sub(r". \g<0>", text[:LONGEST])
    try:
        packed = text.encode("windows-1252")
    except UnicodeEncodeError:
        return _plain(text)
    return _plain(text) if _ODD.search(packed) else packed.translate(_TABLE).decode("ascii")


def spelt(word: str) -> str:
    """A folded word with one letter where it is doubled or drawn out: professionnel → profesionel, treees → tres."""
    return word if word in _KEPT else _DOUBLE.sub(r"\1\2", word)


def pieces(text: str) -> list[str]:
    """A text's folded words, numbers and marks, in order; names of people that show themselves are left out."""
    text = text[:LONGEST]
    if _CAPITAL.search(text):
        text = _NAMED.sub(r"\1", _THANKED.sub(r"\1", _SUBJECT.sub("", _PERSON.sub(r"\1", text))))
    text = folded(text)
    if ":" in text or "=" in text or ";" in text or "^" in text or "<3" in text:
        text = _SULK.sub(" signneg ", _CHEER.sub(" signpos ", text))
    if "n't" in text:
        text = text.replace("can't", "can not").replace("won't", "will not").replace("n't", " not")
    return _TOKEN.findall(text)


def token(piece: str) -> str:
    """A word as `spelt`, a number, a comma, and "." for every mark that ends a clause ("!" and "?" stay themselves)."""
    if piece[0].isalnum():
        return spelt(piece)
    if piece == ",":
        return piece
    return "!" if "!" in piece else "?" if "?" in piece else "."


def has_words(text: str) -> bool:
    """There is a letter or a known sign in it; "5/5 !!!" has none."""
    return any(c.isalpha() or ord(c) in SIGNS for c in text[:LONGEST])


def is_signs(text: str) -> bool:
    """It has known signs and no letter: "👍👍"."""
    text = text[:LONGEST]
    return any(ord(c) in SIGNS for c in text) and not any(c.isalpha() for c in text)
