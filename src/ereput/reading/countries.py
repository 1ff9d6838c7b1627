"""Countries as pages name them, as ISO 3166-1 alpha-2."""

from urllib.parse import urlsplit

from ereput.parsing.names import folded

_NAMES = {
    "france": "FR", "belgique": "BE", "belgie": "BE", "belgium": "BE", "suisse": "CH", "schweiz": "CH",
    "svizzera": "CH", "switzerland": "CH", "luxembourg": "LU", "allemagne": "DE", "deutschland": "DE",
    "germany": "DE", "espagne": "ES", "espana": "ES", "spain": "ES", "italie": "IT", "italia": "IT", "italy": "IT",
    "portugal": "PT", "pays bas": "NL", "nederland": "NL", "netherlands": "NL", "the netherlands": "NL",
    "autriche": "AT", "osterreich": "AT", "austria": "AT", "royaume uni": "GB", "united kingdom": "GB", "uk": "GB",
    "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "irlande": "IE", "ireland": "IE",
    "etats unis": "US", "united states": "US", "united states of america": "US", "usa": "US", "us of a": "US",
    "canada": "CA", "mexique": "MX", "mexico": "MX", "bresil": "BR", "brasil": "BR", "brazil": "BR",
    "argentina": "AR", "chile": "CL", "colombia": "CO", "peru": "PE", "maroc": "MA", "morocco": "MA",
    "algerie": "DZ", "tunisie": "TN", "tunisia": "TN", "senegal": "SN", "cote d ivoire": "CI", "polska": "PL",
    "pologne": "PL", "poland": "PL", "danmark": "DK", "denmark": "DK", "sverige": "SE", "sweden": "SE",
    "norge": "NO", "norway": "NO", "inde": "IN", "india": "IN", "australia": "AU", "monaco": "MC",
    "guadeloupe": "GP", "martinique": "MQ", "la reunion": "RE", "reunion": "RE", "guyane": "GF", "mayotte": "YT",
}  # fmt: skip
_CODES = frozenset(_NAMES.values()) | frozenset(
    "AD AE BG CM CZ EE EG FI GA GR HK HR HU IL IS JP KR LB LT LV MT NC NZ PF PH RO RS RU SA SG SI SK TH TR TW UA "
    "ZA".split()
)
_DOMAINS = {"uk": "GB"} | {code.lower(): code for code in _CODES if code not in ("IN", "GB")}
_LANGUAGES = {"fr": "FR"}


def country_code(text: str | None) -> str | None:
    """FR of "France", "fr" or "FR"; None where the words are no country known here."""
    if not text:
        return None
    if text.strip().upper() in _CODES:
        return text.strip().upper()
    return _NAMES.get(folded(text))


def country_of_page(url: str, language: str | None) -> str:
    """Whose numbering a telephone number without a prefix follows: the domain's country, else the language's.

    "ZZ", which no number without a prefix can follow, where neither says.
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return _DOMAINS.get(host.rpartition(".")[2]) or _LANGUAGES.get(language or "", "ZZ")
