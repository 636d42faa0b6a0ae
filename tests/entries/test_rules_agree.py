"""Random contests and random teams: sentences, forms, rules, actions and the check say the same."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from mentorhub.accounts.models import Person
from mentorhub.contests import actions as contests
from mentorhub.contests.domain.eligibility import Candidate, Obstacle
from mentorhub.contests.domain.sentences import entering
from mentorhub.contests.forms import LimitsForm, TermsForm
from mentorhub.contests.models import Contest, ContestState
from mentorhub.eligibility.domain.findings import Kind
from mentorhub.eligibility.queries import board
from mentorhub.entries import actions
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.units.models import Unit
from tests.contests.strategies import SECTORS, limits, terms, years
from tests.domain.test_rules_in_words import lets_in
from tests.entries.steps import WORDS
from tests.factories import (
    make_contest,
    make_minor,
    make_person,
    make_province,
    make_team,
    make_unit,
)

PEOPLE, PLACES = 6, ("west", "west branch", "east", "province")
COUNTED_WITH = {"west branch": "west"}
PROPERTY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass(frozen=True)
class Attempt:
    """Some of the pool, the first of whom leads, try to enter."""

    people: tuple[int, ...]
    sector: str
    place: str

    @property
    def unit(self):
        return COUNTED_WITH.get(self.place, self.place)


attempts = st.builds(
    Attempt,
    people=st.lists(st.integers(0, PEOPLE - 1), unique=True, min_size=1, max_size=3).map(tuple),
    sector=st.sampled_from(SECTORS),
    place=st.sampled_from(PLACES),
)


@st.composite
def stories(draw):
    """A contest, the years of birth of the pool, who tries to enter, in turn, and other years."""
    who, what = draw(terms()), draw(limits())
    born = draw(st.lists(years(who), min_size=PEOPLE, max_size=PEOPLE))
    corrected = draw(st.lists(years(who) | st.none(), min_size=PEOPLE, max_size=PEOPLE))
    tries = draw(st.lists(attempts, min_size=4, max_size=10))
    return who, what, born, tries, corrected


def candidate(one, born, entered):
    """The attempt against what has been let in so far, counted from the list in this test."""
    return Candidate(
        birth_years=[born[person] for person in one.people],
        sector=one.sector,
        elsewhere=[sum(person in other.people for other in entered) for person in one.people],
        led_elsewhere=sum(other.people[0] == one.people[0] for other in entered),
        from_its_unit=sum(other.unit == one.unit for other in entered),
    )


def enter(contest, one, pool, units):
    """The three steps a team takes; a refusal at any of them leaves nothing behind."""
    people = [pool[person] for person in one.people]
    team = make_team(*people, unit=units[one.place])
    ids = [person.id for person in people]
    by = people[0]
    step = db.session.begin_nested()
    try:
        entry = actions.start(contest, team=team, idea=None, people=ids, by=by)
        words = {**WORDS, "sector": one.sector}
        actions.save(entry, version=entry.version, people=ids, by=by, at=now(), **words)
        db.session.flush()
        actions.submit(entry, by=by, at=now())
    except Refused:
        step.rollback()
        return None
    step.commit()
    return entry


@dataclass
class Scene:
    contest: Contest
    organiser: Person
    pool: list[Person]
    units: dict[str, Unit]

    def grow(self, born):
        """Every one of the pool is of this year of birth from now on."""
        for person, year in zip(self.pool, born, strict=True):
            person.details.birth_year = year
        db.session.flush()


@contextmanager
def scene(who, what):
    """A contest that takes entries by these rules; afterwards it never was."""
    everything = db.session.begin_nested()
    province = make_province()
    west = make_unit(parent=province)
    units = {"province": province, "west": west, "east": make_unit(parent=province)}
    units["west branch"] = make_unit(parent=west)
    organiser = make_person(age=40, unit=province)
    contest = make_contest(organiser, opened_days_ago=-1, days_left=9, unit=province)
    rule(contest, who, what, by=organiser)
    contest.opens_at = now() - timedelta(days=1)
    try:
        yield Scene(contest, organiser, [make_minor(unit=province) for _ in range(PEOPLE)], units)
    finally:
        everything.rollback()
        db.session.expire_all()


def let_in(it, tries, born):
    """({entry: the attempt it came of}, who was let in, whom the sentences let in) of all tries."""
    entered, found, told = {}, [], []
    for one in tries:
        sentences = entering(it.contest.ruleset)
        told.append(lets_in(sentences, candidate(one, born, [*entered.values()])))
        entry = enter(it.contest, one, it.pool, it.units)
        found.append(entry is not None)
        entered |= {entry: one} if entry else {}
    return entered, found, told


@given(stories())
@PROPERTY
def test_actions_let_in_exactly_whom_the_sentences_let_in(app, clean, story):
    who, what, born, tries, _corrected = story
    with scene(who, what) as it:
        it.grow(born)
        _entered, found, told = let_in(it, tries, born)
        assert found == told


def against(it):
    """{entry: what the check finds by the rules} for all that were sent."""
    db.session.expire_all()
    return {
        row.entry: [one.obstacle for one, _others in row.findings if one.kind is Kind.RULE]
        for row in board(it.organiser, it.contest, [])
    }


@given(stories())
@PROPERTY
def test_the_check_finds_nothing_in_whom_the_sentences_let_in(app, clean, story):
    """Until years of birth are corrected: then it finds exactly whom they let in no longer."""
    who, what, born, tries, corrected = story
    with scene(who, what) as it:
        it.grow(born)
        entered, _found, _told = let_in(it, tries, born)
        assert against(it) == {entry: [] for entry in entered}
        it.grow(corrected)
        found, told = against(it), entering(it.contest.ruleset)
        for entry, one in entered.items():
            others = [other for key, other in entered.items() if key is not entry]
            assert (found[entry] == []) is lets_in(told, candidate(one, corrected, others))
            assert set(found[entry]) <= {Obstacle.AGE, Obstacle.AGE_UNKNOWN}


def rule(contest, who, what, *, by):
    db.session.flush()
    window, why = (contest.opens_at, contest.closes_at), {"reason": "?", "by": by}
    contests.set_terms(contest, version=contest.version, window=window, terms=who, **why)
    db.session.flush()
    contests.set_limits(contest, version=contest.version, limits=what, **why)
    db.session.flush()


def typed(values):
    """As a browser sends it: text, nothing for what is empty or not ticked."""
    plain = {name: value for name, value in values.items() if value not in (None, False, ())}
    return MultiDict(
        (name, str(one))
        for name, value in plain.items()
        for one in (value if isinstance(value, tuple) else [value])
    )


@given(terms(), limits())
@PROPERTY
def test_forms_say_back_the_rules_they_were_given(app, clean, who, what):
    everything = db.session.begin_nested()
    organiser = make_person(age=40)
    contest = make_contest(organiser, state=ContestState.DRAFT)
    with app.test_request_context():
        page = {
            "version": contest.version,
            "opens_at": "2026-11-01T08:00",
            "closes_at": "2026-12-03T23:59",
            **{name: getattr(who, name) for name in ("age_min", "age_max", "team_min", "team_max")},
            "share_in_age": who.share_in_age,
            "ages_on": who.counted_on,
        }
        form = TermsForm(formdata=typed(page), meta={"csrf": False})
        assert form.validate(), form.errors
        assert form.contents()["terms"] == who
        names = ("sectors", "most_entries", "leads_one", "unit_min", "unit_max")
        page = {"version": contest.version, **{name: getattr(what, name) for name in names}}
        form_of_limits = LimitsForm(formdata=typed(page), meta={"csrf": False})
        assert form_of_limits.validate(), form_of_limits.errors
        given_limits = form_of_limits.contents()["limits"]
        assert set(given_limits.sectors) == set(what.sectors)
        contest.closes_at = form.contents()["window"][1]
        rule(contest, form.contents()["terms"], given_limits, by=organiser)
        assert (contest.terms, contest.limits) == (who, given_limits)
        again = TermsForm(formdata=None, obj=contest, meta={"csrf": False})
        assert again.share_in_age.data == str(who.share_in_age)
        assert (again.ages_on.data or date(2026, 12, 31)) == who.counted_on
    everything.rollback()
    db.session.expire_all()
