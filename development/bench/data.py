"""Rows to measure with: 10,000 ideas, 1,000 mentors, a contest of 200 entries × 20 jurors."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

from mentorhub.accounts.actions import open_login
from mentorhub.accounts.models import Hat, Person, PersonalDetails
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
from mentorhub.ideas import actions as ideas
from mentorhub.ideas.models import Idea, IdeaState, IdeaTag, Maturity, Purpose
from mentorhub.judging.models import CardState, Mark, Scorecard
from mentorhub.mentoring.models import MentorProfile, MentorSkill, MentorState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.text import sort_key
from mentorhub.teams.models import Member, Team
from mentorhub.units.models import Unit

IDEAS, MENTORS, ENTRIES, JURORS, READERS = 10_000, 1_000, 200, 20, 3
WORDS = (
    "ý tưởng sáng tạo học sinh dự án năng lượng mặt trời nước sạch nông nghiệp thông minh rác thải "
    "y tế giáo dục du lịch giao thông cảm biến dữ liệu cộng đồng đồng bằng ruộng lúa nuôi ếch tôm"
).split()
CONCEPTS = ("iot", "web-development", "data-analysis", "accounting", "rice", "frogs", "video")
SECTORS = ("nong-lam-ngu-nghiep", "moi-truong", "y-te", "kinh-doanh", "giao-duc-dao-tao")


class Rows:
    """Makes rows from one seed and keeps those the pages need."""

    def __init__(self, ideas_wanted: int = IDEAS) -> None:
        self.luck = random.Random(7)
        self.ideas_wanted = ideas_wanted
        self.units = list(db.session.query(Unit).where(Unit.parent_id.is_not(None)).limit(102))

    def words(self, count: int) -> str:
        return " ".join(self.luck.choice(WORDS) for _ in range(count)).capitalize()

    def person(self, name: str = "Nguyễn Văn An", hat: Hat = Hat.YOUTH) -> Person:
        details = PersonalDetails(
            name=name, name_key=name.lower(), name_order=sort_key(name), birth_year=1995
        )
        return Person(unit=self.luck.choice(self.units), hat=hat, details=details)

    def team(self) -> Team:
        person = self.person()
        name = self.words(3)
        return Team(
            name=name,
            name_key=name.lower(),
            unit=person.unit,
            spoken=["vi"],
            members=[Member(person=person, is_owner=True)],
        )

    def idea(self, team: Team, position: int) -> Idea:
        moment = now() - timedelta(minutes=position)
        idea = Idea(
            team=team,
            author=team.members[0].person,
            unit=team.unit,
            title=self.words(9),
            sector=self.luck.choice(SECTORS),
            problem=self.words(25),
            solution=self.words(30),
            benefit=self.words(15),
            maturity=self.luck.choice(list(Maturity)),
            state=IdeaState.APPROVED,
            sent_at=moment,
            approved_at=moment,
            backings=self.luck.randrange(300),
        )
        idea.tags = [
            IdeaTag(purpose=purpose, concept=concept, position=n)
            for purpose in Purpose
            for n, concept in enumerate(self.luck.sample(CONCEPTS, 2))
        ]
        return idea

    def mentor(self) -> MentorProfile:
        return MentorProfile(
            person=self.person("Trần Hải Nguyên", Hat.MENTOR),
            headline=Translated(vi=self.words(4)),
            bio=Translated(vi=self.words(40)),
            boundaries=Translated(vi=self.words(8)),
            spoken=["vi"],
            formats=["online"],
            state=MentorState.ACTIVE,
            cleared_for_minors_at=now(),
            skills=[
                MentorSkill(concept=c, level=self.luck.randint(1, 3), position=n)
                for n, c in enumerate(self.luck.sample(CONCEPTS, 3))
            ],
        )


def fill(ideas_wanted: int = IDEAS) -> dict[str, Any]:
    """Fill an empty, migrated database; return the ids and tokens the pages are opened with."""
    rows = Rows(ideas_wanted)
    teams = [rows.team() for _ in range(max(ENTRIES, ideas_wanted // 10))]
    db.session.add_all(teams)
    db.session.flush()
    newest = None
    for position in range(ideas_wanted):
        newest = rows.idea(teams[position % len(teams)], position)
        db.session.add(newest)
        db.session.flush()
        ideas.index(newest)
        if position % 500 == 499:
            db.session.commit()
    db.session.add_all(rows.mentor() for _ in range(MENTORS))
    db.session.commit()
    organiser, second = rows.person(hat=Hat.ORGANISER), rows.person(hat=Hat.ORGANISER)
    scoring = _contest(rows, [organiser, second])
    cards = _judged(rows, scoring, teams)
    db.session.commit()
    juror_person = cards[0].juror.person
    assert juror_person is not None
    return {
        "idea": newest.id if newest else None,
        "team": teams[0].id,
        "contest": scoring.id,
        "card": cards[0].id,
        "lines": [str(line.id) for line in scoring.rubric],
        "member": open_login(teams[0].members[0].person, device="bench", shared_computer=False),
        "juror": open_login(juror_person, device="bench", shared_computer=False),
        "organiser": open_login(organiser, device="bench", shared_computer=False),
    }


def _contest(rows: Rows, organisers: list[Person]) -> Contest:
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


def _judged(rows: Rows, contest: Contest, teams: list[Team]) -> list[Scorecard]:
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
        cards += [_card(rows, contest, seat, entry) for seat in readers]
    db.session.flush()
    return [card for card in cards if card.state is CardState.ASSIGNED]


def _card(rows: Rows, contest: Contest, seat: Juror, entry: Entry) -> Scorecard:
    is_done = rows.luck.random() < 0.6
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
