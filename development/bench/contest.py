"""A contest of 200 entries × 20 jurors to measure with: one being scored, one published."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from development.bench.rows import ENTRIES, JURORS, READERS, SECTORS, Rows
from mentorhub.accounts.models import Hat, Person
from mentorhub.contests.models import (
    Award,
    Contest,
    ContestState,
    Juror,
    JurorState,
    Organiser,
    RubricLine,
    Shown,
    Stage,
    StageKind,
)
from mentorhub.entries.models import Entry, EntryState, Participant
from mentorhub.judging.actions import close_scoring
from mentorhub.judging.models import CardState, Mark, Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.publishing.actions import agree, prepare
from mentorhub.publishing.domain import Decisions, Imprint
from mentorhub.teams.models import Team


def contest_of(rows: Rows, organisers: list[Person]) -> Contest:
    contest = Contest(
        title=Translated(vi="Ý tưởng trẻ", en="Young ideas", fr="Jeunes idées"),
        summary=Translated(vi=rows.words(30)),
        rules_text=Translated(vi=rows.words(120)),
        host=Translated(vi="Tỉnh Đoàn"),
        unit=rows.units[0],
        state=ContestState.ANNOUNCED,
        opens_at=now() - timedelta(days=30),
        closes_at=now() - timedelta(days=2),
        scoring_opened_at=now() - timedelta(days=1),
        shown=Shown.TOTALS,
        same_unit_is_conflict=False,
        next_number=ENTRIES + 1,
        rubric=[
            RubricLine(
                position=n,
                name=Translated(vi=f"Tiêu chí {n + 1}"),
                help=Translated(vi=rows.words(10)),
                max_points=Decimal(10),
                step=Decimal(1),
                anchors=[{"from": "0", "to": "10", "text": {"vi": rows.words(6)}}],
            )
            for n in range(5)
        ],
        stages=[
            Stage(
                position=n,
                kind=kind,
                name=Translated(vi=rows.words(2)),
                opens_at=now() - timedelta(days=30 - 5 * n),
                closes_at=now() - timedelta(days=26 - 5 * n),
            )
            for n, kind in enumerate(StageKind)
        ],
        awards=[Award(position=0, name=Translated(vi="Giải Nhất"), count=1)],
        organisers=[Organiser(person=person) for person in organisers],
    )
    db.session.add(contest)
    db.session.flush()
    return contest


def published(rows: Rows, organiser: Person, second: Person, teams: list[Team]) -> Contest:
    """A contest of the same size whose every sheet is in, closed and published by two persons."""
    contest = contest_of(rows, [organiser, second])
    judged(rows, contest, teams, done=1.0)
    close_scoring(contest, by=organiser)
    entries = db.session.scalars(select(Entry.id).where(Entry.contest_id == contest.id))
    order = {entry.hex: place for place, entry in enumerate(entries, start=1)}
    table = prepare(contest, Decisions(decided=order), Imprint(decision_number="1"), by=organiser)
    agree(table, by=second)
    return contest


def judged(rows: Rows, contest: Contest, teams: list[Team], *, done: float) -> list[Scorecard]:
    seats = [
        Juror(
            contest=contest,
            person=rows.person("Mai Thế Hiển", Hat.JUROR),
            state=JurorState.ACCEPTED,
            invited_by_id=contest.organisers[0].person_id,
            accepted_at=now(),
        )
        for _ in range(JURORS)
    ]
    db.session.add_all(seats)
    db.session.flush()
    cards = []
    for number, team in enumerate(teams[:ENTRIES], start=1):
        entry = Entry(
            contest=contest,
            team=team,
            number=number,
            title=rows.words(8),
            sector=rows.luck.choice(SECTORS),
            summary=rows.words(30),
            state=EntryState.SUBMITTED,
            submitted_at=now(),
        )
        db.session.add(entry)
        db.session.flush()
        person_id = team.members[0].person_id
        db.session.add(Participant(contest_id=contest.id, person_id=person_id, entry_id=entry.id))
        readers = [seats[(number * READERS + reader) % JURORS] for reader in range(READERS)]
        cards += [_card(rows, contest, seat, entry, done) for seat in readers]
    db.session.flush()
    return [card for card in cards if card.state is CardState.ASSIGNED]


def _card(rows: Rows, contest: Contest, seat: Juror, entry: Entry, done: float) -> Scorecard:
    is_done = rows.luck.random() < done
    card = Scorecard(
        contest=contest,
        juror=seat,
        entry=entry,
        position=entry.number or 0,
        state=CardState.SUBMITTED if is_done else CardState.ASSIGNED,
        submitted_at=now() if is_done else None,
    )
    if is_done:
        card.marks = [
            Mark(contest_id=contest.id, line=line, points=Decimal(rows.luck.randint(3, 10)))
            for line in contest.rubric
        ]
    db.session.add(card)
    return card
