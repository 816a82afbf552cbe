"""A real OpenID provider on loopback, built on Authlib's authorization server, that gives what NHS CIS2 gives.

Client authentication by `private_key_jwt`, PKCE, nonce, discovery, keys, user info. Whoever sits at the desk (`who`) is
signed in without a question; `forge` may change an ID token as it is made, as somebody who wants in would.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import Key, KeySet, RSAKey
from werkzeug.serving import make_server

from accord.access.openid.clients import OpenIdClient

CLIENT_ID = "999999999999.apps.national"
CLIENT_KEY = RSAKey.generate_key(2048)
ELM_GP = {"person_roleid": "555260695103", "org_code": "Y90001", "role_code": "S0030:G0100:R0260"}
ALGORITHMS = {
    "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
    "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
}
Forge = Callable[[dict[str, Any]], str]


@dataclass
class Desk:
    """Who sits there, and how they show it."""

    subject: str = "s-gp"
    acr: str = "AAL3_ANY"
    roles: tuple[dict[str, str], ...] = (ELM_GP,)
    selected: str = ""
    sid: str = "session-1"
    authenticated: float = 0
    told_subject: str = ""


@dataclass
class Code(AuthorizationCodeMixin):
    """A code that was given, with what it was asked for with."""

    asked: dict[str, str]
    desk: Desk

    def get_redirect_uri(self) -> str:
        return self.asked["redirect_uri"]

    def get_scope(self) -> str:
        return self.asked["scope"]

    def get_nonce(self) -> str | None:
        return self.asked.get("nonce")

    def get_auth_time(self) -> int:
        return int(self.desk.authenticated or time.time())

    def get_acr(self) -> str:
        return self.desk.acr

    def get_amr(self) -> list[str]:
        return ["N3_SMARTCARD"]

    @property
    def code_challenge(self) -> str | None:
        return self.asked.get("code_challenge")

    @property
    def code_challenge_method(self) -> str | None:
        return self.asked.get("code_challenge_method")


class Registered(ClientMixin):
    """The one client that there is."""

    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_default_redirect_uri(self) -> None:
        return None

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri.endswith("/sign-in/openid/back")

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "private_key_jwt"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class ProviderServer:
    """The provider, with whatever a test wants of it."""

    address: str = ""
    desk: Desk = field(default_factory=Desk)
    keys: list[Key] = field(default_factory=list)
    forge: Forge | None = None
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, Desk] = field(default_factory=dict)
    assertions: set[str] = field(default_factory=set)
    forged: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def reset(self) -> None:
        """Begin anew, with one new key."""
        self.desk, self.forge, self.forged, self.asked, self.assertions = Desk(), None, [], [], set()
        self.rotate()

    def rotate(self) -> Key:
        """Sign with another key from now on."""
        self.keys = [RSAKey.generate_key(2048, {"kid": f"key-{time.monotonic_ns()}", "use": "sig"})]
        return self.keys[0]

    def client(self) -> OpenIdClient:
        """Return what we are to it."""
        pem = CLIENT_KEY.as_pem(private=True).decode()
        return OpenIdClient(issuer=self.address, client_id=CLIENT_ID, key=pem, key_id="ours-1")

    def come_back(self, there: str) -> str:
        """Sign in at the address to which we were led, and return where the browser comes back to, without its host."""
        answer = requests.get(there, allow_redirects=False, timeout=60)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"].split("testserver", 1)[1]

    def sign(self, claims: dict[str, Any], key: Key | None = None, **header: Any) -> str:
        """Return a token of the provider's own making."""
        signing = key or self.keys[0]
        return jwt.encode({"alg": "RS256", "kid": signing.kid, **header}, claims, signing, algorithms=["RS256"])


