"""Numbers and addresses as something that can be counted and compared, but not read back."""

import hashlib
import hmac

from flask import current_app


def pseudonym(*parts: str) -> str:
    """The same for the same words, and meaningless without the application's secret key.

    A plain hash would not do: there are few enough telephone numbers to try them all.
    """
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()
