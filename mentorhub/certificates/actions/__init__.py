"""Giving and revoking certificates, looking one up, and their papers."""

from mentorhub.certificates.actions.bundling import ask_for_bundle, make_some_papers, sweep
from mentorhub.certificates.actions.checking import looked_up, name_fits
from mentorhub.certificates.actions.giving import give, give_some
from mentorhub.certificates.actions.papers import paper_of, paper_titled
from mentorhub.certificates.actions.revoking import revoke

__all__ = [
    "ask_for_bundle",
    "give",
    "give_some",
    "looked_up",
    "make_some_papers",
    "name_fits",
    "paper_of",
    "paper_titled",
    "revoke",
    "sweep",
]
