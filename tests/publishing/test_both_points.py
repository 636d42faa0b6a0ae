"""Where evened-out points decide, those that were given stand beside them wherever points do."""

from decimal import ROUND_HALF_UP, Decimal
from unicodedata import normalize

import pytest

from mentorhub.contests.domain.counting import Deciding
from mentorhub.contests.domain.stages import Advance
from mentorhub.contests.models import Shown
from mentorhub.judging.models import StageResult
from mentorhub.judging.queries import sent_sheets, stages_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.publishing import actions, queries
from mentorhub.sheets.domain.reading import rows_of
from tests.factories import make_table
from tests.judging.two_stages import go_on, stage
from tests.pdf_text import pages
from tests.publishing.conftest import contest_of
from tests.publishing.test_rules_told import mark

pytestmark = pytest.mark.usefixtures("in_english")
GIVEN = "as jurors gave them"
CENT = Decimal("0.01")


@pytest.fixture
def strict(first, second):
    """Every other juror is strict, and each entry is read by four of eight; one has a penalty."""
    contest = contest_of(first, second)
    contest.shown, contest.scoring_closed_at = Shown.TOTALS, now()
    mark(contest, entries=12, jurors=8, readers=4)
    contest.deciding = Deciding.ADJUSTED
    db.session.flush()
    return contest


def publish(contest, first, second):
    publication = make_table(contest, by=first)
    actions.agree(publication, by=second)
    db.session.commit()
    return publication


def told(points):
    return f"{points:.2f}"


def test_both_are_kept_and_only_one_decides(strict, first, second):
    sent = actions.draft(strict).lines[0].entry
    entry = queries.submitted_entries(strict)[sent]
    entry.penalty, entry.bonus = Decimal("2.50"), Decimal(1)
    publication = publish(strict, first, second)
    assert publication.was_evened
    for place in publication.places:
        totals = [sum(card.values(), Decimal(0)) for card in sheets_of(place.entry)]
        mean = (sum(totals) / len(totals)).quantize(CENT, rounding=ROUND_HALF_UP)
        beside = Decimal("-1.50") if place.entry is entry else 0
        assert place.given == mean + beside
    assert [one.total for one in publication.places] == sorted(
        (one.total for one in publication.places), reverse=True
    )
    assert any(one.given != one.total for one in publication.places)


def sheets_of(entry):
    return [card.points for card in sent_sheets(entry.contest) if card.entry_id == entry.id]


def test_the_table_the_file_the_team_and_the_minutes_tell_both(browser, strict, first, second):
    publication = publish(strict, first, second)
    place = next(one for one in publication.places if one.given != one.total)
    page = browser.speak("en").get(f"/results/{strict.id}").text
    assert page.count(GIVEN) == len(publication.places) + 1  # each line, and what it means
    assert f"{told(place.given)} {GIVEN}" in page
    for ending in ("csv", "xlsx"):
        file = browser.get(f"/results/tables/{publication.id}/table.{ending}").data
        rows = rows_of(file)
        head = next(row for row in rows if "Points" in row)
        points, given = head.index("Points"), head.index("Points as jurors gave them")
        found = [(str(row[points]), str(row[given])) for row in rows if len(row) > given]
        assert (told(place.total), told(place.given)) in found
    own = browser.sign_in(place.entry.team.members[0].person).speak("en")
    text = own.get(f"/entries/{place.entry_id}/result").text
    assert f"{told(place.given)} points {GIVEN}" in text
    browser.sign_out().sign_in(first).speak("en")
    pdf = browser.get(f"/results/tables/{publication.id}/minutes.pdf").data
    minutes = normalize("NFC", " ".join(" ".join(pages(pdf)).split()))
    assert "Points As given" in minutes
    assert f"{told(place.total)} {told(place.given)}" in minutes


def test_places_alone_stay_places_alone_but_the_team_reads_its_own(browser, strict, first, second):
    strict.shown = Shown.PLACES
    publication = publish(strict, first, second)
    page = browser.speak("en").get(f"/results/{strict.id}").text
    assert GIVEN not in page
    file = browser.get(f"/results/tables/{publication.id}/table.csv").data.decode("utf-8-sig")
    for place in publication.places:
        for points in (place.total, place.given):
            assert told(points) not in page
            assert told(points) not in file
    mine = publication.places[0].entry
    own = browser.sign_in(mine.team.members[0].person).speak("en")
    assert GIVEN in own.get(f"/entries/{mine.id}/result").text


def test_where_points_count_as_given_nothing_stands_twice(browser, strict, first, second):
    strict.deciding = Deciding.GIVEN
    publication = publish(strict, first, second)
    assert {one.given for one in publication.places} == {None}
    assert GIVEN not in browser.speak("en").get(f"/results/{strict.id}").text
    head = browser.get(f"/results/tables/{publication.id}/table.csv").text.splitlines()[0]
    assert GIVEN not in head


def test_of_a_stage_before_the_last_a_team_reads_both_and_what_was_brought_along(
    browser, strict, first, second
):
    """Otherwise the means would seem not to make the total."""
    best_two = stage("Sơ khảo", 1, advance=Advance.BEST, best=2, carried=40)
    strict.stages += [best_two, stage("Bán kết", 2), stage("Chung kết", 3)]
    db.session.flush()
    go_on(strict, first, second)
    ours = next(one for one in queries.submitted_entries(strict).values() if one.number == 1)
    (kept,) = stages_of(ours)
    assert kept.given != kept.total
    assert sum(map(Decimal, kept.means.values())) == kept.given
    later = StageResult(contest_id=strict.id, entry_id=ours.id, stage=2, place=1, at=now())
    later.total, later.goes_on, strict.published_at = Decimal(50), False, now()
    db.session.add(later)
    db.session.commit()
    own = browser.sign_in(ours.team.members[0].person).speak("en")
    text = own.get(f"/entries/{ours.id}/result").text.partition('aria-labelledby="stage-1"')[2]
    before, after = text.split('aria-labelledby="stage-2"')
    brought = f"with {told(kept.total * Decimal('0.4'))} points from the stage before"
    assert (f"{told(kept.given)} points {GIVEN}" in before, GIVEN in after) == (True, False)
    assert (brought in before, brought in after) == (False, True)
