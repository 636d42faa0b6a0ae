"""Who may judge, and who may arrange the judging. A conflict wins over every grant."""

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Amendment, ByTwo, Contest, Juror, JurorState
from mentorhub.contests.queries import serves_as_secretary, sits_on_the_jury
from mentorhub.contests.rules import (
    answers_for_the_contest,
    did_not_ask,
    its_results_are_published,
    sits_on_its_jury,
)
from mentorhub.entries.queries import hidden_from, takes_part
from mentorhub.entries.rules import is_close_to_no_entry
from mentorhub.judging.models import Scorecard
from mentorhub.organisations.rules import admin_over_it
from mentorhub.platform.permissions import anyone, permit, rule, signed_in


@rule
def runs_the_contest(person: Person, contest: Contest) -> bool:
    return contest.is_run_by(person)


@rule
def takes_part_in_it(person: Person, contest: Contest) -> bool:
    return takes_part(person, contest)


def stands_outside(person: Person, contest: Contest) -> bool:
    """Neither runs it, nor judges in it, nor is close to any entry."""
    has_a_part = contest.is_run_by(person) or sits_on_the_jury(person, contest)
    return not (has_a_part or hidden_from(person, contest))


@rule
def is_its_secretary(person: Person, contest: Contest) -> bool:
    """Marks pass through their hands: whoever has a part in the contest is none."""
    return serves_as_secretary(person, contest) and stands_outside(person, contest)


@rule
def runs_the_contest_of_the_juror(person: Person, juror: Juror) -> bool:
    return juror.contest.is_run_by(person)


@rule
def is_close_to_no_entry_of_the_juror(person: Person, juror: Juror) -> bool:
    """Whoever is close to an entry neither fills nor empties a seat, nor hears who reads what."""
    return not hidden_from(person, juror.contest)


@rule
def runs_the_contest_of_the_card(person: Person, card: Scorecard) -> bool:
    return card.contest.is_run_by(person)


@rule
def is_close_to_no_entry_of_the_card(person: Person, card: Scorecard) -> bool:
    """Opening a rival's sheet again weighs on the own entry too."""
    return not hidden_from(person, card.contest)


@rule
def holds_the_card(person: Person, card: Scorecard) -> bool:
    return card.juror.person_id == person.id and card.juror.is_sitting


@rule
def free_of_conflict(person: Person, card: Scorecard) -> bool:
    return card.in_conflict is False


@rule
def holds_the_seat(person: Person, juror: Juror) -> bool:
    return juror.person_id == person.id and juror.is_sitting


@rule
def is_invited(person: Person, juror: Juror) -> bool:
    """By name, or by a link that names nobody yet."""
    return juror.state is JurorState.INVITED and juror.person_id in (None, person.id)


@rule
def about_criteria(person: Person, amendment: Amendment) -> bool:
    return amendment.matter is ByTwo.CRITERIA


@rule
def its_scoring_is_closed(person: Person, contest: Contest) -> bool:
    return contest.scoring_is_closed


@rule
def a_stage_of_it_is_over(person: Person, contest: Contest) -> bool:
    return contest.judged_stage > 1


@rule
def scoring_of_the_card_is_closed(person: Person, card: Scorecard) -> bool:
    return card.contest.scoring_is_closed


@rule
def results_with_the_card_are_out(person: Person, card: Scorecard) -> bool:
    return card.contest.is_published


WORKER = permit("judging.worker", anyone, sensitive=False)
QUEUE = permit("judging.queue", signed_in, sensitive=False)
ANSWER = permit("juror.invitation.answer", is_invited, sensitive=False)
READ_OWN = permit("score.own.read", holds_the_card, sensitive=True)
LIST_OWN = permit("score.own.list", holds_the_seat, sensitive=False)
DISPUTE = permit(
    "score.own.dispute", holds_the_card & results_with_the_card_are_out, sensitive=False
)
MARK = permit("score.own.write", holds_the_card & free_of_conflict, sensitive=False)
PHOTO = permit("entry.photo.judge", holds_the_card & free_of_conflict, sensitive=False)
READ_FILES = permit("score.file.read", holds_the_card & free_of_conflict, sensitive=False)
DECLARE_ON_CARD = permit("conflict.declare", holds_the_card, sensitive=True)
DECLARE = permit("conflict.declare.unassigned", holds_the_seat, sensitive=True)

APPOINT = permit(
    "role.grant.juror_in_contest", runs_the_contest & is_close_to_no_entry, sensitive=True
)
DISMISS = permit(
    "role.revoke.juror_in_contest",
    runs_the_contest_of_the_juror & is_close_to_no_entry_of_the_juror,
    sensitive=True,
)
ARRANGE = permit("judging.arrange", runs_the_contest & is_close_to_no_entry, sensitive=True)
FOLLOW = permit(
    "score.progress_counts", runs_the_contest | admin_over_it | is_its_secretary, sensitive=True
)
OVERSEE = permit(
    "judging.card.arrange",
    runs_the_contest_of_the_card & is_close_to_no_entry_of_the_card,
    sensitive=True,
)
CLOSE = permit("judging.close", runs_the_contest, sensitive=True)
REWARD = permit(
    "entry.bonus",
    runs_the_contest & is_close_to_no_entry & ~its_results_are_published,
    sensitive=True,
)
ADVANCE = permit(
    "judging.advance",
    runs_the_contest & (its_scoring_is_closed | a_stage_of_it_is_over) & is_close_to_no_entry,
    sensitive=True,
)
READ_STAGES = permit("judging.stages.read", runs_the_contest & is_close_to_no_entry, sensitive=True)
REHEARSE = permit("judging.rehearse", runs_the_contest, sensitive=False)
WATCH = permit(
    "score.aggregate",
    runs_the_contest & its_scoring_is_closed & is_close_to_no_entry,
    sensitive=True,
)
CONFIRM = permit(
    "score.far.confirm",
    runs_the_contest_of_the_card & scoring_of_the_card_is_closed & is_close_to_no_entry_of_the_card,
    sensitive=True,
)
RULE_EARLIER = permit(
    "score.earlier.decide",
    runs_the_contest_of_the_card & scoring_of_the_card_is_closed & is_close_to_no_entry_of_the_card,
    sensitive=True,
)
READ_DRAW = permit(
    "draw.read", runs_the_contest | sits_on_its_jury | takes_part_in_it, sensitive=False
)
SCREEN = permit("draw.show", runs_the_contest & is_close_to_no_entry, sensitive=False)
DRAW = permit("draw.make", runs_the_contest & is_close_to_no_entry, sensitive=False)
AGREE_TO_CRITERIA = permit(
    "contest.criteria.agree", answers_for_the_contest & did_not_ask & about_criteria, sensitive=True
)