@contextmanager
def run_provider() -> Iterator[ProviderServer]:
    """Run the provider until the block ends."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ProviderServer()
    http = make_server("127.0.0.1", 0, _application(server), threaded=True)
    server.address = f"http://127.0.0.1:{http.server_port}"
    server.reset()
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield server
    http.shutdown()
    thread.join()
    http.server_close()


def _application(server: ProviderServer) -> Flask:
    app = Flask("provider")
    oauth = AuthorizationServer(app, query_client=_client, save_token=lambda token, asked: _save(server, token, asked))
    oauth.register_client_auth_method("private_key_jwt", _Assertions(server))
    oauth.register_grant(_grant(server), [_Tokens(server), CodeChallenge(required=True)])

    @app.get("/authorize")
    def authorize() -> Any:
        server.seen = request.args.to_dict()
        grant = oauth.get_consent_grant(end_user=server.desk)
        return oauth.create_authorization_response(grant=grant, grant_user=server.desk)

    @app.post("/token")
    def token() -> Any:
        return oauth.create_token_response()

    _describe(app, server)
    return app


def _describe(app: Flask, server: ProviderServer) -> None:
    @app.before_request
    def note() -> None:
        server.asked.append(request.path)

    @app.get("/.well-known/openid-configuration")
    def discovery() -> Any:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        names |= {"userinfo_endpoint": "userinfo", "end_session_endpoint": "end"}
        addresses = {name: f"{server.address}/{path}" for name, path in names.items()}
        return jsonify(issuer=server.address, **ALGORITHMS, **addresses)

    @app.get("/keys")
    def keys() -> Any:
        return jsonify(KeySet(server.keys).as_dict(private=False))

    @app.get("/userinfo")
    def userinfo() -> Any:
        desk = server.tokens[request.headers["Authorization"].removeprefix("Bearer ")]
        return jsonify(sub=desk.told_subject or desk.subject, nhsid_nrbac_roles=list(desk.roles))

    @app.post("/end")
    def end() -> Any:
        assert request.form["client_id"] == CLIENT_ID
        return "Signed out of the provider" if request.form["id_token_hint"] else ("", 400)


def _client(client_id: str) -> Registered | None:
    return Registered() if client_id == CLIENT_ID else None


def _save(server: ProviderServer, token: dict[str, Any], asked: Any) -> None:
    server.tokens[token["access_token"]] = asked.user


class _Assertions(JWTBearerClientAssertion):
    CLIENT_AUTH_METHOD = "private_key_jwt"

    def __init__(self, server: ProviderServer) -> None:
        super().__init__()
        self.server = server

    def get_audiences(self) -> list[str]:
        return [f"{self.server.address}/token"]

    def validate_jti(self, claims: dict[str, Any], jti: str) -> bool:
        is_new = jti not in self.server.assertions
        self.server.assertions.add(jti)
        return is_new

    def resolve_client_public_key(self, client: Registered) -> Key:
        return RSAKey.import_key(CLIENT_KEY.as_dict(private=False))


class _Tokens(OpenIDCode):
    def __init__(self, server: ProviderServer) -> None:
        super().__init__(require_nonce=True)
        self.server = server

    def exists_nonce(self, nonce: str, request: Any) -> bool:
        return any(code.get_nonce() == nonce for code in self.server.codes.values())

    def resolve_client_private_key(self, client: Registered) -> Key:
        return self.server.keys[0]

    def get_client_claims(self, client: Registered) -> dict[str, Any]:
        return {"iss": self.server.address, "aud": CLIENT_ID, "exp": int(time.time()) + 300}

    def get_encode_header(self, client: Registered) -> dict[str, Any]:
        return {"alg": "RS256", "kid": self.server.keys[0].kid}

    def generate_user_info(self, user: Desk, scope: str) -> dict[str, Any]:
        chosen = {"selected_roleid": user.selected} if user.selected else {}
        return {"sub": user.subject, "sid": user.sid, **chosen}

    def encode_id_token(self, token: dict[str, Any], request: Any) -> str:
        made = str(super().encode_id_token(token, request))
        if self.server.forge is None:
            return made
        forged = self.server.forge(dict(jwt.decode(made, self.server.keys[0]).claims))
        self.server.forged.append(forged)
        return forged


def _grant(server: ProviderServer) -> type[grants.AuthorizationCodeGrant]:
    class CodeGrant(grants.AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ("private_key_jwt",)

        def save_authorization_code(self, code: str, request: Any) -> None:
            server.codes[code] = Code(asked=dict(request.payload.data), desk=request.user)

        def query_authorization_code(self, code: str, client: Registered) -> Code | None:
            return server.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            server.codes = {code: held for code, held in server.codes.items() if held is not authorization_code}

        def authenticate_user(self, authorization_code: Code) -> Desk:
            return authorization_code.desk

    return CodeGrant
