"""Everything the findings are made of, for all entries of a contest in a few statements."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from mentorhub.accounts.domain.ages import ADULT, may_be_under
from mentorhub.accounts.models import PersonalDetails
from mentorhub.contests.domain.deadline import Standing
from mentorhub.contests.domain.eligibility import Candidate, quota_group
from mentorhub.contests.models import Contest
from mentorhub.eligibility.domain.findings import Looked, Seen
from mentorhub.eligibility.domain.likeness import near
from mentorhub.eligibility.models import Sight
from mentorhub.entries.domain import TEXTS, missing
from mentorhub.entries.models import Entry, Participant, Receipt
from mentorhub.entries.queries import is_of_an_earlier_form, latest_sent_in
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.questions.domain.answers import lacking
from mentorhub.questions.queries import form_of, needed_parts

BESIDE = (Standing.ASKED, Standing.ADDED)  # what was let in after the deadline says nothing of it
COMPARED = ("title", "summary", "problem", "solution", "benefit")


@dataclass
class Around:
    """What the entries of a contest look like together."""

    people: dict[UUID, list[tuple[UUID, int | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    seats: Counter[UUID] = field(default_factory=Counter)
    led: Counter[UUID] = field(default_factory=Counter)
    paths: Counter[str] = field(default_factory=Counter)
    late: set[UUID] = field(default_factory=set)
    sights: Counter[tuple[UUID, UUID]] = field(default_factory=Counter)
    ideas: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    alike: dict[UUID, list[UUID]] = field(default_factory=dict)
    form: Sequence[Any] = ()
    needed: Collection[str] = ()
    sent: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    holding: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))


def looked_at(contest: Contest, entries: Sequence[Entry]) -> dict[UUID, Looked]:
    """By the key of the entry; `entries` are all that are checked (`rows.checked_in`)."""
    around = _around(contest, entries)
    return {entry.id: _looked(contest, entry, around) for entry in entries}


def _around(contest: Contest, entries: Sequence[Entry]) -> Around:
    around = Around(late=_late(contest), sights=_sights(contest))
    around.form, around.needed = form_of(contest), needed_parts(contest)
    around.sent = latest_sent_in(contest)
    rows = (
        select(Participant.entry_id, Participant.person_id, PersonalDetails.birth_year)
        .outerjoin(PersonalDetails, PersonalDetails.person_id == Participant.person_id)
        .where(Participant.contest_id == contest.id)
        .order_by(Participant.person_id)
    )
    for entry_id, person_id, year in db.session.execute(rows):
        around.people[entry_id].append((person_id, year))
        around.seats[person_id] += 1
    for entry in entries:
        for digest in {one["sha256"] for one in _files(entry, around)}:
            around.holding[digest].append(entry.id)
        if entry.idea_id is not None:
            around.ideas[entry.idea_id].append(entry.id)
        if entry.fills_a_place:
            around.paths[entry.team.unit.path] += 1
            if entry.led_by_id is not None:
                around.led[entry.led_by_id] += 1
    around.alike = near({entry.id: _text(entry) for entry in entries})
    return around


def _looked(contest: Contest, entry: Entry, around: Around) -> Looked:
    same = around.ideas[entry.idea_id] if entry.idea_id is not None else []
    names, others = _same_files(entry, around)
    return Looked(
        candidate=_candidate(contest, entry, around),
        lacking=_lacking(entry, around),
        is_late=entry.id in around.late,
        same_idea=[one for one in same if one != entry.id],
        alike=around.alike.get(entry.id, []),
        same_files=names,
        with_same_files=others,
        documents=_documents(contest, entry, around),
    )


def _files(entry: Entry, around: Around) -> list[dict[str, Any]]:
    """Those that were sent; what a draft holds since is not looked at."""
    return list(around.sent.get(entry.id, {}).get("files", ()))


def _same_files(entry: Entry, around: Around) -> tuple[list[str], list[UUID]]:
    """Names of its files that other entries hold byte for byte, and those entries."""
    shared = [one for one in _files(entry, around) if len(around.holding[one["sha256"]]) > 1]
    others = {key for one in shared for key in around.holding[one["sha256"]] if key != entry.id}
    return [str(one["name"]) for one in shared], sorted(others)


def _lacking(entry: Entry, around: Around) -> list[str]:
    """As `entries.queries.lacking`, of what was sent: the draft's files are not judged."""
    sent = around.sent.get(entry.id, {})
    if is_of_an_earlier_form(sent, entry.contest):
        return []  # what it does not say was asked later
    files = Counter(str(one["slot"]) for one in _files(entry, around))
    texts = missing({name: getattr(entry, name) for name in TEXTS}, around.needed)
    open_ = lacking(around.form, entry.sector, entry.answers, files)
    return texts + [f"q_{key}" for key in open_]


