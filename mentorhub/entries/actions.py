"""What a team does with an entry. Whoever changes one holds the contest's row first."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.consents.actions import require, require_of_all
from mentorhub.contests.domain.eligibility import Obstacle, Terms, obstacles
from mentorhub.contests.domain.stages import is_open
from mentorhub.contests.models import Contest
from mentorhub.entries import queries
from mentorhub.entries.domain import TEXTS, digest, missing, new_code
from mentorhub.entries.models import Entry, EntryState, Participant, Receipt, Revision
from mentorhub.ideas.actions import note_milestone
from mentorhub.ideas.models import Idea
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _, day, moment, ngettext
from mentorhub.teams.models import Team

COPIED = ("title", "sector", "problem", "solution", "benefit", "language")


def start(
    contest: Contest,
    *,
    team: Team,
    idea: Idea | None,
    people: Collection[UUID],
    by: Person,
) -> Entry:
    """A draft, with an idea's words if there is one. A second click finds the same draft."""
    lock(contest)
    if existing := queries.entry_of(team, contest):
        return existing
    _refuse_outside_the_window(contest, now())
    require(by, Purpose.CONTEST)
    if not team.includes(by) or (idea is not None and idea.team_id != team.id):
        raise Refused(_("Enter with a team you are in, and with an idea of its own."))
    _check_people(contest, team, people, besides=None)
    words = {name: getattr(idea, name) for name in COPIED} if idea else {"language": by.language}
    entry = Entry(contest=contest, team=team, idea=idea, **words)
    db.session.add(entry)
    db.session.flush()
    _seat(entry, people)
    record("entry.started", entry, by=by, contest_id=contest.id)
    return entry


def save(
    entry: Entry, *, version: int, people: Collection[UUID], by: Person, at: datetime, **words: str
) -> None:
    """Keep what was written. Of an entry already sent, the new words wait to be sent too."""
    _hold(entry)
    _refuse_outside_the_window(entry.contest, at)
    content = {**words, "language": entry.language, "people": sorted(map(str, people))}
    if entry.version != version:
        raise Stale(
            _("A teammate saved a moment before you. Compare both texts; saving keeps yours."),
            saved=content_of(entry),
            typed=content,
        )
    if entry.is_submitted:
        _check_people(entry.contest, entry.team, people, besides=entry)
        entry.unsent = content if digest(content) != digest(sent_content_of(entry)) else None
    else:
        _put(entry, content)
    record("entry.saved", entry, by=by, contest_id=entry.contest_id)


def submit(entry: Entry, *, by: Person, at: datetime) -> Receipt:
    """Send in what is written, as often as wanted until the deadline; the number stays.

    `at` is when the request had arrived. A second click gets the receipt of the first.
    """
    contest = _hold(entry)
    if entry.is_submitted and entry.unsent is None:
        return queries.receipts_of(entry)[0]
    _refuse_outside_the_window(contest, at)
    content = content_of(entry)
    if missing(content):
        raise Refused(_("Some parts are still empty. Fill them in, then send the entry."))
    _put(entry, content)
    _refuse_obstacles(contest.terms, _ids(content), all_of_them=True)
    if entry.number is None:
        entry.number = _next_number(contest)
    entry.unsent, entry.withdrawn_at = None, None
    entry.state, entry.submitted_at = EntryState.SUBMITTED, at
    receipt = _write_down(entry, content, by=by, at=at)
    title = dict(contest.title)
    record("entry.submitted", entry, by=by, contest_id=contest.id, contest=title, code=entry.code)
    if entry.idea is not None:
        note_milestone(entry.idea, "entry", entry, contest=title)
    return receipt


def withdraw(entry: Entry, *, by: Person) -> None:
    """Take an entry back before results are out; nobody judges it any more."""
    contest = _hold(entry)
    if contest.is_published:
        raise Refused(_("The results are out: an entry can no longer be withdrawn."))
    if not entry.is_submitted:
        return
    words = content_of(entry)
    for name in TEXTS:
        setattr(entry, name, words[name])
    entry.unsent, entry.state, entry.withdrawn_at = None, EntryState.WITHDRAWN, now()
    facts = {"contest": dict(contest.title), "code": entry.code}
    record("entry.withdrawn", entry, by=by, contest_id=contest.id, **facts)


def content_of(entry: Entry) -> dict[str, Any]:
    """What the team sees and would send: the newest words, sent or not."""
    return dict(entry.unsent) if entry.unsent else sent_content_of(entry)


