"""How does somebody sign in at the OpenID provider that the settings name?

By an authorization code with PKCE, state and nonce, which Authlib makes and checks. What has to be
kept until the browser comes back lies in a signed cookie of its own. The key follows from the
secret that is shared with the provider: all processes know it, and nothing more has to be set.
"""

import hashlib
import hmac
import logging
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from flask import Flask, Response, redirect, request, session
from flask.sessions import SecureCookieSessionInterface
from joserfc.errors import JoseError
from requests import RequestException
from sqlalchemy import Engine

from dashboard import asked, urls
from dashboard.account_pages import let_in, next_page
from dashboard.login import came_from
from dashboard.page import troubles_named
from dashboard.settings import Provider
from data_access import database
from data_access.changes import accounts as changes
from data_access.changes.accounts import Author, Refused
from data_access.filters import LANGUAGES
from layouts.i18n import Translator

log = logging.getLogger("bilim")

COOKIE = "bilim_provider"
LASTS = timedelta(hours=1)
"""How long somebody may take at the provider."""

PATIENCE = 5
"""Seconds for which one question to the provider may wait."""

KNOWN_FOR = 3600
"""Seconds after which the provider is asked anew where its addresses and keys are."""

LEEWAY = 60
"""Seconds by which the clocks of provider and server may differ."""

SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures of which the provider alone has the key."""


ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
"""Addresses that a provider has to tell."""


class NotTrusted(Exception):
    """The provider says something that it must not say."""


FAILURES = (RequestException, NotTrusted, AuthlibBaseError, JoseError, ValueError, KeyError)
"""What is raised where the provider does not answer, or not as it must."""


class _OnlyToProvider(OAuth2Session):
    """Asks nobody but the host of the issuer, whatever an answer or a redirect says."""

    def __init__(self, *given: Any, only: str, **options: Any):
        super().__init__(*given, **options)
        self.only = _origin(only)

    def send(self, request: Any, **options: Any) -> Any:
        if _origin(request.url) != self.only:
            raise NotTrusted(f"the provider sends us to {request.url}")
        return super().send(request, **options)  # type: ignore[attr-defined]


def _origin(address: str) -> tuple[str, str | None, int]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


class _Client(FlaskOAuth2App):
    """What Authlib knows of the provider; it is asked when somebody first signs in there."""

    client_cls = _OnlyToProvider

    def __init__(self, provider: Provider):
        super().__init__(
            FlaskIntegration("provider"),
            "provider",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            client_kwargs={
                "only": provider.issuer,
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": PATIENCE,
            },
        )
        self.issuer = provider.issuer
        self.told_at = f"{provider.issuer}/.well-known/openid-configuration"

    def load_server_metadata(self) -> dict[str, Any]:
        """Return what the provider says of itself, as far as it is believed."""
        if time.time() - self.server_metadata.get("_loaded_at", 0) > KNOWN_FOR:
            with self._get_session() as asking:  # type: ignore[attr-defined]
                answer = asking.request("GET", self.told_at, withhold_token=True)
                answer.raise_for_status()
                told = answer.json()
            self.server_metadata = {**_believed(told, self.issuer), "_loaded_at": time.time()}
        return self.server_metadata

    def claims(self) -> Mapping[str, Any]:
        """Return what the provider says of whoever comes back from it; raise one of FAILURES."""
        must_be = {"iss": self.load_server_metadata()["issuer"], "aud": self.client_id}
        token = self.authorize_access_token(
            claims_options={
                name: {"essential": True, "value": value} for name, value in must_be.items()
            },
            leeway=LEEWAY,
        )
        claims = token.get("userinfo")
        if claims is None:
            raise NotTrusted("the provider gave no ID token")
        if names(claims) or "userinfo_endpoint" not in self.server_metadata:
            return claims
        more = self.userinfo(token=token)
        if more.get("sub") != claims["sub"]:
            raise NotTrusted("the provider tells of somebody else than it vouched for")
        return more


def _believed(told: Any, issuer: str) -> dict[str, Any]:
    """Return those parts of what a provider says of itself that we ask for; raise NotTrusted."""
    if not isinstance(told, dict) or str(told.get("issuer")).rstrip("/") != issuer:
        raise NotTrusted(f"{issuer} says that it is somebody else")
    if missing := [name for name in ENDPOINTS if not isinstance(told.get(name), str)]:
        raise NotTrusted(f"{issuer} does not tell its {', '.join(missing)}")
    asked_for = ("issuer", *ENDPOINTS, "userinfo_endpoint")
    kept = {name: told[name] for name in asked_for if name in told}
    signs = told.get("id_token_signing_alg_values_supported") or SIGNATURES[:1]
    kept["id_token_signing_alg_values_supported"] = [each for each in SIGNATURES if each in signs]
    if not kept["id_token_signing_alg_values_supported"]:
        raise NotTrusted(f"{issuer} signs in no way that only it can")
    ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_basic" not in ways:
        kept["token_endpoint_auth_method"] = "client_secret_post"
    return kept


def names(claims: Mapping[str, Any]) -> list[str]:
    """Return what a provider calls somebody, as far as it vouches for it.

    An e-mail address only where the provider has verified it, and so none as a user name, which
    people may choose themselves.
    """
    email, user_name = claims.get("email"), claims.get("preferred_username")
    found = [email] if claims.get("email_verified") is True else []
    if isinstance(user_name, str) and "@" not in user_name:
        found.append(user_name)
    return [each for each in found if isinstance(each, str) and each.strip()]


class _ShortSession(SecureCookieSessionInterface):
    """The cookie of those who are on their way to the provider and back."""

    def __init__(self, site_url: str):
        self.is_https = site_url.startswith("https:")

    def get_cookie_secure(self, app: Flask) -> bool:
        return self.is_https or request.is_secure


def install(server: Flask, engine: Engine, provider: Provider, site_url: str | None) -> None:
    """Register where signing in at the provider begins and where the provider leads back to."""
    key = hmac.new(provider.client_secret.encode(), b"on the way to the provider", hashlib.sha256)
    server.secret_key = key.digest()
    server.permanent_session_lifetime = LASTS
    server.session_interface = _ShortSession(site_url or "")
    server.config.update(
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_PATH=urls.SIGN_IN,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    client = _Client(provider)

    @server.get(urls.PROVIDER)
    def begin_at_the_provider():
        t = asked.translator()
        session.clear()  # only the newest attempt counts
        session.update(lang=t.lang, next=next_page())
        back = f"{site_url or request.host_url.rstrip('/')}{urls.PROVIDER_BACK}"
        try:
            return client.authorize_redirect(back, ui_locales=t.lang)
        except FAILURES as error:
            return _refused(_told(error))

    @server.get(urls.PROVIDER_BACK)
    def come_back_from_the_provider():
        if client.framework.get_state_data(session, request.args.get("state")) is None:
            return _noted("not_begun")
        if "error" in request.args:
            log.info("the OpenID provider refuses: %r", request.args["error"])
            return _noted("cancelled")
        try:
            known_as = names(client.claims())
        except FAILURES as error:
            return _noted(_told(error))
        if not known_as:
            return _noted("nameless")
        with troubles_named():
            try:
                word = changes.sign_in_vouched(engine, known_as, came_from(), provider.issuer)
            except Refused as refused:
                return _refused(refused.fault.value, known_as[0])
        next_address, t = session.get("next", ""), _translator()
        session.clear()
        return let_in(word, next_address, t)

    def _noted(code: str) -> Response:
        """Write down that somebody was not let in, and tell them."""
        with troubles_named(), database.writing(engine) as db:
            changes.note_refused(db, Author("", came_from()), provider.issuer, code)
        return _refused(code)


def _told(error: Exception) -> str:
    """Log a failure of the provider and return its code, by which readers are told."""
    if isinstance(error, RequestException):
        log.warning("the OpenID provider does not answer", exc_info=error)
        return "away"
    log.warning("the OpenID provider is not trusted", exc_info=error)
    return "not_trusted"


def _refused(code: str, name: str = "") -> Response:
    """Lead somebody back to the page on which they can sign in, which says why they are there."""
    t, next_address = _translator(), session.get("next", "")
    session.clear()
    if name:
        session["named"] = name
    query = {"trouble": code, "next": next_address, "lang": t.lang}
    return redirect(f"{urls.SIGN_IN}?{urlencode(query)}", 303)  # type: ignore[return-value]


def _translator() -> Translator:
    """Return the language in which somebody began; what leads them back does not name it."""
    lang = session.get("lang")
    return Translator(lang) if lang in LANGUAGES else asked.translator()
