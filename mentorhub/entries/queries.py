"""Which entries there are, of whom, and the papers they leave."""

from collections import Counter
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.contests.domain.eligibility import Candidate, quota_group
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Attachment, Entry, EntryState, Participant, Receipt, Revision
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.platform.db import db
from mentorhub.teams.models import Member, Team, Tie
from mentorhub.units.models import Unit

GONE = (IdeaState.DUPLICATE, IdeaState.NOT_TAKEN_UP)


def submitted_to(contest: Contest) -> Select[Entry]:
    """What is judged, in the order of numbers."""
    return (
        select(Entry)
        .where(Entry.contest_id == contest.id, Entry.state == EntryState.SUBMITTED)
        .options(joinedload(Entry.team))
        .order_by(Entry.number)
    )


def entries_of_team(team: Team) -> Select[Entry]:
    """The newest first, drafts and withdrawn ones too; for the team itself."""
    return (
        select(Entry)
        .where(Entry.team_id == team.id)
        .options(joinedload(Entry.contest))
        .order_by(Entry.id.desc())
    )


def listed_for(organiser: Person, contest: Contest) -> Select[Entry]:
    """The contest's entries without those the organiser is too close to (twin of the rules)."""
    return (
        select(Entry)
        .where(Entry.contest_id == contest.id, ~_close_to(organiser.id))
        .options(joinedload(Entry.team))
        .order_by(Entry.number.is_(None), Entry.number, Entry.id)
    )


def _close_to(person_id: UUID) -> Any:
    return exists().where(
        and_(
            Member.team_id == Entry.team_id, Member.person_id == person_id, Member.left_at.is_(None)
        )
    ) | exists().where(
        and_(Tie.team_id == Entry.team_id, Tie.person_id == person_id, Tie.until.is_(None))
    )


def entry_of(team: Team, contest: Contest) -> Entry | None:
    return db.session.scalar(
        select(Entry).where(Entry.team_id == team.id, Entry.contest_id == contest.id)
    )


def own_entries(contest: Contest, person: Person) -> list[Entry]:
    """The entries in a contest of the teams somebody is in."""
    return list(
        db.session.scalars(
            select(Entry)
            .join(Member, Member.team_id == Entry.team_id)
            .where(
                Entry.contest_id == contest.id,
                Member.person_id == person.id,
                Member.left_at.is_(None),
            )
            .options(joinedload(Entry.team))
            .order_by(Entry.id)
        )
    )


def participants_of(entry: Entry) -> list[Person]:
    return list(
        db.session.scalars(
            select(Person)
            .join(Participant, Participant.person_id == Person.id)
            .where(Participant.entry_id == entry.id)
            .order_by(Participant.id)
        )
    )


def seats_of(entry: Entry) -> list[Participant]:
    return list(
        db.session.scalars(
            select(Participant).where(Participant.entry_id == entry.id).order_by(Participant.id)
        )
    )


def candidate(
    contest: Contest,
    team: Team,
    people: Collection[UUID],
    *,
    sector: str = "",
    besides: Entry | None,
) -> Candidate:
    """An entry of these people as the rules look at it; `besides` is the entry itself."""
    seats = seats_taken(contest, people, besides=besides)
    return Candidate(
        birth_years=birth_years(people),
        sector=sector,
        elsewhere=[len(seats.get(one, ())) for one in people],
        led_elsewhere=_led_elsewhere(contest, team, besides),
        from_its_unit=_from_its_unit(contest, team, besides),
    )


def seats_taken(
    contest: Contest, people: Collection[UUID], *, besides: Entry | None
) -> dict[UUID, set[int]]:
    """The seats these people have in other entries of the contest, withdrawn ones too."""
    taken = select(Participant.person_id, Participant.seat).where(
        Participant.contest_id == contest.id, Participant.person_id.in_(people)
    )
    if besides is not None:
        taken = taken.where(Participant.entry_id != besides.id)
    found: dict[UUID, set[int]] = {}
    for person_id, seat in db.session.execute(taken):
        found.setdefault(person_id, set()).add(seat)
    return found


def _led_elsewhere(contest: Contest, team: Team, besides: Entry | None) -> int:
    if not contest.leads_one or team.owner is None:
        return 0
    return _sent(contest, besides, Entry.led_by_id == team.owner.id)


