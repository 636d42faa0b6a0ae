"""What ballots say together: sealed until closing, then for those who may, or why not."""

import pytest

from mentorhub.ballots import actions, queries
from mentorhub.contests.models import JurorState
from mentorhub.entries.models import Conflict, EntryState
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused


def order(found):
    return [found.entries[one.entry].code for one in found.order]


@pytest.fixture
def three(cast, fill):
    """Two who think alike, and one who saw two entries only."""
    one, two, third = cast.entries
    fill(cast.jurors[0], two, one, third)
    fill(cast.jurors[1], two, third, one)
    fill(cast.jurors[2], one, third)


def test_nothing_is_counted_before_closing(cast, ranking, three, closed):
    assert queries.counted(ranking) == []
    assert actions.count(cast.contest) is None
    closed()
    found = actions.count(cast.contest)
    assert order(found) == [cast.entries[n].code for n in (1, 0, 2)]
    assert (found.ballots, found.jurors, found.unseen) == (3, 3, [])


def test_open_ballots_and_jurors_who_left_do_not_count(cast, ranking, three, fill, closed):
    actions.reopen(queries.ballot_of(cast.jurors[0], ranking), reason="Bấm nhầm", by=cast.first)
    cast.jurors[1].state = JurorState.WITHDRAWN
    closed()
    found = actions.count(cast.contest)
    assert (found.why, found.ballots, found.order) == (actions.Why.FEW, 1, [])


def test_a_conflict_of_later_takes_the_entry_off_that_ballot(cast, ranking, three, closed):
    late = Conflict(contest_id=cast.contest.id, juror_id=cast.jurors[0].id)
    late.entry_id, late.reason = cast.entries[1].id, "mới biết"
    late.declared_by_id = cast.jurors[0].person_id
    db.session.add(late)
    closed()
    assert cast.entries[1].id not in queries.counted(ranking)[0]
    assert len(queries.counted(ranking)[1]) == 3


def test_an_excluded_entry_is_in_no_order(cast, ranking, three, closed):
    cast.entries[1].state = EntryState.DISQUALIFIED
    closed()
    assert order(actions.count(cast.contest)) == [cast.entries[n].code for n in (0, 2)]


def test_what_nobody_saw_has_no_place(cast, ranking, fill, closed):
    one, two, third = cast.entries
    fill(cast.jurors[0], one, two)
    fill(cast.jurors[1], one, two)
    closed()
    found = actions.count(cast.contest)
    assert order(found) == [one.code, two.code]
    assert found.unseen == [third]


def test_a_group_apart_is_named_to_the_organiser(cast, ranking, fill, closed, browser):
    from tests.factories import make_entry, make_person, make_team

    more = make_entry(make_team(make_person("Giang"), name="Đội Giang"), cast.contest)
    one, two, third = cast.entries
    fill(cast.jurors[0], one, two)
    fill(cast.jurors[1], third, more)
    closed()
    found = actions.count(cast.contest)
    assert found.why is actions.Why.APART
    assert found.groups == ((one, two), (third, more))
    page = browser.sign_in(cast.first).speak("en").get(f"/contests/{cast.contest.id}/ballots/order")
    assert "no ballot joins" in page.text
    assert f"{one.code}, {two.code}; {third.code}, {more.code}." in page.text


def test_the_order_is_read_by_organisers_after_closing_alone(cast, ranking, three, closed, browser):
    where = f"/contests/{cast.contest.id}/ballots/order"
    assert browser.sign_in(cast.first).speak("en").get(where).status_code == 404
    closed()
    page = browser.get(where).text
    assert page.index(cast.entries[1].code) < page.index(cast.entries[0].code)
    assert "From 3 ballots of 3 jurors" in page
    for person in (cast.jurors[0].person, cast.teams[0].members[0].person):
        assert browser.sign_in(person).get(where).status_code == 404


def test_while_open_organisers_read_who_is_how_far_and_no_more(cast, ranking, fill, browser):
    """Two opposite orders make one and the same page."""
    where = f"/contests/{cast.contest.id}/ballots"
    one, two, _third = cast.entries
    ballot = fill(cast.jurors[0], one, two)
    browser.sign_in(cast.first).speak("en")
    before = browser.get(where).text
    ballot.entries = [two.id.hex, one.id.hex]
    assert browser.get(where).text == before
    assert "1/3" in before
    for entry in cast.entries:
        assert entry.code not in before
        assert entry.id.hex not in before


def test_the_stranger_the_team_and_the_rival_juror_find_nothing(cast, ranking, fill, browser):
    ballot = fill(cast.jurors[0], *cast.entries[:2])
    own, office = f"/rankings/{ranking.id}/ballot", f"/contests/{cast.contest.id}/ballots"
    opening = f"/ballots/{ballot.id}/reopening"
    team = cast.teams[0].members[0].person
    browser.speak("en")
    for person in (team, cast.first):
        assert browser.sign_in(person).get(own).status_code == 404
    for person in (team, cast.jurors[0].person, cast.jurors[1].person):
        for where in (office, opening):
            assert browser.sign_in(person).get(where).status_code == 404
    other = browser.sign_in(cast.jurors[1].person).get(own).text
    assert "Nothing yet" in other
    assert browser.get(f"{own}/receipt.json").status_code == 404


def test_an_organiser_close_to_an_entry_arranges_nothing(cast, ranking, browser):
    from mentorhub.teams.models import Member

    cast.teams[0].members.append(Member(person=cast.second))
    db.session.flush()
    browser.sign_in(cast.second)
    assert browser.get(f"/contests/{cast.contest.id}/ballots").status_code == 404
    assert browser.post(f"/rankings/{ranking.id}/dropping").status_code == 404


def test_ballots_are_chosen_once_and_dropped_while_nobody_has_begun(cast, browser, in_english):
    where = f"/contests/{cast.contest.id}/ballots"
    browser.sign_in(cast.first).speak("en")
    assert "This stage has no ballots" in browser.get(where).text
    for _click in range(2):
        assert browser.post(where).status_code == 303
    ranking = queries.ranking_of(cast.contest)
    assert browser.post(f"/rankings/{ranking.id}/dropping").status_code == 303
    assert queries.ranking_of(cast.contest) is None


def test_ballots_somebody_began_stay(cast, ranking, fill, in_english):
    fill(cast.jurors[0], cast.entries[0], locked=False)
    with pytest.raises(Refused, match="has begun"):
        actions.drop(ranking, by=cast.first)


def test_none_are_chosen_after_closing(cast, closed, in_english):
    closed()
    with pytest.raises(Refused, match="closed"):
        actions.choose(cast.contest, by=cast.first)


def test_an_organiser_opens_a_locked_ballot_with_a_reason(cast, ranking, fill, browser):
    ballot = fill(cast.jurors[0], *cast.entries[:2])
    where = f"/ballots/{ballot.id}/reopening"
    browser.sign_in(cast.first).speak("en")
    assert where in browser.get(f"/contests/{cast.contest.id}/ballots").text
    assert browser.post(where, reason=" ").status_code == 422
    assert browser.post(where, reason="Bấm nhầm").status_code == 303
    own = browser.sign_in(cast.jurors[0].person).speak("en").get(f"/rankings/{ranking.id}/ballot")
    assert "Bấm nhầm" in own.text


def test_whoever_closes_scoring_reads_how_many_ballots_are_open(cast, ranking, fill, browser):
    fill(cast.jurors[0], *cast.entries[:2])
    where = f"/contests/{cast.contest.id}/judging/closing"
    page = browser.sign_in(cast.first).speak("en").get(where).text
    assert "2 ballots are not locked" in page
