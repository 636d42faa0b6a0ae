"""Teams, their ideas, and mentors for them."""

from mentorhub.ideas.models import Idea, IdeaState, IdeaTag, Purpose
from mentorhub.matching.domain.analyser import fold
from mentorhub.mentoring.domain.conduct import CODE_EDITION
from mentorhub.mentoring.models import MentorProfile, MentorSkill, MentorState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated
from mentorhub.teams.models import Member, Team
from tests.factories.people import make_person
from tests.factories.rows import numbers, saved


def make_team(*people, name=None, **fields):
    """Called alike unless a name is given, and told apart all the same: each has its own key."""
    key = f"giu ngot {next(numbers)}" if name is None else fold(name)
    people = people or (make_person(),)
    members = [Member(person=p, is_owner=i == 0) for i, p in enumerate(people)]
    team = Team(
        **{
            "name": name or "Giữ Ngọt",
            "name_key": key,
            "unit": people[0].unit,
            "spoken": ["vi"],
            "members": members,
            **fields,
        }
    )
    return saved(team)


def make_idea(team=None, author=None, tags=(), needs=(), **fields):
    team = team or make_team(author or make_person())
    author = author or team.members[0].person
    state = fields.pop("state", IdeaState.APPROVED)
    moments = {} if state is IdeaState.DRAFT else {"sent_at": now(), "approved_at": now()}
    idea = Idea(
        **{
            "team": team,
            "author": author,
            "unit": team.unit,
            "title": "Bản đồ độ mặn do thanh niên đo",
            "sector": "nong-lam-ngu-nghiep",
            "problem": "Nước mặn vào sâu, bà con không biết lúc nào nên đóng cống.",
            "solution": "Mỗi chi đoàn ấp một bút đo; bản đồ đổi màu khi nước mặn vượt ngưỡng.",
            "benefit": "Hai trăm hộ trồng lúa biết trước hai ngày.",
            "state": state,
            **moments,
            **fields,
        }
    )
    idea.tags = [
        *(IdeaTag(purpose=Purpose.TOPIC, concept=c, position=i) for i, c in enumerate(tags)),
        *(IdeaTag(purpose=Purpose.NEED, concept=c, position=i) for i, c in enumerate(needs)),
    ]
    return saved(idea)


def make_mentor(person=None, skills=(), cleared=True, **fields):
    person = person or make_person("Trần Hải Nguyên", age=38)
    return saved(
        MentorProfile(
            **{
                "person": person,
                "headline": Translated(vi="Kỹ sư phần mềm"),
                "bio": Translated(vi="Mười năm làm web cho cơ quan và cửa hàng nhỏ."),
                "boundaries": Translated(),
                "spoken": ["vi"],
                "formats": ["online"],
                "state": MentorState.ACTIVE,
                "code_edition": CODE_EDITION,
                "code_agreed_at": now(),
                "cleared_for_minors_at": now() if cleared else None,
                "skills": [
                    MentorSkill(concept=c, level=2, position=i) for i, c in enumerate(skills)
                ],
                **fields,
            }
        )
    )
