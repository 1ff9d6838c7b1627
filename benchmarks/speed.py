"""Speed and size of ereput on this machine, as ratios where a ratio can be had: prints one JSON object.

    python benchmarks/speed.py [NAME …]   start · audit · demo · size · pages · register · identity · opinions · batch

start   --version and --help against a bare `python -c "import typer"`, medians of whole processes run in turn.
audit   the nine default sources, paces lifted, each on its own port, answering after 200 ms a request: wall time of
        `ereput.audit` against the longest chain of requests that had to follow one another.
demo    the demo's audit after start-up, and the memory of its whole process.
size    what a plain install of the core takes on disk.
register  a register of 2,200,000 rows, invented (synthetic_register.py; 880 MB beside it for a while): its import,
        and people looked for by their exact name, with one slip of the finger in it, and with two.
pages   the reader of pages against extruct, on the same real pages in the same process, in turn; unmeasured where
        extruct (of the test extra) or ../shared/bench/pages/dev is absent.
identity listings and search results judged in a second of one core, all different, with a register that holds six
        people of the name; what is known of the practitioner is prepared once. Judged alone, and with the reading of
        their texts.
batch   many practitioners (batches.py), by name only: a quarter of an hour, or a part: BATCH_PARTS=paced|lifted|replay.
opinions reviews a CPU second, sentiment and aspects, on one core; the weights' loading; and, where vaderSentiment-fr
        happens to be installed, the ratio to its sentiment alone on the same texts in the same process.
"""

import asyncio
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "fixtures" / "webs" / "lyon"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SECONDS = 0.2  # every request is answered after so long


