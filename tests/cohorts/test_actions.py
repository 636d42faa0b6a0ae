from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.cohorts import actions, queries
from mentorhub.cohorts.actions.proposing import digest_of
from mentorhub.cohorts.domain.assignment import Dial
from mentorhub.cohorts.domain.words import Rest
from mentorhub.cohorts.models import Cohort, Sending, WishKind
from mentorhub.mentoring import actions as mentoring
from mentorhub.mentoring.models import MentorRequest, MentorState, RequestState
from mentorhub.platform import clock
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from tests.cohorts.conftest import WORDS, fill, pairs
from tests.factories import (
    make_mentor,
    make_person,
)

pytestmark = pytest.mark.usefixtures("english")


def send(cohort, by):
    return actions.send(cohort, digest=actions.propose(cohort, by=by).digest, by=by)


def asked():
    rows = db.session.scalars(select(MentorRequest).order_by(MentorRequest.id))
    return {(one.team, one.profile) for one in rows}


def test_each_team_is_proposed_the_mentor_who_meets_its_need(cohort, cast, organiser):
    assert pairs(cohort, organiser) == set(zip(*cast, strict=True))


def test_what_was_looked_at_is_sent_as_ordinary_requests(cohort, cast, organiser):
    assert send(cohort, organiser) == 3
    assert asked() == set(zip(*cast, strict=True))
    request = db.session.scalars(select(MentorRequest)).first()
    assert (request.need, request.first_meeting) == (WORDS["need"], WORDS["first_meeting"])
    assert (request.state, request.asked_by) == (RequestState.OPEN, organiser)
    assert request.index_version_id is not None
    assert len(queries.sendings_of(cohort)) == 3
    verbs = list(db.session.scalars(select(Activity.verb).where(Activity.verb.like("%asked"))))
    assert (verbs.count("request.asked"), verbs.count("cohort.asked")) == (3, 3)


def test_a_second_click_and_a_second_run_change_nothing(cohort, cast, organiser):
    digest = actions.propose(cohort, by=organiser).digest
    actions.send(cohort, digest=digest, by=organiser)
    with pytest.raises(Stale, match="Something has changed since you looked"):
        actions.send(cohort, digest=digest, by=organiser)
    again = actions.propose(cohort, by=organiser)
    assert (again.pairs, set(again.gathered.resting.values())) == ((), {Rest.WAITING})
    assert send(cohort, organiser) == 0
    assert db.session.scalar(select(func.count(MentorRequest.id))) == 3


def test_the_same_circumstances_give_the_same_proposal(cohort, organiser):
    first, second = (actions.propose(cohort, by=organiser) for _ in range(2))
    assert (first.digest, first.pairs) == (second.digest, second.pairs)


@pytest.mark.parametrize("change", ["capacity", "pause", "wish", "dial", "member"])
def test_what_changed_since_somebody_looked_makes_it_stale(cohort, cast, organiser, change):
    teams, mentors = cast
    digest = actions.propose(cohort, by=organiser).digest
    if change == "capacity":
        mentors[0].capacity = 5
    elif change == "pause":
        mentoring.pause(mentors[0], by=mentors[0].person)
    elif change == "wish":
        actions.wish(cohort, teams[0], mentors[1], kind=WishKind.FORBIDDEN, by=organiser)
    elif change == "dial":
        cohort.dial = Dial.TOTAL
    else:
        mentoring.ask(teams[0], mentors[0], **words(), by=teams[0].members[0].person)
    db.session.flush()
    with pytest.raises(Stale):
        actions.send(cohort, digest=digest, by=organiser)
    assert db.session.scalar(select(func.count(Sending.id))) == 0


@pytest.mark.parametrize(("moved", "is_stale"), [(0.001, False), (0.02, True)])
def test_a_score_that_moves_less_than_is_shown_is_what_was_seen(
    cohort, cast, organiser, moved, is_stale
):
    """Every edit of anybody's profile moves all scores a little."""
    proposal = actions.propose(cohort, by=organiser)
    even = [replace(pair, suits=round(pair.suits, 2)) for pair in proposal.pairs]
    other = [replace(pair, suits=pair.suits + moved) for pair in even]
    seen, now = (digest_of(cohort, proposal.gathered, pairs) for pairs in (even, other))
    assert (seen != now) is is_stale


