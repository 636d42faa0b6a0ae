from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests import actions
from mentorhub.contests.domain.eligibility import Terms, counting_day
from mentorhub.contests.domain.rubric import Band, Criterion
from mentorhub.contests.models import ContestState
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import in_language
from tests.factories import make_contest, make_grant, make_person, make_province, make_unit

TEN = Decimal(10)
CRITERION = Criterion(
    name={"vi": "Tính mới"},
    help={"vi": "Khác gì?"},
    maximum=TEN,
    step=Decimal(1),
    bands=[Band(Decimal(0), TEN, "Rõ")],
)


@pytest.fixture(autouse=True)
def english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


def make_organiser(unit=None, role=Role.ORGANISER):
    unit = unit or make_province()
    person = make_person("Phạm Tổ Chức", age=35, unit=unit)
    make_grant(person, role, unit)
    db.session.expire(person)
    return person


def set_up(unit, by, like=None):
    texts = {name: Translated(vi="Chữ") for name in ("title", "summary", "rules_text", "host")}
    opens = now() + timedelta(days=1)
    closes = opens + timedelta(days=30)
    return actions.set_up(unit, opens_at=opens, closes_at=closes, like=like, by=by, **texts)


def test_contests_are_set_up_where_one_organises_and_below(app):
    commune = make_unit()
    assert set_up(commune, make_organiser()).unit is commune
    assert set_up(commune, make_organiser(commune)).unit is commune
    assert set_up(commune, make_organiser(role=Role.ADMIN)).unit is commune
    for other in (
        make_organiser(make_unit()),
        make_organiser(role=Role.UNIT_OFFICER),
        make_person(),
    ):
        with pytest.raises(Refused, match="where you organise"):
            set_up(commune, other)
    with pytest.raises(Refused, match="where you organise"):
        set_up(make_province(), make_organiser(commune))


def terms(contest, by, **changes):
    given = {
        "version": contest.version,
        "window": (contest.opens_at, contest.closes_at),
        "terms": Terms(today(), age_min=16, age_max=35, team_min=1, team_max=3),
        "reason": "Nhiều bạn hỏi",
        **changes,
    }
    actions.set_terms(contest, by=by, **given)
    db.session.flush()


def test_terms_can_change_until_entries_open(app):
    organiser = make_organiser()
    contest = make_contest(organiser, opened_days_ago=-1)
    terms(contest, organiser)
    assert (contest.age_min, contest.team_max, contest.ages_on) == (16, 3, today())
    with time_machine.travel(contest.opens_at), pytest.raises(Refused, match="these terms stand"):
        terms(contest, organiser)
    contest.state = ContestState.DRAFT
    db.session.flush()
    with time_machine.travel(contest.opens_at):
        terms(contest, organiser, terms=Terms(counting_day(contest.last_day)))
    assert (contest.age_min, contest.ages_on) == (None, None)


@pytest.mark.parametrize(
    "limits",
    [{"age_min": 30, "age_max": 20}, {"team_min": 3, "team_max": 2}, {"team_min": 0}],
)
def test_terms_nobody_could_meet_are_an_error(app, limits):
    organiser = make_organiser()
    contest = make_contest(organiser, opened_days_ago=-1)
    with pytest.raises(ValueError):
        terms(contest, organiser, terms=Terms(today(), **limits))
    with pytest.raises(ValueError):
        terms(contest, organiser, window=(contest.opens_at, contest.opens_at))


def criteria(contest, by, *lines, version=None):
    actions.set_criteria(
        contest,
        version=version or contest.version,
        criteria=lines or (CRITERION,),
        readers=3,
        is_blind=True,
        same_unit_is_conflict=True,
        reason="Nhiều bạn hỏi",
        by=by,
    )
    db.session.flush()


def test_the_rubric_is_locked_by_the_first_mark(app):
    organiser = make_organiser()
    contest = make_contest(organiser)
    first = contest.rubric[0].id
    criteria(contest, organiser)
    assert [(line.id, line.max_points) for line in contest.rubric] == [(first, TEN)]
    contest.rubric[0].locked_at = now()
    with pytest.raises(Refused, match="second person must agree"):
        criteria(contest, organiser, CRITERION, CRITERION)
    assert len(contest.rubric) == 1


def test_saving_rows_alone_still_counts_as_a_change(app):
    organiser = make_organiser()
    contest = make_contest(organiser)
    opened = contest.version
    criteria(contest, organiser)
    criteria(contest, organiser)
    assert contest.version == opened + 2
    with pytest.raises(Stale):
        criteria(contest, organiser, version=opened)


def test_a_contest_is_announced_once_and_whole(app):
    organiser = make_organiser()
    contest = make_contest(organiser, state=ContestState.DRAFT, criteria=())
    with pytest.raises(Refused, match="one criterion"):
        actions.announce(contest, by=organiser)
    criteria(contest, organiser)
    with time_machine.travel(contest.closes_at), pytest.raises(Refused, match="has passed"):
        actions.announce(contest, by=organiser)
    actions.announce(contest, by=organiser)
    db.session.flush()
    actions.announce(contest, by=organiser)
    told = db.session.scalars(select(Activity).where(Activity.verb == "contest.announced")).all()
    assert [activity.facts for activity in told] == [{"contest": dict(contest.title)}]
    assert contest.state is ContestState.ANNOUNCED


def test_organisers_are_chosen_among_those_with_the_office(app):
    first, second = make_organiser(), make_organiser()
    contest = make_contest(first, unit=make_province())
    with pytest.raises(Refused, match="organise contests in this unit"):
        actions.choose_organisers(contest, people=[make_person()], by=first)
    actions.choose_organisers(contest, people=[second], by=first)
    db.session.flush()
    assert {o.person_id for o in contest.organisers} == {first.id, second.id}
    actions.choose_organisers(contest, people=[], by=first)
    db.session.flush()
    db.session.refresh(contest)
    assert [o.person_id for o in contest.organisers] == [first.id]
