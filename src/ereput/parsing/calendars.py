"""The words of time in French, English, Spanish, Italian and German, lower-case and without accents."""

_MONTHS = {
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "fr short": "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "en": "january february march april may june july august september october november december",
    "en short": "jan feb mar apr may jun jul aug sep oct nov dec",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    # Not "ago" for August: it ends every "months ago".
    "es short": "ene feb mar abr may jun jul - sep oct nov dic",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "de": "januar februar marz april mai juni juli august september oktober november dezember",
    "de short": "jan feb mar apr mai jun jul aug sep okt nov dez",
}
MONTHS = {name: number for names in _MONTHS.values() for number, name in enumerate(names.split(), 1)} | {
    "fev": 2,
    "maerz": 3,
}
MONTHS.pop("-")

_UNITS = {
    "second": "seconde secondes second seconds segundo segundos sekunde sekunden sec s",
    "minute": "minute minutes minuto minutos minuti minuten min mn",
    "hour": "heure heures hour hours hora horas ora ore stunde stunden std h",
    "day": "jour jours day days dia dias giorno giorni tag tagen tage j d",
    "week": "semaine semaines week weeks semana semanas settimana settimane woche wochen sem w",
    "month": "mois month months mes meses mese mesi monat monaten monate mo",
    "year": "an ans annee annees year years ano anos anno anni jahr jahren jahre y yr yrs",
}
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}

_NUMERALS = {
    1: "un une a an one una uno einem einer",
    2: "deux two dos due zwei",
    3: "trois three tres tre drei",
    4: "quatre four cuatro quattro vier",
    5: "cinq five cinco cinque funf",
    6: "six seis sei sechs",
    7: "sept seven siete sette sieben",
    8: "huit eight ocho otto acht",
    9: "neuf nine nueve nove neun",
    10: "dix ten diez dieci zehn",
    11: "onze eleven",
    12: "douze twelve",
}
NUMERALS = {word: number for number, words in _NUMERALS.items() for word in words.split()}

# <n> stands for a number in digits or words and the space after it, <u> for a unit; "how" for a word of measure.
AGO = (
    r"il y a (?:(?:un peu )?(?P<how1>plus|moins|environ|presque) (?:de |d.)?)?<n><u>",
    r"\b<n><u> ago",
    r"hace (?:(?P<how2>mas|menos|unos|unas|cerca|casi) (?:de )?)?<n><u>",
    r"\b<n><u> fa",
    r"vor (?:(?:etwas )?(?P<how3>uber|mehr|weniger|etwa|ungefahr|rund|fast|ca)\.? (?:als )?)?<n><u>",
    r"depuis <n><u>",
)
MORE = frozenset("plus more over mas uber mehr".split())
LESS = frozenset("moins less under menos weniger".split())
ABOUT = frozenset("environ presque about around almost nearly unos unas cerca casi etwa ungefahr rund fast ca".split())

# Words for a calendar day, week, month or year, and how many before this one it is.
OFFSETS = {
    r"avant.hier|day before yesterday|anteayer|antes de ayer|vorgestern": ("day", 2),
    r"hier|yesterday|ayer|ieri|gestern": ("day", 1),
    r"aujourd.?hui|today|hoy|oggi|heute|a l.instant|just now|a moment ago|recien|a few seconds ago": ("day", 0),
    r"la semaine (?:derniere|passee)|last week|la semana pasada|(?:letzte|vergangene|letzter|vergangener) woche": (
        "week",
        1,
    ),
    r"cette semaine|this week|esta semana|(?:diese|dieser) woche": ("week", 0),
    r"le mois (?:dernier|passe)|last month|el mes pasado|(?:letzten|vergangenen) monat": ("month", 1),
    r"ce mois.ci|this month|este mes|(?:diesen|diesem) monat": ("month", 0),
    r"l.an (?:dernier|passe)|l.annee (?:derniere|passee)|last year|el ano pasado|(?:letzte|vergangene)[sn] jahr": (
        "year",
        1,
    ),
    r"cette annee|this year|este ano|(?:dieses|diesem) jahr": ("year", 0),
}
