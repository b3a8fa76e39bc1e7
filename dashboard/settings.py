"""What can be set from outside, and what holds when nothing is set?"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent


class BadSetting(ValueError):
    """A setting that cannot be used; says which and why."""


@dataclass(frozen=True)
class Provider:
    """Who vouches by OpenID Connect for those who sign in."""

    issuer: str
    """Address below which the provider tells everything else about itself."""
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    """As readers know it."""


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
    smtp_url: str | None = None
    """The mail server: smtp://user:password@host:port; smtps:// is encrypted from the start."""
    mail_from: str | None = None
    """Address from which reminders come."""
    site_url: str | None = None
    """Where readers open the dashboard, for links in reminders and for new passwords."""
    answer_ahead: bool = True
    """Whether what readers may choose next is answered while nobody asks."""
    sign_in_to_read: bool = False
    """Whether published pages are for accounts only."""
    provider: Provider | None = None
    """Where else than here somebody may sign in."""
    log_format: str = "text"
    """How the log is written: text or json, one object a line."""

    @property
    def opened_at(self) -> str:
        """Where readers open the dashboard, as far as is known."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.site_url or f"http://{host}:{self.port}"

    @property
    def database_shown(self) -> str:
        """The address of the database without its password."""
        return make_url(self.database_url).render_as_string(hide_password=True)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment; raise BadSetting for a value that makes no sense."""
        file = ROOT / "instance" / "bilim.sqlite"
        return cls(
            database_url=_database_url(environment.get("DATABASE_URL") or f"sqlite:///{file}"),
            host=environment.get("HOST") or cls.host,
            port=_whole("PORT", environment, cls.port, 65_535),
            workers=_whole("WORKERS", environment, cls.workers, 64),
            threads=_whole("THREADS", environment, cls.threads, 64),
            demonstration=_yes_no("DEMONSTRATION", environment, default=True),
            smtp_url=_url("SMTP_URL", environment, "smtp", "smtps"),
            mail_from=environment.get("MAIL_FROM") or None,
            site_url=_url("SITE_URL", environment, "http", "https"),
            answer_ahead=_yes_no("ANSWER_AHEAD", environment, default=True),
            sign_in_to_read=_yes_no("SIGN_IN_TO_READ", environment, default=False),
            provider=_provider(environment),
            log_format=_one_of("LOG_FORMAT", environment, "text", "json"),
        )


def _database_url(text: str) -> str:
    """Return the address as it is, which may hold a password and so never stands in a message."""
    kinds = "sqlite:////folder/file or postgresql://user:password@host/name"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise BadSetting(f"DATABASE_URL must read {kinds}.") from None
    is_file = url.drivername in ("sqlite", "sqlite+pysqlite")
    if is_file and url.database in (None, "", ":memory:"):
        raise BadSetting(f"DATABASE_URL names no file: it must read {kinds}.")
    if not is_file and url.get_backend_name() != "postgresql":
        raise BadSetting(f"DATABASE_URL must read {kinds}, not {url.drivername}://….")
    return text


def _whole(name: str, environment: Mapping[str, str], default: int, maximum: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= maximum:
        raise BadSetting(f"{name} must be a whole number from 1 to {maximum}, not {text!r}.")
    return int(text)


def _url(name: str, environment: Mapping[str, str], *schemes: str) -> str | None:
    """Return an address as it is, which may hold a password and so never stands in a message."""
    text = environment.get(name)
    if not text:
        return None
    try:
        parts = urlsplit(text)
        is_whole = parts.scheme in schemes and parts.hostname and (parts.port or 1)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise BadSetting(f"{name} must read {schemes[0]}://host, with a port where it is unusual.")
    return text.rstrip("/")


def _provider(environment: Mapping[str, str]) -> Provider | None:
    """Return who vouches; three settings belong together, and what they tell is secret."""
    names = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    given = {name: environment[name] for name in names if environment.get(name)}
    if not given:
        return None
    if missing := [name for name in names if name not in given]:
        raise BadSetting(
            f"{' and '.join(given)} {'is' if len(given) == 1 else 'are'} set without "
            f"{' and '.join(missing)}: all three are needed, or none."
        )
    issuer = _url("OIDC_ISSUER", environment, "https", "http") or ""
    parts = urlsplit(issuer)
    host = parts.hostname or ""
    if parts.scheme == "http" and host not in ("localhost", "127.0.0.1", "::1"):
        raise BadSetting("OIDC_ISSUER must begin with https://, except on this machine.")
    name = " ".join((environment.get("OIDC_NAME") or "").split()) or host
    return Provider(issuer, given["OIDC_CLIENT_ID"], given["OIDC_CLIENT_SECRET"], name)


def _yes_no(name: str, environment: Mapping[str, str], *, default: bool) -> bool:
    first, second = ("yes", "no") if default else ("no", "yes")
    return _one_of(name, environment, first, second) == "yes"


def _one_of(name: str, environment: Mapping[str, str], default: str, other: str) -> str:
    text = (environment.get(name) or default).lower()
    if text not in (default, other):
        words = " or ".join(sorted((default, other), reverse=True))
        raise BadSetting(f"{name} must be {words}, not {text!r}.")
    return text
