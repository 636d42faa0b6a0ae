"""The recommendation learns from answers, and those in charge go back."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from development.bench.learning import TRUTH, made_up
from mentorhub.matching.domain.weights import SHIPPED
from mentorhub.matching.models import WeightSet
from mentorhub.mentoring import actions, queries
from mentorhub.mentoring.models import MentorRequest, RequestState, WeightChoice
from mentorhub.mentoring.privacy import leave
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import in_language
from tests.factories import (
    make_idea,
    make_mentor,
    make_person,
    make_team,
)
from tests.mentoring.words import NEED, WHEN

WHY = "Mentor ở xa được gợi ý quá nhiều."


@pytest.fixture(autouse=True)
def english(app):
    with in_language("en"):
        yield


def answer(many=300, truth=TRUTH, **more):
    """So many answers of thirty mentors to one team, as if each had been asked."""
    team = make_team(name="Được trả lời")
    person = team.members[0].person
    profiles = [make_mentor(make_person(f"Mentor {one}", age=40)) for one in range(30)]
    db.session.add_all(
        MentorRequest(
            team_id=team.id,
            profile_id=profiles[int(said.mentor.split("-")[1]) % 30].id,
            need=NEED,
            asked_by_id=person.id,
            expires_at=now() + timedelta(days=7),
            answered_at=now(),
            state=RequestState.ACCEPTED if said.value else RequestState.DECLINED,
            parts=said.parts,
        )
        for said in made_up(many, truth, **more)
    )
    db.session.flush()
    return profiles


def in_force():
    return queries.weights_in_force()


def ask(team, mentor):
    person = team.members[0].person
    return actions.ask(team, mentor, need=NEED, first_meeting=WHEN, by=person)


@pytest.fixture
def seeking(app):
    team = make_team(make_person("Tô Kim Thoa"))
    make_idea(team, needs=["gis-mapping"])
    mentor = make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["gis-mapping"])
    actions.learn_anew()
    return team, mentor


def test_a_night_learns_from_three_hundred_answers_and_the_suggestions_follow(seeking):
    team, mentor = seeking
    before = actions.recommend(team)[0].suggestion
    answer()
    made = actions.learn_weights()
    assert (made.number, made.answers, made.is_better) == (1, 300, True)
    assert in_force() == queries.InForce(made.id, SHIPPED.with_named(made.weights))
    after = actions.recommend(team)[0].suggestion
    assert after.suits != before.suits
    assert [one.kind for one in after.reasons] == [one.kind for one in before.reasons]
    assert after.reasons[0].share != before.reasons[0].share
    assert ask(team, mentor).weight_set_id == made.id


def test_the_same_answers_are_not_learnt_from_twice(app):
    answer()
    assert actions.learn_weights() is not None
    assert actions.learn_weights() is None
    assert db.session.query(WeightSet).count() == 1


def test_too_few_answers_teach_nothing(app):
    answer(299)
    assert actions.learn_weights() is None
    assert in_force() == queries.InForce(None, SHIPPED)


def test_chance_changes_nothing_and_learnt_weights_leave_when_they_help_no_more(app):
    answer(slope=0.0)
    made = actions.learn_weights()
    assert not made.is_better
    assert in_force().set_id is None
    assert queries.choices() == []
    db.session.execute(update(WeightSet).values(is_better=True))
    db.session.add(WeightChoice(number=1, weight_set_id=made.id))
    answer(30, slope=0.0, seed=5)
    assert not actions.learn_weights().is_better
    assert in_force().set_id is None
    assert [one.number for one in queries.choices()] == [2, 1]


def test_only_what_a_mentor_said_is_an_answer(seeking):
    team, mentor = seeking
    request = ask(team, mentor)
    for state in set(RequestState) - {RequestState.ACCEPTED, RequestState.DECLINED}:
        request.state = state
        db.session.flush()
        assert queries.answers_to_learn() == []
    request.state = RequestState.OPEN
    db.session.flush()
    actions.accept(request, by=mentor.person)
    (said,) = queries.answers_to_learn()
    assert (said.mentor, said.value, said.parts) == (str(mentor.id), 1.0, request.parts)


def test_a_request_keeps_what_its_score_was_made_of(seeking):
    team, mentor = seeking
    mentor.requests_seen, mentor.requests_answered = 8, 2
    team.unit_id = mentor.person.unit_id
    db.session.flush()
    suits = actions.recommend(team)[0].suggestion.suits
    parts = ask(team, mentor).parts
    named = SHIPPED.named
    assert sum(named[name] * part for name, part in parts.items()) == pytest.approx(suits)
    assert parts["same_commune"] == 1


def test_of_a_mentor_the_index_does_not_know_nothing_is_learnt(seeking):
    team, _ = seeking
    newcomer = make_mentor(make_person(age=40), skills=["gis-mapping"])
    request = ask(team, newcomer)
    actions.decline(request, reason="full", by=newcomer.person)
    assert request.parts == {}
    assert queries.answers_to_learn() == []
    assert queries.answers_so_far().answers == 0


def test_a_mentor_who_is_erased_teaches_no_more(app):
    profiles = answer()
    before = queries.answers_so_far()
    leave(profiles[0].person_id)
    after = queries.answers_so_far()
    assert after.mentors == before.mentors - 1
    assert len(queries.answers_to_learn()) == after.answers < before.answers


def test_going_back_holds_against_the_nights_until_they_may_decide_again(province):
    answer()
    first = actions.learn_weights()
    actions.choose_weights(None, reason=WHY, seen=1, by=province)
    assert in_force().set_id is None
    answer(40, seed=3)
    second = actions.learn_weights()
    assert second.is_better
    assert in_force().set_id is None
    actions.choose_weights(1, reason=WHY, seen=2, by=province)
    assert in_force().set_id == first.id
    actions.let_nights_learn(reason=WHY, seen=3, by=province)
    assert in_force().set_id == second.id
    answer(40, seed=4)
    third = actions.learn_weights()
    assert in_force().set_id == third.id
    assert [one.by_id for one in queries.choices()] == [None, *[province.id] * 3, None]


def test_what_was_never_better_cannot_be_chosen_and_an_old_page_is_told(province):
    answer(slope=0.0)
    made = actions.learn_weights()
    for number in (made.number, 7):
        with pytest.raises(Refused, match="not there"):
            actions.choose_weights(number, reason=WHY, seen=0, by=province)
    actions.choose_weights(None, reason=WHY, seen=0, by=province)
    with pytest.raises(Stale):
        actions.choose_weights(None, reason=WHY, seen=0, by=province)
    with pytest.raises(Stale):
        actions.let_nights_learn(reason=WHY, seen=0, by=province)


def test_the_outcome_of_a_mentoring_counts_by_the_side_that_saw_less(seeking):
    team, mentor = seeking
    work = actions.accept(ask(team, mentor), by=mentor.person)
    for reached, value in ((1, 0.5), (4, 1.0)):
        actions.note_outcome(work, reached=reached)
        db.session.flush()
        assert [one.value for one in queries.answers_to_learn()] == [value]
