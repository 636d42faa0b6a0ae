"""Everybody for themselves; officers see that a right was used, and answer what was written."""

from typing import Any

from mentorhub.organisations.rules import (
    admin_over_it,
    is_admin,
    officer_over_its_unit,
    officer_somewhere,
)
from mentorhub.platform.permissions import permit, rule, signed_in
from mentorhub.rights.models import DataRequest


@rule
def asked_it(person: Any, request: DataRequest) -> bool:
    return bool(request.person_id == person.id)


EXPORT = permit("export.self_data", signed_in, sensitive=False)
ERASE = permit("erase.self", signed_in, sensitive=False)
ASK = permit("privacy.ask", signed_in, sensitive=False)
LIST = permit("privacy.list", officer_somewhere | is_admin, sensitive=True)
HANDLE = permit(
    "privacy.handle", ~asked_it & (officer_over_its_unit | admin_over_it), sensitive=True
)
