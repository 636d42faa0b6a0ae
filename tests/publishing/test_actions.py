from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import Award
from mentorhub.ideas.actions import note_milestone
from mentorhub.judging.models import Mark, Scorecard
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import actions, queries
from mentorhub.publishing.domain import digest_of
from mentorhub.publishing.models import PublicationState
from tests.browser import CommittingBrowser
from tests.factories import make_card, make_contest, make_idea, make_juror, make_person, make_table

pytestmark = pytest.mark.usefixtures("in_english")
REASON = "Hội đồng họp, chọn bài dễ nhân rộng hơn"


def publish(contest, first, second, **more):
    publication = make_table(contest, **more, by=first)
    actions.agree(publication, by=second)
    return publication


def test_two_persons_publish_and_the_table_stands(judged, first, second):
    publication = publish(judged, first, second)
    table = [(p.rank, p.entry.title, p.total, p.readers) for p in publication.places]
    assert table == [(1, "Lọc nước", Decimal("40.00"), 2), (2, "Thùng rác", Decimal("30.50"), 2)]
    assert judged.is_published
    assert [p.award.name["vi"] for p in publication.places if p.award] == ["Giải Nhất"]
    assert publication.counts["cards"] == 4


def test_an_award_that_a_correction_takes_away_goes_off_the_line_of_its_idea(judged, first, second):
    won, lost = (place.entry for place in publish(judged, first, second).places)
    won.idea, lost.idea = make_idea(), make_idea()

    def lines():
        return [[point.kind for point in entry.idea.milestones] for entry in (won, lost)]

    note_milestone(won.idea, "award", won, award={"vi": "Giải Nhất"})
    assert lines() == [["award"], []]
    cards = select(Scorecard.id).where(Scorecard.entry_id == won.id)
    for mark in db.session.scalars(select(Mark).where(Mark.scorecard_id.in_(cards))):
        mark.points = Decimal(0)
    db.session.flush()
    publish(judged, first, second, reason="Phiếu chấm nhập nhầm.")
    assert lines() == [[], ["award"]]


def test_the_person_who_prepared_cannot_agree(judged, first):
    publication = make_table(judged, by=first)
    with pytest.raises(Refused):
        actions.agree(publication, by=first)
    assert not judged.is_published


def test_nothing_is_drafted_while_scoring_is_open(judged):
    judged.scoring_closed_at = None
    with pytest.raises(Refused):
        actions.draft(judged)


def test_a_missing_sheet_forbids_publishing(judged, first):
    third = make_juror(judged, make_person("La Hồng Quân", age=44))
    make_card(third, queries.submitted_entries(judged).popitem()[1])
    with pytest.raises(Refused):
        make_table(judged, by=first)


def test_a_sheet_that_changed_after_preparing_stops_the_agreement(judged, first, second):
    publication = make_table(judged, by=first)
    mark = db.session.scalars(select(Mark)).first()
    mark.points = Decimal(1)
    with pytest.raises(Refused):
        actions.agree(publication, by=second)
    assert publication.state is PublicationState.PREPARED


def test_a_late_change_moves_nothing_that_was_publish(judged, first, second):
    before = [(p.rank, p.total) for p in publish(judged, first, second).places]
    for mark in db.session.scalars(select(Mark)):
        mark.points = Decimal(0)
    db.session.flush()
    db.session.expire_all()
    assert [(p.rank, p.total) for p in queries.published_for(judged).places] == before


def test_equals_across_prizes_are_decided_by_the_jury_not_the_machine(judged, first, second):
    for mark in db.session.scalars(select(Mark)):
        mark.points = Decimal(10)
    db.session.flush()
    winner, other = queries.submitted_entries(judged)
    with pytest.raises(Refused):
        make_table(judged, by=first)
    decided = {winner.hex: 1, other.hex: 2}
    with pytest.raises(Refused, match="why"):
        make_table(judged, **{"decided": decided}, by=first)
    agreed = {"decided": decided, "tie_reason": REASON}
    publication = make_table(judged, **agreed, by=first)
    assert publication.tie_reason == REASON
    assert [(p.rank, p.entry_id) for p in publication.places] == [(1, winner), (2, other)]
    actions.agree(publication, by=second)
    assert judged.is_published


def test_agreeing_twice_publishes_once(judged, first, second):
    publication = publish(judged, first, second)
    actions.agree(publication, by=second)
    verbs = [a.verb for a in db.session.scalars(select(Activity)) if a.verb.startswith("results")]
    assert sorted(verbs) == ["results.prepared", "results.published"]


def test_a_discarded_table_cannot_be_agreed_to(judged, first, second):
    publication = make_table(judged, by=first)
    actions.discard(publication, by=first)
    with pytest.raises(Refused):
        actions.agree(publication, by=second)
    assert make_table(judged, by=second).prepared_by is second


def test_a_first_prize_that_is_withheld_goes_to_nobody(judged, first, second):
    judged.awards.append(Award(position=1, name=Translated(vi="Giải Nhì"), count=1))
    db.session.flush()
    withheld = {"withheld": [judged.awards[0].id]}
    with pytest.raises(Refused, match="not given"):
        make_table(judged, **withheld, by=first)
    publication = make_table(
        judged, **withheld, withheld_reason="Chưa bài nào xứng giải Nhất", by=first
    )
    actions.agree(publication, by=second)
    given = [(place.rank, place.award and place.award.name["vi"]) for place in publication.places]
    assert given == [(1, "Giải Nhì"), (2, None)]
    assert publication.digest != digest_of(judged.id, actions.draft(judged).lines)


def test_only_a_prize_of_the_contest_is_withheld(judged, first):
    elsewhere = make_contest(opened_days_ago=2)
    elsewhere.awards = [Award(position=0, name=Translated(vi="Giải khác"), count=1)]
    db.session.flush()
    withheld = {"withheld": [elsewhere.awards[0].id], "withheld_reason": "Không xứng"}
    with pytest.raises(Refused, match="no prize"):
        make_table(judged, **withheld, by=first)


def test_the_form_asks_why_and_everybody_reads_it(app, judged, first, second):
    browser = CommittingBrowser(app)
    page, at = browser.sign_in(first), f"/contests/{judged.id}/results/draft"
    award = str(judged.awards[0].id)
    assert page.post(at, withheld=[award], withheld_reason="").status_code == 422
    assert page.post(at, withheld=[award], withheld_reason="Chưa xứng").status_code == 302
    actions.agree(queries.prepared_for(judged), by=second)
    db.session.commit()
    assert "Chưa xứng" in browser.get(f"/results/{judged.id}").text
