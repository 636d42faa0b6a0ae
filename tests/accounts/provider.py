"""An OpenID provider on the loopback: real HTTP, real RS256, and lies on request."""

import base64
import hashlib
import json
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


class Provider:
    """`claims` overrides what the id_token says; `codes` are those not yet redeemed."""

    def __init__(self, issuer):
        self.issuer, self.claims, self.codes, self.asked = issuer, {}, {}, []
        self.key, self.broken, self.no_token = KEY, False, False

    def document(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "none"],
            "code_challenge_methods_supported": ["S256"],
        }

    def agree(self, address, subject="s-1", name="Nguyễn Văn An"):
        """What the person's browser does there: the way back, with a code."""
        parts = urlsplit(address)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        self.asked.append(asked)
        code = f"code-{len(self.asked)}"
        self.codes[code] = (asked, subject, name)
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form):
        found = self.codes.pop(form.get("code"), None)
        if found is None:
            return 400, {"error": "invalid_grant"}
        asked, subject, name = found
        proof = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(proof).decode().rstrip("=") != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        claims = {
            "iss": self.issuer,
            "aud": "mentorhub",
            "sub": subject,
            "name": name,
            "email": "nguoi@example.org",
            "email_verified": True,
            "nonce": asked["nonce"],
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
            **self.claims,
        }
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        reply = {"access_token": "a", "token_type": "Bearer", "id_token": signed}
        if self.no_token:
            del reply["id_token"]
        return 200, reply


def _handler(provider):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if provider.broken:
                return self.say(500, {"oops": True})
            known = {
                "/.well-known/openid-configuration": provider.document,
                "/jwks": lambda: {"keys": [KEY.as_dict(private=False)]},
            }
            return self.say(200, known[self.path]())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            return self.say(*provider.token({k: v[0] for k, v in parse_qs(body).items()}))

        def say(self, code, content):
            text = json.dumps(content).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            pass

    return Handler


@contextmanager
def running():
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = _handler(provider)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
