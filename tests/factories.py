"""Rows for tests: `make_…` for each thing; every argument is optional and nothing is surprising."""

from datetime import timedelta
from decimal import Decimal
from itertools import count

from sqlalchemy import select

from mentorhub.accounts import actions
from mentorhub.accounts.domain import consent
from mentorhub.accounts.models import Consent, Person, PersonalDetails
from mentorhub.accounts.queries import login_of
from mentorhub.consents.models import Guardian
from mentorhub.contests.models import (
    Contest,
    ContestState,
    Juror,
    JurorState,
    Organiser,
    RubricLine,
)
from mentorhub.entries.models import Entry, EntryState, Participant
from mentorhub.ideas.models import Idea, IdeaState, IdeaTag, Purpose
from mentorhub.judging.models import CardState, Mark, Scorecard
from mentorhub.matching.domain.analyser import fold
from mentorhub.mentoring.models import MentorProfile, MentorSkill, MentorState
from mentorhub.organisations.models import Grant, Role
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import Translated, db
from mentorhub.platform.text import sort_key
from mentorhub.teams.models import Member, Team
from mentorhub.units.models import Unit, UnitKind

_next = count(1)


def _save(thing):
    db.session.add(thing)
    db.session.flush()
    return thing


def make_province():
    found = db.session.scalar(select(Unit).where(Unit.code == "91"))
    return found or _save(
        Unit(
            code="91",
            kind=UnitKind.PROVINCE,
            name="Tỉnh An Giang",
            names=Translated(vi="Tỉnh An Giang", en="An Giang province", fr="Province d’An Giang"),
            slug="an-giang",
            key="an giang",
            path="91/",
        )
    )


def make_unit(name="Xã An Biên", parent=None, **fields):
    n = next(_next)
    parent = parent or make_province()
    return _save(
        Unit(
            **{
                "code": f"9{n:04d}",
                "kind": UnitKind.COMMUNE,
                "name": name,
                "names": Translated(vi=name),
                "slug": f"don-vi-{n}",
                "key": name.lower(),
                "path": f"{parent.path}9{n:04d}/",
                "parent_id": parent.id,
                **fields,
            }
        )
    )


def make_person(name="Nguyễn Văn An", age=20, unit=None, email=None, agreed=True, **fields):
    """Somebody who agreed to everything but having the name published; a guardian did as well.

    `agreed=False` is somebody nobody has agreed for; a list names the purposes.
    """
    email = email or f"nguoi{next(_next)}@example.org"
    person = _save(
        Person(
            unit=unit or make_unit(),
            details=PersonalDetails(
                name=name,
                name_key=fold(name),
                name_order=sort_key(name),
                birth_year=today().year - age - (1 if age >= 18 else 0),
                email=email,
                email_key=email,
            ),
            **fields,
        )
    )
    everything = [p for p in consent.Purpose if p is not consent.Purpose.PUBLICATION]
    wanted = everything if agreed is True else agreed or ()
    for purpose in wanted:
        agree(person, purpose)
    if wanted and person.is_minor:
        guardian = make_guardian(person)
        for purpose in wanted:
            agree(person, purpose, guardian=guardian)
    return person


def make_supporter(**fields):
    """Somebody who has been here long enough for their support to count at once."""
    return make_person(created_at=now() - timedelta(days=30), **fields)


def make_guardian(child, name="Nguyễn Thị Mẹ", **fields):
    facts = {"name": name, "relation": "parent", "contact": "0977 000 111", **fields}
    return _save(Guardian(child=child, created_by_id=child.id, **facts))


def agree(person, purpose, guardian=None, answer=consent.Answer.GIVEN):
    """One answer of the person, or of a guardian on paper."""
    person.consents.append(
        Consent(
            purpose=purpose,
            answer=answer,
            text_version=consent.TEXT_VERSION,
            way=consent.Way.PAPER if guardian else consent.Way.SELF,
            guardian_id=guardian.id if guardian else None,
            at=now(),
        )
    )
    db.session.flush()


def make_minor(name="Trần Bé", age=15, **fields):
    return make_person(name, age=age, **fields)


def make_grant(person, role=Role.UNIT_OFFICER, unit=None):
    return _save(Grant(person=person, role=role, unit=unit or person.unit))


def make_officer(unit=None, name="Lê Cán Bộ"):
    person = make_person(name, age=35, unit=unit)
    make_grant(person, Role.UNIT_OFFICER, person.unit)
    return person


def make_admin(name="Quản Trị"):
    person = make_person(name, age=40, unit=make_province())
    make_grant(person, Role.ADMIN, person.unit)
    return person


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_second_step(person, secret=SECRET):
    """An app that shows codes is set up for the person."""
    actions.know_second_step(person, secret)
    db.session.flush()
    return secret


