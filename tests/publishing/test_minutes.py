"""The paper to sign, and the remarks that go to teams."""

from decimal import Decimal
from unicodedata import normalize

import pytest
from sqlalchemy import select

from mentorhub.contests.domain.counting import Average
from mentorhub.contests.models import Award
from mentorhub.judging.models import Mark, Scorecard
from mentorhub.measures import actions as measures
from mentorhub.measures.models import Kind
from mentorhub.platform.db import Translated, db
from mentorhub.publishing import queries
from tests.factories import make_person, make_table
from tests.pdf_text import pages, typefaces

MORE_THAN_A_NAME = 500
"""Bytes: the drawn letters of a typeface lie in the file, not what it is called alone."""


@pytest.fixture
def prepared(closed, first):
    publication = make_table(closed, note="Hội đồng thống nhất tuyệt đối.", by=first)
    db.session.commit()
    return publication


def words(pdf):
    return normalize("NFC", " ".join(" ".join(page.split()) for page in pages(pdf)))


def test_minutes_tell_who_judged_what_and_how_it_came_out(browser, prepared, closed, first):
    address = f"/results/tables/{prepared.id}/minutes.pdf"
    assert browser.get(address).status_code in (302, 404)
    assert browser.sign_in(make_person()).get(address).status_code == 404
    browser.sign_out().sign_in(first)
    reply = browser.get(address)
    assert reply.data.startswith(b"%PDF")
    told = words(reply.data).replace(" ", "")
    for text in ("Giám Khảo 0", "Giám Khảo 3", "Đội 0", "14/QĐ", "Giải Nhất", "tuyệt đối"):
        assert text.replace(" ", "") in told
    assert prepared.digest in told
    faces = typefaces(reply.data)
    assert {name.split("+")[1].split("-")[0] for name in faces} >= {"MentorHubSans"}
    assert all(len(face) > MORE_THAN_A_NAME for face in faces.values())


def test_minutes_say_the_rule_and_every_decision_with_its_reason(browser, judged, first, second):
    """Two equals put in order by the jury, both with points taken away, and no first prize."""
    judged.average = Average.MEDIAN
    for mark in db.session.scalars(select(Mark)):
        mark.points = Decimal(10)
    winner, other = queries.submitted_entries(judged).values()
    for entry in (winner, other):
        facts = {"reason": f"Quá giờ trình bày {entry.number}", "points": Decimal("2.5")}
        measures.agree(measures.propose(entry, Kind.PENALTY, **facts, by=first), by=second)
    judged.awards.append(Award(position=1, name=Translated(vi="Giải Nhì"), count=1))
    db.session.flush()
    publication = make_table(
        judged,
        decided={winner.id.hex: 1, other.id.hex: 2},
        tie_reason="Dễ nhân rộng hơn",
        withheld=[judged.awards[0].id],
        withheld_reason="Chưa bài nào xứng",
        by=first,
    )
    db.session.commit()
    browser.sign_in(first)
    told = words(browser.get(f"/results/tables/{publication.id}/minutes.pdf").data)
    for text in ("trung vị", "Quá giờ trình bày 1", "−2,5", "Dễ nhân rộng", "Chưa bài nào xứng"):
        assert text.replace(" ", "") in told.replace(" ", "")


@pytest.fixture
def remark(closed):
    card = db.session.scalars(select(Scorecard)).first()
    card.feedback = "Ý tưởng tốt, nhưng tôi là thầy của em Hạ."
    db.session.commit()
    return card


def test_a_remark_left_out_is_not_read_by_its_team(browser, remark, closed, first):
    address = f"/results/remarks/{remark.id}"
    browser.sign_in(first)
    assert remark.feedback in browser.get(f"/contests/{closed.id}/results/remarks").text
    assert browser.submit(f"{address}/holding", reason="").status_code == 422
    for _ in range(2):
        assert browser.post(f"{address}/holding", reason="Lộ người chấm.").status_code == 302
    assert queries.remarks_for(remark.entry) == {}
    assert browser.post(f"{address}/release").status_code == 302
    assert queries.remarks_for(remark.entry) == {1: [remark.feedback]}


def test_remarks_name_no_juror_and_are_for_organisers_after_closing(
    browser, remark, closed, second
):
    page = f"/contests/{closed.id}/results/remarks"
    told = browser.sign_in(second).get(page).text
    assert remark.juror.person.display_name not in told
    browser.sign_out().sign_in(remark.juror.person)
    assert browser.get(page).status_code == 404
    closed.scoring_closed_at = None
    db.session.commit()
    browser.sign_out().sign_in(second)
    assert browser.get(page).status_code == 404
    assert browser.get(f"/results/remarks/{remark.id}/holding").status_code == 404
