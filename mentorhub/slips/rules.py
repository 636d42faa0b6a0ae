"""Who types for somebody, who sees the paper, and who the code is for."""

from mentorhub.accounts.models import Person
from mentorhub.organisations.rules import officer_over_its_unit
from mentorhub.platform.permissions import anyone, permit, rule, signed_in
from mentorhub.rosters.rules import is_open_and_no_province
from mentorhub.slips.models import Slip, SlipImport


@rule
def typed_it(person: Person, slip: Slip) -> bool:
    return slip.helper_id == person.id


@rule
def is_its_author(person: Person, slip: Slip) -> bool:
    return slip.claimed_by_id == person.id


@rule
def was_sent(person: Person, slip: Slip) -> bool:
    return slip.idea.sent_at is not None


@rule
def waits_for_its_author(person: Person, slip: Slip) -> bool:
    return not slip.is_claimed


@rule
def is_being_written(person: Person, slip: Slip) -> bool:
    return slip.idea.is_being_written


@rule
def gave_the_file(person: Person, run: SlipImport) -> bool:
    return run.by_id == person.id


its_officer = officer_over_its_unit & was_sent
its_hands = typed_it | is_its_author
keeps_it = (typed_it | its_officer) & waits_for_its_author

PRINT = permit("slip.paper.print", anyone, sensitive=False)
TYPE = permit("slip.type", signed_in, sensitive=False)
READ = permit("slip.read", its_hands | its_officer, sensitive=~its_hands)
PHOTO = permit("slip.photo.read", its_hands | its_officer, sensitive=~its_hands)
EDIT = permit("slip.edit", typed_it & waits_for_its_author & is_being_written, sensitive=False)
MAKE_CODE = permit("slip.code.make", keeps_it, sensitive=True)
REMOVE = permit("slip.remove", keeps_it, sensitive=True)
IMPORT = permit("slip.import", officer_over_its_unit & is_open_and_no_province, sensitive=True)
SEE_IMPORT = permit("slip.import.read", officer_over_its_unit & gave_the_file, sensitive=True)
CLAIM = permit("slip.claim", signed_in, sensitive=False)