def confirm_login(token, at=None):
    """As if a one-time code had been typed on the login that holds this token."""
    login = login_of(actions.digest_of(token))
    login.second_step_at = at or now()
    db.session.flush()


def make_team(*people, name="Giữ Ngọt", **fields):
    people = people or (make_person(),)
    members = [Member(person=p, is_owner=i == 0) for i, p in enumerate(people)]
    team = Team(
        **{
            "name": name,
            "name_key": name.lower(),
            "unit": people[0].unit,
            "spoken": ["vi"],
            "members": members,
            **fields,
        }
    )
    return _save(team)


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
    return _save(idea)


def make_contest(organiser=None, opened_days_ago=1, days_left=7, criteria=(30, 20), **fields):
    organiser = organiser or make_person("Phạm Tổ Chức", age=35)
    lines = [
        RubricLine(
            position=i,
            name=Translated(vi=f"Tiêu chí {i + 1}", en=f"Criterion {i + 1}", fr=f"Critère {i + 1}"),
            help=Translated(vi="Nhìn vào đâu?", en="What to look at?", fr="Que regarder ?"),
            max_points=Decimal(top),
            step=Decimal("0.5") if top > 10 else Decimal(1),
            anchors=[
                {"from": "0", "to": str(top), "text": {"vi": "Rõ", "en": "Clear", "fr": "Net"}}
            ],
        )
        for i, top in enumerate(criteria)
    ]
    contest = Contest(
        **{
            "title": Translated(vi="Ý tưởng trẻ", en="Young ideas", fr="Jeunes idées"),
            "summary": Translated(vi="Cuộc thi mẫu", en="A sample contest", fr="Un exemple"),
            "rules_text": Translated(vi="Thể lệ", en="Rules", fr="Règlement"),
            "host": Translated(vi="Tỉnh Đoàn", en="Youth Union", fr="Union de la jeunesse"),
            "unit": organiser.unit,
            "state": ContestState.ANNOUNCED,
            "opens_at": now() - timedelta(days=opened_days_ago),
            "closes_at": now() + timedelta(days=days_left),
            "rubric": lines,
            "organisers": [Organiser(person=organiser)],
            **fields,
        }
    )
    return _save(contest)


def make_entry(team=None, contest=None, state=EntryState.SUBMITTED, **fields):
    team = team or make_team()
    contest = contest or make_contest()
    number = None
    if state is EntryState.SUBMITTED:
        number, contest.next_number = contest.next_number, contest.next_number + 1
    entry = _save(
        Entry(
            **{
                "contest": contest,
                "team": team,
                "state": state,
                "number": number,
                "title": "Lọc nước bằng than gáo dừa",
                "sector": "moi-truong",
                "summary": "Nước sạch cho ấp xa.",
                "submitted_at": now() if state is EntryState.SUBMITTED else None,
                **fields,
            }
        )
    )
    for member in team.members:
        _save(Participant(contest_id=contest.id, person_id=member.person_id, entry_id=entry.id))
    return entry


def make_juror(contest, person=None, state=JurorState.ACCEPTED):
    person = person or make_person("Mai Thế Hiển", age=50)
    return _save(
        Juror(
            contest=contest,
            person=person,
            state=state,
            invited_by_id=contest.organisers[0].person_id,
            accepted_at=now() if state is JurorState.ACCEPTED else None,
        )
    )


def make_card(juror, entry, points=None, state=CardState.ASSIGNED, **fields):
    """`points` is a list in the order of the criteria; None leaves a criterion unmarked."""
    card = _save(Scorecard(contest=entry.contest, juror=juror, entry=entry, state=state, **fields))
    for line, given in zip(entry.contest.rubric, points or [], strict=False):
        card.marks.append(
            Mark(
                contest_id=entry.contest.id,
                line=line,
                points=None if given is None else Decimal(str(given)),
            )
        )
    db.session.flush()
    return card


def make_mentor(person=None, skills=(), cleared=True, **fields):
    person = person or make_person("Trần Hải Nguyên", age=38)
    return _save(
        MentorProfile(
            **{
                "person": person,
                "headline": Translated(vi="Kỹ sư phần mềm"),
                "bio": Translated(vi="Mười năm làm web cho cơ quan và cửa hàng nhỏ."),
                "boundaries": Translated(),
                "spoken": ["vi"],
                "formats": ["online"],
                "state": MentorState.ACTIVE,
                "cleared_for_minors_at": now() if cleared else None,
                "skills": [
                    MentorSkill(concept=c, level=2, position=i) for i, c in enumerate(skills)
                ],
                **fields,
            }
        )
    )
