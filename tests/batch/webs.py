"""The test web as tests see it: started, set as the sources of a batch, asked what it counted."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.request import ProxyHandler, build_opener

from answers import HOSTS

from ereput.fetch import FetchSettings
from ereput.source import Secret, SourceSettings

_OPENED = build_opener(ProxyHandler({}))


@dataclass
class Web:
    """Twelve hosts in a process of their own. Paces are in seconds between requests, by source."""

    paces: dict[str, float]
    latency: float = 0.0
    faults: float = 0.0

    def __enter__(self) -> Self:
        wanted = json.dumps({"paces": self.paces, "latency": self.latency, "faults": self.faults})
        script = str(Path(__file__).with_name("web.py"))
        self._process = subprocess.Popen([sys.executable, script, wanted], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self.ports: dict[str, int] = json.loads(self._process.stdout.readline())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()

    def url(self, host: str) -> str:
        return f"http://127.0.0.1:{self.ports[host]}"

    @property
    def doors(self) -> tuple[str, ...]:
        return tuple(f"127.0.0.1:{self.ports[host]}" for host in HOSTS)

    @property
    def sources(self) -> tuple[tuple[str, SourceSettings], ...]:
        return tuple((host, self._settings(host)) for host in HOSTS)

    def asking(self, cache: Path | None, **changed: Any) -> FetchSettings:
        """How a batch asks here: at the paces that the hosts allow, and with a patience that fits them."""
        return FetchSettings(
            allow_private=self.doors,
            paces={host: self.paces.get(host, 0.0) for host in HOSTS},
            cache=cache,
            **{"patience": (0.1, 0.4), **changed},
        )

    def toml(self) -> str:
        """The same as a settings file."""
        lines = ["[fetch]", f"allow_private = {json.dumps(self.doors)}"]
        for host in HOSTS:
            lines += [f"[sources.{host}]", "enabled = true", f"pace = {self.paces.get(host, 0.0)}"]
            lines += [f'base_url = "{self.url(host)}"'] if host != "web_pages" else []
            lines += ['key = "invented"'] if host in ("annuaire_sante", "brave") else []
        return "\n".join(lines) + "\n"

    def counts(self, month: int | None = None) -> dict[str, dict[str, float]]:
        """What each host has seen: asked, violations, the closest two questions, faults. May begin another month."""
        with _OPENED.open(f"{self.url('counts')}/{month or ''}", timeout=10) as answer:
            told: dict[str, dict[str, float]] = json.loads(answer.read())
        return told

    def _settings(self, host: str) -> SourceSettings:
        return SourceSettings(
            base_url=None if host == "web_pages" else self.url(host),
            key=Secret("invented") if host in ("annuaire_sante", "brave") else None,
            pace=self.paces.get(host, 0.0),
        )
