"""What NF Z67-147 wants told of the machine: what ereput knows of it, and what it cannot know."""

import platform
import ssl
from collections.abc import Iterable
from pathlib import Path

from ereput.words import N_

_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")  # there once systemd has set the clock by a server

# What the standard asks for and no program can say of the machine that it runs on.
UNKNOWN = (
    N_("the public IP address, which only a server outside could tell"),
    N_("whether a VPN, or a proxy of the network, stood between this machine and the site"),
    N_("whether the machine is sound: its antivirus, and who else works on it"),
    N_("who typed the command"),
    N_("what a browser with scripts, an account or another place would have shown"),
)

_OF_YOUR_BROWSER = N_("not known: a page here was saved by your own browser")


def facts(
    *,
    tool: str,
    user_agent: str,
    proxy: str | None,
    clients: Iterable[str],
    zone: str,
    browser: str | None,
    has_saved: bool,
) -> dict[str, str | bool | None]:
    """What is known, under plain names; None for what this system does not say.

    Of a page that the user's own browser saved nobody knows how it was asked for: one such page, and nothing is said.
    """
    return {
        "tool": tool,
        "user_agent": user_agent,
        "operating_system": _system(),
        "processor": platform.machine() or None,
        "python": platform.python_version(),
        "tls_library": ssl.OPENSSL_VERSION,
        "browser_of_pictures": browser,
        "local_ip_addresses": ", ".join(sorted(clients)) or None,  # on the connections; often a private one
        "proxy": proxy or N_("no proxy set"),
        "cache": _OF_YOUR_BROWSER if has_saved else N_("none: every page was asked for anew"),
        "cookies": _OF_YOUR_BROWSER if has_saved else N_("none sent, none kept"),
        "browsing_history": _OF_YOUR_BROWSER if has_saved else N_("none: ereput has no session"),
        "scripts_run": None if has_saved else False,
        "time_zone": zone,
        "clock_set_by_a_time_server": True if _SYNCHRONISED.exists() else None,
    }


def _system() -> str:
    """Debian GNU/Linux 12 (bookworm) · Linux 6.1.0 · never the machine's name."""
    named = ""
    if platform.system() == "Linux":
        try:
            named = platform.freedesktop_os_release().get("PRETTY_NAME", "")
        except OSError:
            named = ""
    elif platform.system() == "Darwin":
        named = f"macOS {platform.mac_ver()[0]}"
    return " · ".join(part for part in (named, f"{platform.system()} {platform.release()}") if part.strip())