def _from_its_unit(contest: Contest, team: Team, besides: Entry | None) -> int:
    if contest.unit_max is None:
        return 0
    group = quota_group(contest.unit.path, team.unit.path)
    alone = group == contest.unit.path
    inside = Unit.path == group if alone else Unit.path.startswith(group, autoescape=True)
    teams = select(Team.id).join(Unit, Unit.id == Team.unit_id).where(inside)
    return _sent(contest, besides, Entry.team_id.in_(teams))


def _sent(contest: Contest, besides: Entry | None, condition: Any) -> int:
    count = select(func.count(Entry.id)).where(
        Entry.contest_id == contest.id, Entry.fills_a_place, condition
    )
    if besides is not None:
        count = count.where(Entry.id != besides.id)
    return db.session.scalar(count) or 0


def sent_by_unit(contest: Contest) -> list[tuple[Unit, int]]:
    """Each unit a quota counts, with how many entries it has sent; the fewest first."""
    rows = db.session.execute(
        select(Unit.path, func.count(Entry.id))
        .join(Team, Team.unit_id == Unit.id)
        .join(Entry, Entry.team_id == Team.id)
        .where(Entry.contest_id == contest.id, Entry.state == EntryState.SUBMITTED)
        .group_by(Unit.path)
    )
    sent: Counter[str] = Counter()
    for path, number in rows:
        sent[quota_group(contest.unit.path, path)] += number
    counted = or_(Unit.parent_id == contest.unit_id, Unit.path.in_(sent))
    units = db.session.scalars(select(Unit).where(counted, Unit.closed_at.is_(None)))
    return sorted(((one, sent[one.path]) for one in units), key=lambda row: (row[1], row[0].path))


def birth_years(people: Collection[UUID]) -> list[int | None]:
    """One for each person; None where it was never told."""
    rows = db.session.execute(
        select(Person.id, PersonalDetails.birth_year)
        .outerjoin(PersonalDetails, PersonalDetails.person_id == Person.id)
        .where(Person.id.in_(people))
        .order_by(Person.id)
    )
    return [year for _id, year in rows]


def ideas_of(team: Team) -> list[Idea]:
    """What a team may enter with, the newest first."""
    return list(
        db.session.scalars(
            select(Idea)
            .where(Idea.team_id == team.id, Idea.state.not_in(GONE))
            .order_by(Idea.id.desc())
            .limit(20)
        )
    )


def receipts_of(entry: Entry) -> list[Receipt]:
    """The latest first."""
    return list(
        db.session.scalars(
            select(Receipt).where(Receipt.entry_id == entry.id).order_by(Receipt.id.desc())
        )
    )


def people_in(contest: Contest) -> Select[Person]:
    """Everybody who takes part, drafts included: whom a later deadline concerns."""
    return (
        select(Person)
        .join(Participant, Participant.person_id == Person.id)
        .where(Participant.contest_id == contest.id)
    )


def takes_part(person: Person, contest: Contest) -> bool:
    """Is the person in an entry of this contest?"""
    found = exists().where(Participant.contest_id == contest.id, Participant.person_id == person.id)
    return bool(db.session.scalar(select(found)))


def sent_files(entry: Entry) -> list[dict[str, Any]]:
    """What the latest revision says of its files: these and no others are judged."""
    latest = select(Revision.content).where(Revision.entry_id == entry.id)
    content = db.session.scalar(latest.order_by(Revision.id.desc()).limit(1))
    return list((content or {}).get("files", ()))


def judged_files(entry: Entry) -> list[Attachment]:
    """The rows of the files that were sent, as far as they are kept."""
    wanted = [one["id"] for one in sent_files(entry)] if _was_sent(entry) else []
    return [one for one in entry.attachments if str(one.id) in wanted]


def _was_sent(entry: Entry) -> bool:
    return entry.state not in (EntryState.DRAFT, EntryState.WITHDRAWN)


def files_of(entry: Entry) -> dict[str, list[Attachment]]:
    """The files of the draft by their place in it."""
    found: dict[str, list[Attachment]] = {}
    for one in entry.papers:
        found.setdefault(one.slot, []).append(one)
    return found
