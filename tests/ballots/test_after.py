"""Where the order goes: into the room, for each the entries they may hear of, and the minutes."""

from datetime import timedelta

from mentorhub.ballots import privacy
from mentorhub.ballots.models import BallotReceipt, RankedBallot, Ranking
from mentorhub.deliberations import actions as deliberations
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.publishing.views.minutes import facts_of
from tests.factories import make_table
from tests.judging.two_stages import marked


def judged(cast, fill, closed):
    """Everybody marked and put in order what they may judge; scoring is over."""
    one, two, third = cast.entries
    for juror in cast.jurors[:2]:
        marked(juror, cast.entries, [20, 8], [22, 6], [19, 5])
        fill(juror, two, one, third)
    marked(cast.jurors[2], [one, third], [20, 8], [19, 5])
    fill(cast.jurors[2], one, third)
    closed()


def test_the_jury_hears_the_order_of_what_it_read(cast, ranking, fill, closed, browser):
    judged(cast, fill, closed)
    talk = deliberations.propose(cast.contest, by=cast.first)
    deliberations.agree(talk, seen=talk.approval.mark, by=cast.second)
    where = f"/contests/{cast.contest.id}/deliberation"
    close = cast.entries[1]
    for person, hears in ((cast.first, True), (cast.jurors[0].person, True)):
        page = browser.sign_in(person).speak("en").get(where).text
        assert "The order by ballots" in page
        assert (close.code in page) is hears
    page = browser.sign_in(cast.jurors[2].person).speak("en").get(where).text
    told = page[page.index("The order by ballots") :]
    assert close.code not in page
    assert told.index(cast.entries[0].code) < told.index(cast.entries[2].code)
    assert "How sure it is" not in page


def test_the_minutes_tell_the_order_and_no_ballot(cast, ranking, fill, closed, in_english):
    judged(cast, fill, closed)
    table = make_table(cast.contest, by=cast.first)
    sections = {one["title"]: one["lines"] for one in facts_of(table)["sections"]}
    told = sections["The order by ballots, beside the points"]
    assert told[0] == "Ballots that count: 3. Jurors: 3"
    assert [line.split(":")[0] for line in told[1:]] == [
        f"{place}. {cast.entries[n].code}" for place, n in ((1, 1), (2, 0), (3, 2))
    ]


def test_minutes_of_a_stage_without_ballots_say_nothing_of_them(cast, closed, in_english):
    marked(cast.jurors[0], cast.entries, [20, 8], [22, 6], [19, 5])
    closed()
    table = make_table(cast.contest, by=cast.first)
    titles = [one["title"] for one in facts_of(table)["sections"]]
    assert "The order by ballots, beside the points" not in titles


def test_a_juror_reads_the_own_ballot_in_the_copy_of_their_data(cast, ranking, fill):
    fill(cast.jurors[0], cast.entries[1], cast.entries[0])
    mine = privacy.ballots(cast.jurors[0].person_id)
    assert [one["order"] for one in mine] == [[cast.entries[1].code, cast.entries[0].code]]
    assert privacy.ballots(cast.jurors[1].person_id) == []


def test_ballots_go_with_the_scoresheets(cast, ranking, fill):
    fill(cast.jurors[0], *cast.entries[:2])
    privacy.forget_ballots(now() - timedelta(days=30))
    assert db.session.query(RankedBallot).count() == 1
    privacy.forget_ballots(now() + timedelta(days=1))
    for model in (BallotReceipt, RankedBallot, Ranking):
        assert db.session.query(model).count() == 0
