"""Ties between jurors and entries: those nobody clears, and those that are only suspected."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.consents.models import Guardian
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.entries.models import Clearance, Conflict, Entry, EntryState, Ground
from mentorhub.entries.queries import of_its_unit, takes_sides
from mentorhub.judging.queries.conflicts import Pair
from mentorhub.platform.db import db
from mentorhub.teams.models import Member, Team


def _pairs(contest: Contest) -> Select[UUID, UUID]:
    """Sitting jurors and entries that were sent."""
    return (
        select(Juror.id, Entry.id)
        .join(Person, Person.id == Juror.person_id)
        .join(Contest, Contest.id == Juror.contest_id)
        .join(Entry, Entry.contest_id == Contest.id)
        .join(Team, Team.id == Entry.team_id)
        .where(
            Contest.id == contest.id,
            Juror.state == JurorState.ACCEPTED,
            Entry.state == EntryState.SUBMITTED,
        )
    )


def sides_in(contest: Contest) -> set[Pair]:
    """In the team, beside it, its family or a rival: nobody clears these."""
    rows = _pairs(contest).where(takes_sides(Juror.person_id))
    return {(juror, entry) for juror, entry in db.session.execute(rows)}


def declared_ties(contest: Contest) -> dict[Pair, Conflict]:
    rows = select(Conflict).where(Conflict.contest_id == contest.id)
    found = db.session.scalars(rows.options(joinedload(Conflict.declared_by)))
    return {(one.juror_id, one.entry_id): one for one in found}


def suspicions_in(contest: Contest) -> dict[Pair, frozenset[Ground]]:
    """Suspected and not looked into yet; who is certainly close is suspected as well."""
    found: dict[Pair, set[Ground]] = defaultdict(set)
    of_unit = _pairs(contest).where(of_its_unit(Juror, Person, Entry, Team, Contest))
    for juror, entry in db.session.execute(of_unit):
        found[juror, entry].add(Ground.UNIT)
    cleared = exists().where(
        Clearance.juror_id == Juror.id,
        Clearance.entry_id == Entry.id,
        Clearance.ground == Ground.CONTACT,
        Clearance.ended_at.is_(None),
    )
    for rows in (_with_a_member(contest), _with_a_guardian(contest)):
        for juror, entry in db.session.execute(rows.where(~cleared)):
            found[juror, entry].add(Ground.CONTACT)
    return {pair: frozenset(grounds) for pair, grounds in found.items()}


def _with_a_member(contest: Contest) -> Select[UUID, UUID]:
    """The same number or address as somebody of the team; a claimed one is enough to ask."""
    own, theirs = aliased(PersonalDetails), aliased(PersonalDetails)
    same = or_(
        and_(own.phone == theirs.phone, own.phone != ""),
        and_(own.email_key == theirs.email_key, own.email_key != ""),
    )
    return (
        _pairs(contest)
        .join(own, own.person_id == Juror.person_id)
        .join(Member, Member.team_id == Entry.team_id)
        .join(theirs, theirs.person_id == Member.person_id)
        .where(same, theirs.person_id != own.person_id)
    )


def _with_a_guardian(contest: Contest) -> Select[UUID, UUID]:
    """The same as a guardian whom nobody has checked yet; a checked one takes sides."""
    own = aliased(PersonalDetails)
    return (
        _pairs(contest)
        .join(own, own.person_id == Juror.person_id)
        .join(Member, Member.team_id == Entry.team_id)
        .join(Guardian, Guardian.person_id == Member.person_id)
        .where(
            Guardian.ended_at.is_(None),
            Guardian.contact_key != "",
            or_(own.phone == Guardian.contact_key, own.email_key == Guardian.contact_key),
        )
    )


def clearances_in(contest: Contest) -> Sequence[Clearance]:
    """Every suspicion that was looked into, those taken back among them, oldest first."""
    rows = select(Clearance).where(Clearance.contest_id == contest.id)
    people = joinedload(Clearance.by), joinedload(Clearance.ended_by)
    return db.session.scalars(rows.options(*people).order_by(Clearance.at, Clearance.id)).all()


def clearances_of(juror: Juror, entry: Entry) -> Sequence[Clearance]:
    """Those in force."""
    return db.session.scalars(
        select(Clearance).where(
            Clearance.juror_id == juror.id,
            Clearance.entry_id == entry.id,
            Clearance.ended_at.is_(None),
        )
    ).all()
