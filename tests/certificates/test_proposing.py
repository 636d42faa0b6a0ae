"""The list for award proposals: winners by name, in order, without a number or an address."""

from tests.factories import make_contest
from tests.permissions.produced import rows_of


def listed(browser, contest):
    reply = browser.get(f"/contests/{contest.id}/award-proposals.xlsx")
    assert reply.status_code == 200
    return rows_of(reply.data, "xlsx")


def test_everybody_of_a_team_with_a_prize_stands_in_it_and_nobody_else(browser, finished):
    finished.people["leader"].details.name = "=1+1"
    browser.sign_in(finished.first).speak("en")
    title, _empty, headings, *rows = listed(browser, finished.contest)
    assert title[0] == "Award proposals: Young ideas"
    assert len(headings) == 11
    assert [(row[0], row[1], row[3], row[6], row[8]) for row in rows] == [
        (1, "Danh Minh Tâm", "First", "Điểm hẹn số", "14/QĐ"),
        (2, "=1+1", "First", "Điểm hẹn số", "14/QĐ"),
    ]
    assert not any("@" in str(cell) for row in rows for cell in row)


def test_before_the_results_it_names_nobody(browser, app):
    contest = make_contest()
    browser.sign_in(contest.organisers[0].person)
    assert len(listed(browser, contest)) == 3


def test_a_juror_or_a_member_has_no_such_list(browser, finished):
    for name in ("juror", "leader"):
        browser.sign_out().sign_in(finished.people[name])
        reply = browser.get(f"/contests/{finished.contest.id}/award-proposals.xlsx")
        assert reply.status_code == 404
