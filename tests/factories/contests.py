"""Contests, what teams send in, jurors and their sheets."""

from datetime import timedelta
from decimal import Decimal

from mentorhub.contests.models import (
    Contest,
    ContestState,
    Juror,
    JurorState,
    Organiser,
    RubricLine,
)
from mentorhub.entries.models import Entry, EntryState, Participant
from mentorhub.judging.models import CardState, Mark, Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from tests.factories.people import make_person
from tests.factories.rows import saved
from tests.factories.teams import make_team


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
            "readers": 1,
            "organisers": [Organiser(person=organiser)],
            **fields,
        }
    )
    return saved(contest)


def make_entry(team=None, contest=None, state=EntryState.SUBMITTED, **fields):
    team = team or make_team()
    contest = contest or make_contest()
    number = None
    if state is EntryState.SUBMITTED:
        number, contest.next_number = contest.next_number, contest.next_number + 1
    entry = saved(
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
        saved(Participant(contest_id=contest.id, person_id=member.person_id, entry_id=entry.id))
    return entry


def make_juror(contest, person=None, state=JurorState.ACCEPTED):
    person = person or make_person("Mai Thế Hiển", age=50)
    return saved(
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
    card = saved(Scorecard(contest=entry.contest, juror=juror, entry=entry, state=state, **fields))
    for line, given in zip(entry.contest.rubric_in(card.stage), points or [], strict=False):
        card.marks.append(
            Mark(
                contest_id=entry.contest.id,
                line=line,
                points=None if given is None else Decimal(str(given)),
            )
        )
    db.session.flush()
    return card
