"""An organiser writes a contest, completes and announces it; nobody else does."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.contests.models import Contest, ContestState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.contests.organisers import make_organiser
from tests.contests.typed import criteria_typed, typed
from tests.factories import make_contest, make_juror, make_person, make_province

SET_UP_PAGES = ("prepare", "edit", "terms", "criteria", "prizes", "organisers", "extension")


@pytest.mark.parametrize("path", [*SET_UP_PAGES, "announcement"])
def test_only_its_organisers_set_a_contest_up(browser, path):
    organiser, another = make_organiser(), make_organiser("Khác")
    draft = ContestState.DRAFT if path == "announcement" else ContestState.ANNOUNCED
    contest = make_contest(organiser, state=draft)
    make_contest(another)
    juror = make_juror(contest).person
    db.session.commit()
    address = f"/contests/{contest.id}/{path}"
    assert browser.get(address).status_code == 302
    for stranger in (make_person(), another, juror):
        browser.sign_in(stranger)
        db.session.commit()
        assert browser.get(address).status_code == 404
        if path != "prepare":
            assert browser.post(address).status_code == 404
    assert browser.sign_in(organiser).get(address).status_code == 200


def test_only_organisers_begin_a_contest(browser):
    assert browser.get("/contests/new").status_code == 302
    assert browser.sign_in(make_person()).get("/contests/new").status_code == 404
    assert browser.sign_in(make_organiser()).get("/contests/new").status_code == 200


def test_a_contest_is_written_completed_and_announced(browser):
    organiser = make_organiser()
    browser.sign_in(organiser)
    reply = browser.post("/contests/new/empty", **typed(make_province(), title_en="Digital youth"))
    contest = db.session.scalars(select(Contest)).one()
    address = f"/contests/{contest.id}"
    assert reply.location == f"{address}/prepare"
    assert contest.title == {"vi": "Thanh niên số", "en": "Digital youth"}
    assert contest.opens_at.isoformat() == "2026-11-01T01:00:00+00:00"
    assert contest.closes_at.isoformat() == "2026-12-03T16:59:00+00:00"
    assert [o.person_id for o in contest.organisers] == [organiser.id]
    reply = browser.post(f"{address}/criteria", **criteria_typed(contest.version))
    assert (reply.status_code, reply.location) == (302, f"{address}/prepare")
    (line,) = contest.rubric
    assert (str(line.max_points), str(line.step)) == ("10.00", "0.50")
    assert line.anchors[1] == {"from": "5", "to": "10", "text": {"vi": "Mới", "en": "New"}}
    contest.closes_at = now() + timedelta(days=9)
    reply = browser.post(f"{address}/announcement")
    assert reply.location == address
    assert contest.state is ContestState.ANNOUNCED
    assert browser.sign_out().get(address).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title_vi": ""}, "title_vi-err"),
        ({"title_vi": "x" * 161}, "title_vi-err"),
        ({"opens_at": "tomorrow"}, "opens_at-err"),
        ({"closes_at": "2026-11-01T08:00"}, "closes_at-err"),
        ({"unit": "not a unit"}, "unit-err"),
    ],
)
def test_mistakes_are_told_beside_their_field_and_typed_text_stays(browser, wrong, message):
    browser.sign_in(make_organiser())
    reply = browser.post("/contests/new/empty", **{**typed(make_province()), **wrong})
    assert reply.status_code == 422
    assert message in reply.text
    assert "Dành cho bạn trẻ 16–35 tuổi." in reply.text
    assert db.session.scalars(select(Contest)).all() == []


def test_unknown_parts_are_refused(browser):
    browser.sign_in(make_organiser())
    assert (
        browser.post("/contests/new/empty", **typed(make_province(), state="x")).status_code == 400
    )


def test_prizes_and_stages_are_kept_in_order(browser):
    organiser = make_organiser()
    contest = make_contest(organiser)
    browser.sign_in(organiser)
    reply = browser.post(
        f"/contests/{contest.id}/prizes",
        **{
            "version": contest.version,
            "reason": "Có thêm nhà tài trợ",
            "awards-0-name_vi": "Giải Nhất",
            "awards-0-count": "1",
            "awards-3-name_vi": "Giải Ba",
            "awards-3-name_fr": "Troisième prix",
            "awards-3-count": "2",
            "stages-0-kind": "publish",
            "stages-0-name_vi": "Công bố",
            "stages-0-first": "2027-01-17",
            "stages-0-last": "2027-01-17",
            "stages-1-kind": "judging",
            "stages-1-name_vi": "Sơ khảo",
            "stages-1-first": "2026-12-08",
            "stages-1-last": "2026-12-21",
        },
    )
    assert reply.status_code == 302
    assert [(a.name, a.count) for a in contest.awards] == [
        ({"vi": "Giải Nhất"}, 1),
        ({"vi": "Giải Ba", "fr": "Troisième prix"}, 2),
    ]
    assert [(s.name["vi"], str(s.first_day), str(s.last_day)) for s in contest.stages] == [
        ("Sơ khảo", "2026-12-08", "2026-12-21"),
        ("Công bố", "2027-01-17", "2027-01-17"),
    ]
    page = browser.get(f"/contests/{contest.id}").text
    assert "08–21/12" in page
    assert browser.get(f"/contests/{contest.id}/prizes").status_code == 200
