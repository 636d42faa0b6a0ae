"""People, teams, ideas and mentors to measure with, all from one seed."""

import random
from datetime import timedelta

from mentorhub.accounts.models import Hat, Person, PersonalDetails
from mentorhub.ideas.models import Idea, IdeaState, IdeaTag, Maturity, Purpose
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
