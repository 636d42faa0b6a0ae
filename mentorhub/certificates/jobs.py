"""Pieces of a batch, pieces of a bundle; bundles that have lain there long enough."""

from typing import Any
from uuid import UUID

from flask import current_app

from mentorhub.certificates import actions


def give(payload: dict[str, Any]) -> None:
    actions.give_some(UUID(payload["batch"]))


def bundle(payload: dict[str, Any]) -> None:
    site = str(current_app.config["BASE_URL"])
    actions.make_some_papers(UUID(payload["bundle"]), site=site)


def sweep(payload: dict[str, Any]) -> None:
    actions.sweep()
