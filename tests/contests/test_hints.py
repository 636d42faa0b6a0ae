"""What stands beside a field says what the rule of this contest says."""

from datetime import timedelta

import pytest

from mentorhub.contests.domain.deadline import Late
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.entries.cast import draft
from tests.factories import make_contest, make_person, make_team

ONE = "Each person takes part in one entry."
TWO = "Each person takes part in at most 2 entries, each with another team."


def read(browser, person, address):
    browser.sign_in(person).speak("en")
    db.session.commit()
    reply = browser.get(address)
    assert reply.status_code == 200
    return reply.text


@pytest.mark.parametrize(("most", "said", "unsaid"), [(1, ONE, TWO), (2, TWO, ONE)])
def test_where_people_are_chosen_stands_how_often_a_person_takes_part(browser, most, said, unsaid):
    writer, contest = make_person(), make_contest(most_entries=most)
    make_team(writer)
    entry = draft(make_team(writer, name="Đội Hai"), contest=contest)
    passed = {"opens_at": now() - timedelta(days=9), "closes_at": now() - timedelta(days=1)}
    closed = make_contest(most_entries=most, **passed)
    team = make_team(writer, name="Đội Ba")
    for address in (
        f"/contests/{contest.id}/entries/new?team={team.id}",
        f"/entries/{entry.id}/edit",
        f"/contests/{closed.id}/late-entry?team={team.id}",
    ):
        page = read(browser, writer, address)
        assert (page.count(said), page.count(unsaid)) == (1, 0), address


@pytest.mark.parametrize(
    ("late", "minutes", "said", "unsaid"),
    [
        (Late.REFUSE, 0, "What comes later is refused", "taken in and marked"),
        (Late.FLAG, 0, "taken in and marked", "refused"),
        (Late.REFUSE, 15, "Minutes of grace after the deadline: 15.", "No minutes of grace."),
    ],
)
def test_the_deadline_is_typed_beside_what_becomes_of_later_entries(
    browser, contest, organiser, late, minutes, said, unsaid
):
    contest.late, contest.grace_minutes = late, minutes
    hint = 'id="closes_at-hint"'
    page = read(browser, organiser, f"/contests/{contest.id}/terms")
    told = page.partition(hint)[2].partition("</p>")[0]
    assert said in told
    assert unsaid not in told


def test_a_contest_from_nothing_refuses_what_comes_later_until_its_page_says_otherwise(
    browser, organiser
):
    page = read(browser, organiser, "/contests/new/empty")
    assert "What comes later is refused, unless “After the deadline” says otherwise." in page