def start(rounds: int = 15) -> dict[str, Any]:
    """Medians of whole processes, in turn, so that the machine's mood falls on all alike."""
    commands = {
        "typer": [sys.executable, "-c", "import typer"],
        "version": [sys.executable, "-m", "ereput", "--version"],
        "help": [sys.executable, "-m", "ereput", "--help"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            taken[name].append(time.perf_counter() - began)
    median = {name: statistics.median(times[1:]) for name, times in taken.items()}
    return {
        "version_over_typer": round(median["version"] / median["typer"], 2),
        "help_over_typer": round(median["help"] / median["typer"], 2),
        "typer_ms": round(1000 * median["typer"]),
    }


class _Web:
    """The invented web of Lyon on local ports, one for each source, each answer after SECONDS."""

    def __init__(self, names: list[str]) -> None:
        from ereput.fetch.replay import Player, saved

        # The 429 of the fixture is left out: its wait is the news index's own, and no chain of requests.
        self.player = Player((exchange, body) for exchange, body in saved(WEB) if exchange.status != 429)
        self.lock, self.asked = threading.Lock(), Counter[str]()
        self.ports = {name: self._served(name) for name in names}

    def _served(self, name: str) -> int:
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement

            def do_GET(self) -> None:
                web.answer(name, self, "GET")

            def do_POST(self) -> None:
                web.answer(name, self, "POST")

            def log_message(self, *args: object) -> None:
                """Nothing is printed but the figures."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server.server_port

    def answer(self, name: str, handler: BaseHTTPRequestHandler, method: str) -> None:
        body = handler.rfile.read(int(handler.headers.get("content-length") or 0)) or None
        due = time.perf_counter() + SECONDS
        status, kind, content = self._saved(name, method, handler.path, body)
        self.asked[name] += 1
        time.sleep(max(0.0, due - time.perf_counter()))
        handler.send_response(status)
        handler.send_header("content-type", kind)
        handler.send_header("content-length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    def _saved(self, name: str, method: str, path: str, body: bytes | None) -> tuple[int, str, bytes]:
        from ereput.errors import SourceError
        from ereput.fetch import Ask

        if name == "web_pages":
            page = (
                b"User-agent: *\nAllow: /\n"
                if path == "/robots.txt"
                else (WEB / "pages" / path[1:].partition("?")[0]).read_bytes()
            )
            return 200, "text/plain" if path == "/robots.txt" else "text/html; charset=utf-8", page
        if name == "keenable":  # which refuses in the fixture: here it answers
            return 200, "application/json", b'{"results": []}'
        try:
            with self.lock:
                answer = asyncio.run(self.player(Ask(method, HOSTS[name] + path, body=body)))
        except SourceError as error:
            return 500, "text/plain", str(error).encode()
        return answer.status, answer.headers["content-type"], self._led_here(answer.body)

    def _led_here(self, body: bytes) -> bytes:
        """The pages that answers lead to stand on a port of their own."""
        here = f"http://127.0.0.1:{self.ports['web_pages']}/"
        for url, file in PAGES.items():
            body = body.replace(f'"{url}"'.encode(), f'"{here}{file}"'.encode())
        return body


HOSTS: dict[str, str] = {}
PAGES = {
    "https://www.dr-vaubrun.example/": "own.html",
    "https://annuaire-soins-rhone.example/dermatologue/helene-vaubrun": "directory.html",
    "https://annuaire-soins-rhone.example/cardiologue/helene-vaubrun": "directory-cardiologist.html",
    "https://www.clinique-acacias-bleus.example/equipe/dermatologie": "clinic.html",
    "https://www.gazette-du-confluent.example/lyon/depistage-peau-tilleuls": "article.html",
    "https://www.gazette-du-confluent.example/lyon/deserts-medicaux-dermatologues": "article.html?later",
    "https://sages-femmes-nantes.example/vaubrun": "midwife.html",
    "https://avis-praticiens.example/fr/lyon/helene-vaubrun-dermatologue": "directory.html?reviews",
}


def audit(rounds: int = 5) -> dict[str, Any]:
    """The median over some rounds of wall time over chain; the chain is counted by the servers."""
    from ereput import card, registry
    from ereput.audit import audit as made
    from ereput.fetch import Fetcher, FetchSettings
    from ereput.source import SourceSettings
    from ereput.words import Words

    classes = {name: cls for name, cls in registry.source_classes().items() if cls.about.is_default}
    HOSTS.update({name: cls.about.base_url for name, cls in classes.items()})
    ratios, walls, own = [], [], []
    for _ in range(rounds):
        web = _Web(list(classes))
        urls = {name: f"http://127.0.0.1:{port}" for name, port in web.ports.items()}
        who = card.practitioner(card.read(WEB / "card.toml"))
        sources = [cls(SourceSettings(base_url=urls[name], pace=0.0)) for name, cls in classes.items()]
        settings = FetchSettings(
            allow_private=tuple(url.removeprefix("http://") for url in urls.values()),
            paces=dict.fromkeys(classes, 0.0),
        )

        async def run(settings: FetchSettings = settings, who: Any = who, sources: Any = sources) -> float:
            async with Fetcher(settings, now=lambda: NOW) as fetch:
                began = time.perf_counter()
                await made(who, sources, fetch, now=NOW, words=Words("fr"))
                return time.perf_counter() - began

        wall = asyncio.run(run())
        chain = SECONDS * _chain(web.asked, classes)
        slowest = SECONDS * max(web.asked.values())
        ratios.append(wall / chain)
        own.append(wall / slowest)
        walls.append(wall)
    return {
        "audit_wall_over_chain": round(statistics.median(ratios), 3),
        "audit_wall_over_slowest_source_alone": round(statistics.median(own), 3),
        "audit_wall_s": round(statistics.median(walls), 2),
        "requests": dict(web.asked),
    }


def _chain(asked: Counter[str], classes: dict[str, Any]) -> int:
    """The longest line of requests that follow one another: a source's own, after those that it takes leads from."""

    def before(name: str) -> int:
        takes = classes[name].about.takes
        givers = [n for n, c in classes.items() if c.about.gives & takes and not c.about.takes]
        return max((asked[giver] for giver in givers), default=0) if takes else 0

    return max(asked[name] + before(name) for name in classes)


def demo() -> dict[str, Any]:
    """The demo's audit from the first request to the rendered page, and the peak memory of the whole command."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "EREPUT_DATA": folder, "EREPUT_CONFIG": f"{folder}/none.toml", "EREPUT_NO_KEYRING": "1"}
        command = [sys.executable, str(Path(__file__)), "--inside-demo"]
        taken = [json.loads(subprocess.run(command, check=True, capture_output=True, env=env).stdout) for _ in range(5)]
    return {
        "demo_audit_s": round(statistics.median(row["seconds"] for row in taken), 3),
        "demo_memory_mb": round(max(row["memory_mb"] for row in taken), 1),
    }


def _inside_demo() -> None:
    """One process: import everything, then time the audit and its page."""
    from ereput import card, registry
    from ereput.audit import audit as made
    from ereput.exports.harvest import brought
    from ereput.fetch.replay import Player
    from ereput.report import render
    from ereput.testing import still
    from ereput.words import Words

    words = Words("fr")
    who = card.practitioner(card.read(WEB / "card.toml"))
    sources = [source for source in registry.sources({}).values() if registry.is_on(source)]
    began = time.perf_counter()

    async def run() -> Any:
        files = [brought([WEB / "takeout"], NOW)]
        async with still(Player.of(WEB), NOW) as fetch:
            return await made(who, sources, fetch, now=NOW, words=words, brought=files)

    render("terminal", asyncio.run(run()), words, width=100, colour=False)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "memory_mb": _memory_mb()}))


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def size() -> dict[str, Any]:
    """A plain install of the core into a folder of its own, in MB as files are long, with and without bytecode."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["--constraint", str(ROOT / "constraints.txt"), "--target", folder, str(ROOT)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        files = [file for file in Path(folder).rglob("*") if file.is_file()]
        whole = sum(file.stat().st_size for file in files)
        source = sum(file.stat().st_size for file in files if file.suffix != ".pyc")
    return {"install_mb": round(whole / 1e6, 1), "install_without_bytecode_mb": round(source / 1e6, 1)}


PAGES_OF_BENCH = ROOT.parent / "shared" / "bench" / "pages" / "dev"


def pages(rounds: int = 5) -> dict[str, Any]:
    """Pages a second, and the reader's over extruct's; ours gives what `ereput read` does."""
    try:
        import extruct
    except ImportError:
        return {"pages": "unmeasured: extruct is not installed"}
    if not PAGES_OF_BENCH.is_dir():
        return {"pages": "unmeasured: no ../shared/bench/pages/dev"}
    import logging

    from ereput.model import Evidence
    from ereput.reading import read_html

    logging.disable(logging.CRITICAL)
    texts = [page.read_bytes().decode("utf-8", "replace") for page in sorted(PAGES_OF_BENCH.glob("*.html"))]
    evidence = Evidence(source="exports", url="file:page.html", retrieved_at=NOW)

    def extracted(text: str, syntaxes: list[str]) -> None:
        extruct.extract(text, base_url="https://pages.example/", syntaxes=syntaxes, errors="ignore")

    readers: dict[str, Callable[[str], object]] = {
        "ours": lambda text: read_html(text, "https://pages.example/", evidence),
        "json_ld_microdata": lambda text: extracted(text, ["json-ld", "microdata"]),
        "json_ld_microdata_rdfa": lambda text: extracted(text, ["json-ld", "microdata", "rdfa"]),
    }
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds + 1):  # the first is not counted
        for name, reader in readers.items():
            began = time.process_time()
            for text in texts:
                reader(text)
            taken[name].append(time.process_time() - began)
    median = {name: statistics.median(times[1:]) for name, times in taken.items()}
    return {
        "pages_a_second": {name: round(len(texts) / seconds) for name, seconds in median.items()},
        "pages_over_json_ld_microdata": round(median["json_ld_microdata"] / median["ours"], 2),
        "pages_over_json_ld_microdata_rdfa": round(median["json_ld_microdata_rdfa"] / median["ours"], 2),
    }


def register() -> dict[str, Any]:
    """Import and look-ups in one process of their own, so that the memory is theirs."""
    import synthetic_register

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ps-libreacces-personne-activite.txt"
        synthetic_register.write(file)
        command = [sys.executable, str(Path(__file__)), "--inside-register", str(file)]
        made: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return made


def _inside_register(file: Path) -> None:
    """One process: the import, its memory, then look-ups."""
    from ereput.register import Register, build

    index = file.with_name("register.sqlite")
    began, began_cpu = time.perf_counter(), time.process_time()
    build(file, index, NOW)
    figures: dict[str, Any] = {
        "register_import_s": round(time.perf_counter() - began, 1),
        "register_import_cpu_s": round(time.process_time() - began_cpu, 1),
        "register_import_memory_mb": round(_memory_mb()),
        "register_disk_mb": round(index.stat().st_size / 1e6),
    }
    with Register(index) as known:
        names, draw = _people(file), random.Random(1)
        known.find("Zyzyzy Qvaxbrolle")  # the list of surnames is read once
        asked = {
            "exact": [f"{given} {family}" for given, family in names],
            "slip": [f"{given} {_slipped(family, draw)}" for given, family in names],
            "two_slips": [f"{given} {_slipped(_slipped(family, draw), draw)}" for given, family in names],
        }
        for what, questions in asked.items():
            taken, found = [], 0
            for question in questions:
                began = time.perf_counter()
                found += bool(known.find(question))
                taken.append(1000 * (time.perf_counter() - began))
            taken.sort()
            figures[f"register_{what}_ms"] = {
                "median": round(statistics.median(taken), 2),
                "p95": round(taken[int(0.95 * len(taken))], 2),
                "found": f"{found}/{len(questions)}",
            }
    print(json.dumps(figures))


def _people(file: Path, many: int = 500) -> list[tuple[str, str]]:
    """First and family names from all over the file."""
    with file.open(encoding="utf-8") as lines:
        every = file.stat().st_size // 400 // many
        rows = (line.split("|") for number, line in enumerate(lines) if number and not number % every)
        return [(row[8].title(), row[7]) for row in rows][:many]


def _slipped(name: str, draw: random.Random) -> str:
    """A letter left out, put in, changed, or two exchanged; not the first."""
    at = draw.randrange(1, len(name) - 1)
    letter = draw.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    head, rest = name[:at], name[at:]
    return draw.choice((head + rest[1:], head + letter + rest, head + letter + rest[1:], head + rest[1::-1] + rest[2:]))


def identity(many: int = 10_000, rounds: int = 3) -> dict[str, Any]:
    """The best of some rounds, each over people, streets and numbers that no round before has shown."""
    from ereput.identity.evidence import beside
    from ereput.identity.resolve import Inquiry
    from ereput.identity.sights import settled, sight
    from ereput.model import Address, Practitioner

    who = Practitioner(given="Hélène", family="Vaubrun", specialty="dermatologue", address=Address(locality="Lyon"))
    inquiry = Inquiry(who, _namesakes(), {False: 40})
    inquiry.matches(_found(0, 200))
    whole, alone = [], []
    for nth in range(1, rounds + 1):
        found = _found(nth, many)
        began = time.process_time()
        sights = settled([sight(one, inquiry.keep, inquiry.towns) for one in found], [inquiry.who, *inquiry.rivals])
        read = time.process_time()
        first = [inquiry.scored(one) for one in sights]
        for one, said in zip(first, beside(first), strict=True):
            inquiry.match(one, *said)
        alone.append(many / (time.process_time() - read))
        whole.append(many / (time.process_time() - began))
    return {"identity_judged_per_cpu_s": round(max(alone)), "identity_read_and_judged_per_cpu_s": round(max(whole))}


_WORKS = ("Dermatologue", "Cardiologue", "Médecin généraliste", "Sage-femme", "ORL", "Pédiatre")
_TOWNS = (("69003", "Lyon"), ("69006", "Lyon"), ("44000", "Nantes"), ("21000", "Dijon"), ("13002", "Marseille"))
_GIVEN = ("Hélène", "Lucie", "Claire", "Paul", "H.", "Hélène-Claire")


def _listing(nth: int, source: str, **given: Any) -> Any:
    from ereput.model import Address, Evidence, Listing, Seen

    code, town = _TOWNS[nth % len(_TOWNS)]
    return Listing(
        evidence=Evidence(source=source, url="https://annuaire.example/", retrieved_at=NOW),
        id=f"{source}-{nth}",
        url=f"https://annuaire.example/fiche/{nth}",
        seen=Seen.PAGE,
        specialty=_WORKS[nth % len(_WORKS)],
        address=Address(street=f"{nth % 180} rue des Tilleuls {nth % 97}", postal_code=code, locality=town),
        phones=(f"+334657{nth % 100_000:05}",),
        **given,
    )


def _namesakes() -> list[Any]:
    from ereput.model import Identifier

    cards = [(nth, Identifier(system="rpps", value=f"1999041{nth:04}")) for nth in range(6)]
    return [_listing(nth, "rpps", name="Hélène VAUBRUN", identifiers=(one,)) for nth, one in cards]


def _found(seed: int, many: int) -> list[Any]:
    """Half of them bear the family name; every third is seen in a search result only."""
    from ereput.model import Evidence, Mention

    draw = random.Random(seed)
    found: list[Any] = []
    for nth in range(many):
        family = draw.choice(("Vaubrun", "VAUBRUN", "Fer" + draw.choice("abcdeiou") + draw.choice("lnrst") + "el"))
        name = f"Dr {draw.choice(_GIVEN)} {family}"
        number = seed * many + nth
        if nth % 3:
            found.append(_listing(number, "candidates", name=name, title=f"{name} - avis {number}"))
        else:
            url = f"https://recherche.example/{number}"
            title = f"{name}, {draw.choice(_WORKS)} à {draw.choice(_TOWNS)[1]}"
            phone = f"04 65 71 {number % 90 + 10} {number // 90 % 90 + 10}"
            snippet = f"{name} exerce au {number % 200} rue Voltaire. Téléphone : {phone}. Avis {number}."
            evidence = Evidence(source="candidates", url=url, retrieved_at=NOW)
            found.append(Mention(evidence=evidence, url=url, title=title, snippet=snippet))
    return found


def opinions() -> dict[str, Any]:
    """Invented sentences of the fixtures, three at a time; the language is given."""
    import csv

    from ereput.opinion import opinion
    from ereput.parsing.grams import weights

    began = time.process_time()
    for name in ("fr", "en", "aspects-en"):
        weights("ereput.opinion", name)
    loaded = time.process_time() - began
    with (ROOT / "fixtures" / "opinion" / "sentences.csv").open(encoding="utf-8") as table:
        texts = [row["text"] for row in csv.DictReader(table) if row["language"] == "fr"]
    reviews = [" ".join(texts[i : i + 3]) for i in range(len(texts) - 2)] * 5
    rate = _rate(lambda text: opinion("x", text, language="fr"), reviews)
    figures = {"opinions_weights_load_ms": round(1000 * loaded, 1), "opinions_per_cpu_s": round(rate)}
    try:
        from vaderSentiment_fr.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        return figures
    other = _rate(SentimentIntensityAnalyzer().polarity_scores, reviews)
    return {**figures, "opinions_over_vader_fr": round(rate / other, 2)}


def _rate(reader: Callable[[str], object], texts: list[str]) -> float:
    """Texts a CPU second, the median of three rounds after one that warms up."""
    taken = []
    for _ in range(4):
        began = time.process_time()
        for text in texts:
            reader(text)
        taken.append(time.process_time() - began)
    return len(texts) / statistics.median(taken[1:])


def machine() -> str:
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {load:.1f}"


def batch() -> dict[str, Any]:
    """In a file of its own."""
    import batches

    return batches.batch()


def history() -> dict[str, Any]:
    """In a file of its own."""
    import past

    return past.history()


PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "start": start,
    "audit": audit,
    "demo": demo,
    "size": size,
    "pages": pages,
    "register": register,
    "identity": identity,
    "opinions": opinions,
    "history": history,
}
NAMED: dict[str, Callable[[], dict[str, Any]]] = {"batch": batch}  # only where it is named

if __name__ == "__main__":
    if sys.argv[1:] == ["--inside-demo"]:
        _inside_demo()
    elif sys.argv[1:2] == ["--inside-register"]:
        _inside_register(Path(sys.argv[2]))
    else:
        figures: dict[str, Any] = {"machine": machine()}
        for part in sys.argv[1:] or PARTS:
            figures |= {**PARTS, **NAMED}[part]()
        print(json.dumps(figures, indent=2))
