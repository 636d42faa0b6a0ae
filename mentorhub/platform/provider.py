"""Sign-in with an account of another house (OpenID Connect); the only place that calls Authlib.

Authlib and requests are imported when somebody uses the button, never when a worker starts.
"""

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, session
from werkzeug import Response

_NAME = "provider"
_ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")  # never "none", never a shared secret
_PATIENCE = 8  # seconds for each answer of the provider


class ProviderFailed(Exception):
    """What the provider said cannot be believed, or was not a yes."""


class ProviderSilent(ProviderFailed):
    """The provider does not answer, or with something that is no answer."""


@dataclass(frozen=True)
class Identity:
    """Whom the provider vouches for. Only issuer and subject together identify (OIDC core 2)."""

    issuer: str
    subject: str
    name: str


def is_on() -> bool:
    return bool(current_app.config["OIDC_ISSUER"])


def way_there(back: str) -> Response:
    """A redirect to the provider: code with PKCE (S256), nonce and state.

    Raises ProviderSilent. `back` is the address of ours the provider returns to.
    """
    for key in [key for key in session if key.startswith(f"_state_{_NAME}_")]:
        del session[key]  # one way out at a time
    with _FailuresInOurWords():
        client = _client()
        _checked(client.load_server_metadata())
        redirect: Response = client.authorize_redirect(back)
        return redirect


def who_returned() -> Identity:
    """Whom the provider sent back with this request. Raises ProviderFailed, ProviderSilent."""
    with _FailuresInOurWords():
        client = _client()
        metadata = _checked(client.load_server_metadata())
        issuer = current_app.config["OIDC_ISSUER"]
        if request.args.get("iss", issuer) != issuer:  # RFC 9207: an answer of somebody else
            raise ProviderFailed("iss")
        metadata["id_token_signing_alg_values_supported"] = list(_ALGORITHMS)
        options = {
            "iss": {"essential": True, "value": issuer},
            "aud": {"essential": True, "value": current_app.config["OIDC_CLIENT_ID"]},
            "exp": {"essential": True},
            "nonce": {"essential": True},
        }
        token = client.authorize_access_token(claims_options=options, leeway=30)
        claims = token.get("userinfo") or {}
        subject, name = claims.get("sub"), claims.get("name")
        if not isinstance(subject, str) or not 0 < len(subject) <= 255 or "\0" in subject:
            raise ProviderFailed("sub")
        return Identity(issuer, subject, name if isinstance(name, str) else "")


class _FailuresInOurWords:
    """Whatever goes wrong on the way is one of our two exceptions, never an error page of 500."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if error is None or isinstance(error, ProviderFailed) or not isinstance(error, Exception):
            return
        from authlib.common.errors import AuthlibBaseError
        from joserfc.errors import JoseError

        if isinstance(error, AuthlibBaseError | JoseError):
            raise ProviderFailed(type(error).__name__) from error
        # of a library that speaks to strangers: refused connections, HTML for JSON, odd keys
        raise ProviderSilent(type(error).__name__) from error


def _checked(metadata: dict[str, Any]) -> dict[str, Any]:
    """OIDC discovery 4.3: the document must name the issuer it was asked of."""
    if metadata.get("issuer") != current_app.config["OIDC_ISSUER"]:
        raise ProviderFailed("issuer")
    return metadata


def _client() -> Any:
    found = current_app.extensions.get("provider")
    if found is None:
        found = current_app.extensions["provider"] = _made()
    return found


def _made() -> Any:
    from authlib.integrations.flask_client import OAuth

    settings = current_app.config
    issuer = settings["OIDC_ISSUER"].rstrip("/")
    return OAuth(current_app).register(
        _NAME,
        client_id=settings["OIDC_CLIENT_ID"],
        client_secret=settings["OIDC_CLIENT_SECRET"],
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "default_timeout": _PATIENCE,
        },
    )