def _candidate(contest: Contest, entry: Entry, around: Around) -> Candidate:
    people = around.people[entry.id]
    counts = int(entry.fills_a_place)
    return Candidate(
        birth_years=[year for _id, year in people],
        sector=entry.sector,
        elsewhere=[around.seats[person_id] - 1 for person_id, _year in people],
        led_elsewhere=_led_elsewhere(contest, entry, around),
        from_its_unit=_from_its_unit(contest, entry, around) - counts
        if contest.unit_max is not None
        else 0,
    )


def _led_elsewhere(contest: Contest, entry: Entry, around: Around) -> int:
    owner = entry.team.owner
    if not contest.leads_one or owner is None:
        return 0
    itself = entry.fills_a_place and entry.led_by_id == owner.id
    return around.led[owner.id] - int(itself)


def _from_its_unit(contest: Contest, entry: Entry, around: Around) -> int:
    """With the entry itself, where it counts."""
    group = quota_group(contest.unit.path, entry.team.unit.path)
    if group == contest.unit.path:
        return around.paths[group]
    return sum(count for path, count in around.paths.items() if path.startswith(group))


def _documents(contest: Contest, entry: Entry, around: Around) -> list[Seen]:
    minors = [_is_minor(year) for _id, year in around.people[entry.id]]
    found = []
    for one in contest.documents:
        asked = sum(one.rule.concerns(is_minor=young) for young in minors)
        wanted = 1 if one.rule.is_of_the_entry else asked
        if wanted:
            found.append(Seen(one.rule, around.sights[entry.id, one.id], wanted))
    return found


def _is_minor(year: int | None) -> bool:
    return year is not None and may_be_under(ADULT, year, today())


def _late(contest: Contest) -> set[UUID]:
    """Entries whose words came late, whatever was decided about them."""
    rows = (
        select(Receipt.entry_id, Receipt.standing)
        .join(Entry, Entry.id == Receipt.entry_id)
        .where(Entry.contest_id == contest.id, Receipt.standing.not_in(BESIDE))
        .order_by(Receipt.id)
    )
    last = {row.entry_id: row.standing for row in db.session.execute(rows)}
    return {entry_id for entry_id, standing in last.items() if standing is Standing.LATE}


def _sights(contest: Contest) -> Counter[tuple[UUID, UUID]]:
    """How many people of an entry a document was seen for; a person who left counts no more."""
    present = select(Participant.person_id).where(Participant.entry_id == Sight.entry_id)
    rows = (
        select(Sight.entry_id, Sight.document_id)
        .join(Entry, Entry.id == Sight.entry_id)
        .where(
            Entry.contest_id == contest.id,
            Sight.undone_at.is_(None),
            Sight.person_id.is_(None) | Sight.person_id.in_(present),
        )
    )
    return Counter((entry_id, document_id) for entry_id, document_id in db.session.execute(rows))


def _text(entry: Entry) -> str:
    return " ".join(getattr(entry, name) for name in COMPARED)
