"""Who sees an idea: the rule for one and the lists of many agree on the same cast."""

import pytest
from flask_login import AnonymousUserMixin

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.domain.gallery import Filters
from mentorhub.ideas.models import PUBLIC_STATES, IdeaState, Visibility
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.permissions import can
from mentorhub.teams.models import Tie, TieKind
from tests.factories import (
    make_admin,
    make_idea,
    make_minor,
    make_officer,
    make_person,
    make_team,
    make_unit,
)

pytestmark = pytest.mark.usefixtures("app")
STATES = list(IdeaState)


@pytest.fixture
def cast():
    """A team with a minor, everybody around it, and one idea in each state, open and kept back."""
    unit = make_unit("Xã Đông Thái")
    owner, mate, minor = make_person("Thoa", unit=unit), make_person("Lâm"), make_minor()
    team = make_team(owner, mate, minor)
    mentor = make_person("Mỹ Linh", age=40)
    db.session.add(Tie(team=team, person=mentor, kind=TieKind.MENTOR))
    ideas = [
        make_idea(team=team, state=state, visibility=visibility, title=f"{state} {visibility}")
        for state in STATES
        for visibility in Visibility
    ]
    for idea in ideas:
        actions.index(idea)
    people = {
        "stranger": AnonymousUserMixin(),
        "member": make_person("Ai Đó"),
        "rival": make_team(make_person("Đối thủ")).members[0].person,
        "owner": owner,
        "mate": mate,
        "minor": minor,
        "mentor": mentor,
        "officer": make_officer(unit=unit),
        "officer above": make_officer(unit=unit.parent, name="Cán Bộ Tỉnh"),
        "officer elsewhere": make_officer(unit=make_unit("Xã Ô Lâm"), name="Cán Bộ Khác"),
        "admin": make_admin(),
    }
    return people, ideas


def seen(person, permission, ideas):
    return {idea.title for idea in ideas if can(person, permission, idea)}


def named(states, *visibilities):
    return {f"{state} {one}" for state in states for one in visibilities or Visibility}


def test_who_finds_which_idea(cast):
    people, ideas = cast
    public, sent = named(PUBLIC_STATES), named(set(STATES) - {IdeaState.DRAFT})
    expected = {
        **dict.fromkeys(people, public),
        **dict.fromkeys(["owner", "mate", "minor"], named(STATES)),
        **dict.fromkeys(["officer", "officer above"], sent),
    }
    assert {who: seen(person, rules.READ, ideas) for who, person in people.items()} == expected


def test_who_reads_the_text_that_is_kept_back(cast):
    people, ideas = cast
    open_ones = named(PUBLIC_STATES, Visibility.PUBLIC)
    expected = {
        **dict.fromkeys(people, open_ones),
        **dict.fromkeys(["owner", "mate", "minor"], named(STATES)),
        **dict.fromkeys(["officer", "officer above"], named(set(STATES) - {IdeaState.DRAFT})),
        "mentor": named(PUBLIC_STATES),
    }
    assert {who: seen(person, rules.READ_ALL, ideas) for who, person in people.items()} == expected


def test_who_writes_decides_and_supports(cast):
    people, ideas = cast

    def who(permission):
        return {name for name, person in people.items() if seen(person, permission, ideas)}

    signed_in = set(people) - {"stranger"}
    assert who(rules.EDIT) == {"owner", "mate", "minor"}
    assert who(rules.DECIDE) == {"officer", "officer above"}
    assert who(rules.FOLLOW) == {"owner", "mate", "minor", "officer", "officer above"}
    assert who(rules.BACK) == signed_in
    assert who(rules.KNOW_TEAM) == {"owner", "mate", "minor", "mentor", "officer", "officer above"}
    assert seen(people["member"], rules.BACK, ideas) == named(PUBLIC_STATES, Visibility.PUBLIC)
    assert {name for name, person in people.items() if can(person, rules.QUEUE)} == {
        "officer",
        "officer above",
        "officer elsewhere",
    }


def test_lists_show_what_the_rule_lets_a_stranger_find(cast):
    people, ideas = cast
    allowed = seen(people["stranger"], rules.READ, ideas)
    listed = {card.title for card in queries.shelf(Filters()).cards}
    found = {card.title for card in queries.search("public", limit=99)} | {
        card.title for card in queries.search("confidential", limit=99)
    }
    assert listed == found == allowed
    texts = {card.title for card in queries.shelf(Filters()).cards if card.lead or card.team}
    assert texts == seen(people["stranger"], rules.READ_ALL, ideas)


def test_nobody_decides_about_their_own_idea(cast):
    people, _ideas = cast
    officer = people["officer"]
    own = make_idea(team=make_team(officer), state=IdeaState.SENT)
    assert own.unit == officer.unit
    assert can(officer, rules.READ, own)
    assert not can(officer, rules.DECIDE, own)
    assert can(people["officer above"], rules.DECIDE, own)


def test_who_left_the_team_sees_its_drafts_no_more(cast):
    people, ideas = cast
    draft = next(idea for idea in ideas if idea.state is IdeaState.DRAFT)
    mate = people["mate"]
    assert can(mate, rules.READ, draft)
    next(member for member in draft.team.members if member.person is mate).left_at = now()
    db.session.flush()
    db.session.expire(draft.team)
    assert not can(mate, rules.READ, draft)
