from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Shown
from mentorhub.entries.models import Entry
from mentorhub.entries.queries import hidden_from
from mentorhub.entries.rules import is_close_to_no_entry
from mentorhub.judging.models import Scorecard
from mentorhub.platform.permissions import anyone, open_rule, permit, rule
from mentorhub.publishing.models import Publication
from mentorhub.publishing.queries import announced_for


@rule
def runs_the_contest(person: Person, contest: Contest) -> bool:
    return contest.is_run_by(person)


@rule
def scoring_is_closed(person: Person, contest: Contest) -> bool:
    return contest.scoring_is_closed


@rule
def is_another_organiser_than_the_first(person: Person, publication: Publication) -> bool:
    """Two persons publish; whoever prepared the table cannot agree to it."""
    return publication.contest.is_run_by(person) and publication.prepared_by_id != person.id


@rule
def may_see_its_draft(person: Person, publication: Publication) -> bool:
    contest = publication.contest
    return (
        contest.is_run_by(person) and contest.scoring_is_closed and not hidden_from(person, contest)
    )


@rule
def its_results_are_out(person: Person, contest: Contest) -> bool:
    return contest.is_published


@rule
def may_hold_its_remark(person: Person, card: Scorecard) -> bool:
    contest = card.contest
    return (
        contest.is_run_by(person) and contest.scoring_is_closed and not hidden_from(person, contest)
    )


@open_rule
def is_public(person: Person, publication: Publication) -> bool:
    """The table that stands, or one that a correction replaced."""
    return publication.is_public


@open_rule
def its_points_are_public(person: Person, publication: Publication) -> bool:
    """Chosen before entries opened: where only places are published, nobody reads points here."""
    return publication.is_public and publication.contest.shown is Shown.TOTALS


@open_rule
def a_fingerprint_was_told(person: Person, contest: Contest) -> bool:
    """Before the results, of the table two agree to; afterwards it stands with them."""
    return contest.is_published or announced_for(contest) is not None


@open_rule
def results_are_out(person: Person, contest: Contest) -> bool:
    return contest.is_published


@rule
def results_of_the_entry_are_out(person: Person, entry: Entry) -> bool:
    return entry.contest.is_published


@rule
def is_in_the_team(person: Person, entry: Entry) -> bool:
    return entry.team.includes(person)


READ_DRAFT = permit(
    "results.draft.read",
    runs_the_contest & scoring_is_closed & is_close_to_no_entry,
    sensitive=True,
)
SEE_PREPARED = permit("results.prepared.read", may_see_its_draft, sensitive=True)
AGREE = permit(
    "results.publish", may_see_its_draft & is_another_organiser_than_the_first, sensitive=True
)
CORRECT = permit(
    "results.correct",
    runs_the_contest & its_results_are_out & is_close_to_no_entry,
    sensitive=True,
)
MODERATE = permit(
    "results.remarks.read",
    runs_the_contest & scoring_is_closed & is_close_to_no_entry,
    sensitive=True,
)
HOLD = permit("results.remark.hold", may_hold_its_remark, sensitive=True)
READ_EDITION = permit("results.edition.read", is_public, sensitive=False)
READ_LEDGER = permit(
    "results.ledger.read", its_points_are_public | may_see_its_draft, sensitive=False
)
READ_FINGERPRINT = permit("results.fingerprint.read", a_fingerprint_was_told, sensitive=False)
READ = permit("results.published.read", results_are_out, sensitive=False)
READ_OWN = permit(
    "results.own.read", is_in_the_team & results_of_the_entry_are_out, sensitive=False
)
BROWSE = permit("results.browse", anyone, sensitive=False)