def sent_content_of(entry: Entry) -> dict[str, Any]:
    """What others read: the words as sent, without what the team has changed since."""
    people = sorted(str(seat.person_id) for seat in queries.seats_of(entry))
    words = {name: getattr(entry, name) for name in TEXTS}
    return {**words, "language": entry.language, "people": people}


def _put(entry: Entry, content: Mapping[str, Any]) -> None:
    for name in TEXTS:
        setattr(entry, name, content[name])
    _seat(entry, _ids(content))


def _ids(content: Mapping[str, Any]) -> list[UUID]:
    return [UUID(one) for one in content["people"]]


def _seat(entry: Entry, people: Collection[UUID]) -> None:
    """Make these people the participants; the rows of those who stay are left alone."""
    _check_people(entry.contest, entry.team, people, besides=entry)
    seats = {seat.person_id: seat for seat in queries.seats_of(entry)}
    for person_id in seats.keys() - set(people):
        db.session.delete(seats[person_id])
    db.session.flush()
    db.session.add_all(
        Participant(contest_id=entry.contest_id, person_id=one, entry_id=entry.id)
        for one in sorted(set(people) - seats.keys())
    )


def _check_people(
    contest: Contest, team: Team, people: Collection[UUID], *, besides: Entry | None
) -> None:
    """What a draft already must hold to; a team may still grow until the entry is sent."""
    if not people:
        raise Refused(_("Choose who takes part."))
    if not set(people) <= {member.person_id for member in team.members}:
        raise Refused(_("Only members of the team can be in its entry."))
    if queries.is_taken(contest, people, besides=besides):
        raise Refused(_("One person, one entry: somebody here takes part with another entry."))
    require_of_all(people, Purpose.CONTEST)
    _refuse_obstacles(contest.terms, people, all_of_them=False)


def _refuse_obstacles(terms: Terms, people: Collection[UUID], *, all_of_them: bool) -> None:
    found = obstacles(queries.birth_years(people), terms)
    lasting = [one for one in found if all_of_them or one in (Obstacle.AGE, Obstacle.TOO_MANY)]
    if lasting:
        raise Refused(_rule_behind(lasting[0], terms))


def _rule_behind(obstacle: Obstacle, terms: Terms) -> Any:
    """The rule in words; never whose age it is about."""
    if obstacle is Obstacle.TOO_FEW:
        return ngettext(
            "An entry needs at least %(num)d person.",
            "An entry needs at least %(num)d people.",
            terms.team_min,
        )
    if obstacle is Obstacle.TOO_MANY:
        return ngettext(
            "An entry has at most %(num)d person.",
            "An entry has at most %(num)d people.",
            terms.team_max,
        )
    if obstacle is Obstacle.AGE_UNKNOWN:
        return _("Everyone in the entry first writes their year of birth into their profile.")
    return _rule_of_age(terms)


def _rule_of_age(terms: Terms) -> Any:
    facts = {"low": terms.age_min, "high": terms.age_max, "day": day(terms.counted_on)}
    if terms.age_max is None:
        return _("Everyone in the entry must be %(low)s or older on %(day)s.", **facts)
    if terms.age_min is None:
        return _("Everyone in the entry must be %(high)s or younger on %(day)s.", **facts)
    return _("Everyone in the entry must be %(low)s to %(high)s years old on %(day)s.", **facts)


def _refuse_outside_the_window(contest: Contest, at: datetime) -> None:
    if not contest.is_announced or at < contest.opens_at:
        raise Refused(_("Entries open at %(moment)s.", moment=moment(contest.opens_at)))
    if not is_open(at, opens_at=contest.opens_at, closes_at=contest.closes_at):
        raise Refused(
            _(
                "Entries closed at %(moment)s. What was sent before counts; drafts are kept.",
                moment=moment(contest.closes_at),
            )
        )


def _hold(entry: Entry) -> Contest:
    contest = lock(entry.contest)
    lock(entry)
    return contest


def _next_number(contest: Contest) -> int:
    """Without touching the version of the contest: its organisers may be editing it."""
    number = contest.next_number
    db.session.execute(
        update(Contest).where(Contest.id == contest.id).values(next_number=number + 1)
    )
    return number


def _write_down(entry: Entry, content: dict[str, Any], *, by: Person, at: datetime) -> Receipt:
    mark = digest(content)
    receipt = Receipt(
        entry_id=entry.id, at=at, deadline=entry.contest.closes_at, digest=mark, code=new_code()
    )
    revision = Revision(entry_id=entry.id, at=at, by_id=by.id, content=content, digest=mark)
    db.session.add_all([revision, receipt])
    db.session.flush()
    return receipt