def words():
    return {"need": WORDS["need"], "first_meeting": WORDS["first_meeting"]}


def test_a_mentor_gets_no_more_requests_than_places(cohort, cast, organiser):
    _, mentors = cast
    mentors[0].capacity, mentors[1].state, mentors[2].state = (
        1,
        MentorState.PAUSED,
        MentorState.LEFT,
    )
    db.session.flush()
    assert send(cohort, organiser) == 1
    assert send(cohort, organiser) == 0
    rest = actions.propose(cohort, by=organiser)
    assert len(rest.preview.leftover) == 2


def test_a_team_that_found_a_mentor_rests(cohort, cast, organiser):
    teams, mentors = cast
    request = mentoring.ask(teams[0], mentors[1], **words(), by=teams[0].members[0].person)
    mentoring.accept(request, by=mentors[1].person)
    proposal = actions.propose(cohort, by=organiser)
    assert proposal.gathered.resting == {teams[0]: Rest.HELPED}


def test_the_weekly_round_asks_the_next_best_for_those_who_are_left(
    cohort, cast, organiser, monkeypatch
):
    teams, mentors = cast
    send(cohort, organiser)
    change(cohort, weekly=True, by=organiser)
    other = make_mentor(make_person("Cố vấn kế", age=40), skills=["gis-mapping"], capacity=3)
    fill(cohort, [], [other], by=organiser)
    mentoring.learn_anew()
    first = next(one.request for one in queries.sendings_of(cohort) if one.request.team == teams[0])
    mentoring.decline(first, reason="field", by=mentors[0].person)
    actions.send_the_rest()
    assert db.session.scalar(select(func.count(Sending.id))) == 3
    cohort.next_at = clock.now() - timedelta(minutes=1)
    db.session.flush()
    actions.send_the_rest()
    assert db.session.scalar(select(func.count(Sending.id))) == 4
    again = queries.sendings_of(cohort)[0].request
    assert again.team == teams[0]
    assert again.profile == other
    assert cohort.next_at > clock.now() + timedelta(days=6)


def test_the_weeks_end_when_who_asked_for_them_holds_no_office(cohort, organiser):
    change(cohort, weekly=True, by=organiser)
    for office in organiser.offices:
        office.revoked_at = clock.now()
    cohort.next_at = clock.now() - timedelta(minutes=1)
    db.session.flush()
    actions.send_the_rest()
    assert (cohort.next_at, db.session.scalar(select(func.count(Sending.id)))) == (None, 0)


def change(cohort, *, weekly, by):
    facts = {**WORDS, "dial": cohort.dial, "weekly": weekly, "version": cohort.version}
    actions.change(cohort, **facts, by=by)
    db.session.flush()


def test_nothing_comes_of_a_closed_round_until_it_is_opened_again(cohort, organiser):
    digest = actions.propose(cohort, by=organiser).digest
    actions.close(cohort, by=organiser)
    with pytest.raises(Refused, match="This round is closed"):
        actions.send(cohort, digest=digest, by=organiser)
    actions.open_again(cohort, by=organiser)
    assert actions.send(cohort, digest=digest, by=organiser) == 3


def test_taking_a_team_out_takes_its_wishes_out(cohort, cast, organiser):
    teams, mentors = cast
    actions.wish(cohort, teams[0], mentors[0], kind=WishKind.FIXED, by=organiser)
    actions.choose_teams(cohort, shown=[teams[0].id], chosen=[], by=organiser)
    assert (len(cohort.places), cohort.wishes) == (2, [])


def test_an_empty_round_is_an_honest_nothing(app, organiser):
    cohort = actions.make(organiser.unit, **WORDS, dial=Dial.FAIR, by=organiser)
    proposal = actions.propose(cohort, by=organiser)
    assert (proposal.pairs, proposal.preview.measure.matched) == ((), 0)
    assert db.session.scalar(select(Cohort.title)) == WORDS["title"]
