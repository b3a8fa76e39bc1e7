"""What can be set from outside, and what holds when nothing is set?"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class BadSetting(ValueError):
    """A setting that cannot be used; says which and why."""


@dataclass(frozen=True)
class Settings:
    """Everything that the environment may set; the README lists it."""

    database_url: str
    host: str = "127.0.0.1"
    port: int = 8050
    workers: int = 2
    threads: int = 4
    demonstration: bool = True
    """Fill an empty database with the demonstration programme."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment; raise BadSetting for a value that makes no sense."""
        file = ROOT / "instance" / "bilim.sqlite"
        return cls(
            database_url=environment.get("DATABASE_URL") or f"sqlite:///{file}",
            host=environment.get("HOST") or cls.host,
            port=_whole("PORT", environment, cls.port, 65_535),
            workers=_whole("WORKERS", environment, cls.workers, 64),
            threads=_whole("THREADS", environment, cls.threads, 64),
            demonstration=_yes_no("DEMONSTRATION", environment, default=True),
        )


def _whole(name: str, environment: Mapping[str, str], default: int, maximum: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= maximum:
        raise BadSetting(f"{name} must be a whole number from 1 to {maximum}, not {text!r}.")
    return int(text)


def _yes_no(name: str, environment: Mapping[str, str], *, default: bool) -> bool:
    text = (environment.get(name) or ("yes" if default else "no")).lower()
    if text not in ("yes", "no"):
        raise BadSetting(f"{name} must be yes or no, not {text!r}.")
    return text == "yes"
