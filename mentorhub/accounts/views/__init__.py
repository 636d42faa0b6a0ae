"""The pages of accounts: getting in, a forgotten password, what is one's own."""

from flask import Blueprint

bp: Blueprint = Blueprint("accounts", __name__)  # the files below import it: a type of its own

from mentorhub.accounts.views import addresses, entering, own, resetting  # noqa: E402

__all__ = ["addresses", "bp", "entering", "own", "resetting"]
