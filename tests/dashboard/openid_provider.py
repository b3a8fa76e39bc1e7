"""A small OpenID provider on a port of this machine, for tests that sign in there."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "bilim", "a secret of both"


class OpenID:
    """A provider where everybody is the person of `claims`; what else can be set makes it lie."""

    def __init__(self, issuer: str, key: RSAKey):
        self.issuer, self.key = issuer, key
        self.signs_with = key
        """The key of its signatures; the one that it tells of is always `key`."""
        self.claims: dict[str, Any] = {}
        """What it says of the person who signs in."""
        self.changed: dict[str, Any] = {}
        """What it says otherwise than it should in an ID token."""
        self.metadata: dict[str, Any] = {}
        """What it says otherwise than it should of itself."""
        self.by_userinfo = False
        """Tell of the person only where it is asked for them."""
        self.told_of = "person"
        """Of whom it tells there."""
        self.refuses = False
        self.asked: list[str] = []
        """Paths that were asked for, in order."""
        self.codes: dict[str, dict[str, str]] = {}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "code_challenge_methods_supported": ["S256"],
            **self.metadata,
        }

    def keys(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where a browser is led back to; there is nobody to click."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        if self.refuses:
            answer = {"error": "access_denied"}
        else:
            code = secrets.token_urlsafe(16)
            self.codes[code] = asked
            answer = {"code": code}
        return f"{asked['redirect_uri']}?{urlencode({**answer, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Hand over an ID token for a code, once, and only to who began with it."""
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        asked = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if authorization != f"Basic {known}":
            return 401, {"error": "invalid_client"}
        if (
            asked is None
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form["redirect_uri"]
        ):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": "person", "aud": CLIENT, "nonce": asked["nonce"],
            "iat": now, "exp": now + 300, **({} if self.by_userinfo else self.claims),
            **self.changed,
        }  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.signs_with)
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": signed}

    def userinfo(self, authorization: str) -> tuple[int, dict[str, Any]]:
        if authorization != "Bearer access":
            return 401, {"error": "invalid_token"}
        return 200, {"sub": self.told_of, **self.claims}


def _handler(provider: OpenID) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            provider.asked.append(parts.path)
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(dict(parse_qsl(parts.query))))
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif parts.path == "/userinfo":
                self._say(*provider.userinfo(self.headers.get("Authorization", "")))
            elif parts.path == "/keys":
                self._say(200, provider.keys())
            elif parts.path == "/.well-known/openid-configuration":
                self._say(200, provider.discovery())
            else:
                self._say(404, {})

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            known = self.headers.get("Authorization", "")
            self._say(*provider.token(dict(parse_qsl(body)), known))

        def _say(self, status: int, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@contextmanager
def serving(key: RSAKey) -> Iterator[OpenID]:
    """Let a provider answer on a free port for as long as it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    provider = OpenID(f"http://127.0.0.1:{server.server_port}", key)
    server.RequestHandlerClass = _handler(provider)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def led_back(address: str) -> str:
    """Return where the provider leads a browser that opens an address of it."""
    try:
        build_opener(_StayHere).open(address)
    except HTTPError as answer:
        with answer:
            assert answer.code == 302, answer.code
            return answer.headers["Location"]
    raise AssertionError(f"{address} leads nowhere")
