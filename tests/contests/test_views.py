from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.contests.models import Contest, ContestState
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import (
    make_contest,
    make_grant,
    make_juror,
    make_person,
    make_province,
)


def make_organiser(name="Phạm Tổ Chức"):
    person = make_person(name, age=35, unit=make_province())
    make_grant(person, Role.ORGANISER, make_province())
    return person


def typed(unit, **more):
    return {
        "unit": unit.id,
        "title_vi": "Thanh niên số",
        "summary_vi": "Dành cho bạn trẻ 16–35 tuổi.",
        "rules_vi": "# Đối tượng\n\nMọi bạn trẻ.",
        "host_vi": "Tỉnh Đoàn An Giang",
        "opens_at": "2026-11-01T08:00",
        "closes_at": "2026-12-03T23:59",
        **more,
    }


PHASES = {
    "coming": {"opened_days_ago": -2, "days_left": 9},
    "open": {},
    "judging": {"opened_days_ago": 9, "days_left": -1},
    "results": {"opened_days_ago": 9, "days_left": -1, "published_at": now()},
}


@pytest.mark.parametrize("phase", PHASES)
def test_the_list_shows_each_contest_in_its_phase_and_no_draft(browser, phase):
    for name, fields in PHASES.items():
        make_contest(title={"vi": f"Cuộc thi {name}"}, **fields)
    make_contest(title={"vi": "Cuộc thi nháp"}, state=ContestState.DRAFT)
    everything = browser.get("/contests").text
    assert all(f"Cuộc thi {name}" in everything for name in PHASES)
    assert "Cuộc thi nháp" not in everything
    shown = browser.get(f"/contests?phase={phase}").text
    assert [name for name in PHASES if f"Cuộc thi {name}<" in shown] == [phase]


def test_the_list_goes_on_by_key(browser):
    for number in range(21):
        make_contest(title={"vi": f"Số {number:02d}."}, days_left=number + 1)
    first = browser.get("/contests").text
    assert "Số 20." in first
    assert "Số 00." not in first
    after = first.split("after=")[1].split('"')[0].split("&")[0]
    rest = browser.get(f"/contests?after={after}").text
    assert "Số 00." in rest
    assert "Số 01." not in rest


@pytest.mark.parametrize("junk", ["phase=x", "after=x", "after=" + "0" * 32, "phase=draft"])
def test_junk_in_the_address_of_the_list_is_ignored(browser, junk):
    assert browser.get(f"/contests?{junk}").status_code == 200


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
@pytest.mark.parametrize("phase", PHASES)
def test_everyone_reads_an_announced_contest(browser, phase, language):
    contest = make_contest(pass_mark=25, age_min=16, age_max=35, **PHASES[phase])
    for path in ("", "/rules", "/deadline.ics"):
        reply = browser.speak(language).get(f"/contests/{contest.id}{path}")
        assert reply.status_code == 200
        assert contest.title[language] in reply.text


def test_a_draft_is_not_found_by_anyone_but_its_organisers(browser):
    organiser = make_organiser()
    contest = make_contest(organiser, state=ContestState.DRAFT)
    db.session.commit()
    for path in ("", "/rules", "/deadline.ics"):
        assert browser.get(f"/contests/{contest.id}{path}").status_code == 404
        browser.sign_in(make_person())
        assert browser.get(f"/contests/{contest.id}{path}").status_code == 404
        browser.sign_in(organiser)
        assert browser.get(f"/contests/{contest.id}{path}").status_code == 200
        browser.sign_out()


def test_the_jury_is_named_only_with_the_results(browser):
    organiser = make_organiser()
    contest = make_contest(organiser)
    juror = make_juror(contest)
    address = f"/contests/{contest.id}"
    assert "Mai Thế Hiển" not in browser.get(address).text
    assert "Mai Thế Hiển" not in browser.sign_in(make_person()).get(address).text
    assert "Mai Thế Hiển" in browser.sign_in(juror.person).get(address).text
    assert "Mai Thế Hiển" in browser.sign_in(organiser).get(address).text
    contest.published_at = now()
    assert "Mai Thế Hiển" in browser.sign_out().get(address).text


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


def criteria_typed(version, **more):
    names = ("name", "help", "bands")
    return {
        **{f"criteria-0-{name}_{tongue}": "" for name in names for tongue in ("en", "fr")},
        "version": version,
        "criteria-0-name_vi": "Tính mới",
        "criteria-0-help_vi": "Khác gì cách đang làm?",
        "criteria-0-maximum": "10",
        "criteria-0-step": "0,5",
        "criteria-0-bands_vi": "0–4,5: Cũ\n5–10: Mới",
        "criteria-0-bands_en": "0–4.5: Old\n5–10: New",
        "readers": "3",
        "reason": "Nhiều bạn hỏi",
        **more,
    }


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


@pytest.mark.parametrize(
    "wrong",
    [
        {"criteria-0-maximum": "NaN"},
        {"criteria-0-maximum": "1e3"},
        {"criteria-0-maximum": "-1"},
        {"criteria-0-maximum": "0"},
        {"criteria-0-step": "3"},
        {"criteria-0-bands_vi": "0–4: Cũ\n6–10: Mới"},
        {"criteria-0-bands_vi": "không có khoảng"},
        {"criteria-0-bands_en": "0–10: One"},
        {"criteria-0-bands_vi": "0–" + "9" * 5000 + ": x"},
        {"readers": "0"},
    ],
)
def test_criteria_nobody_could_mark_by_are_refused_with_the_text_kept(browser, wrong):
    organiser = make_organiser()
    contest = make_contest(organiser)
    before = [line.id for line in contest.rubric]
    browser.sign_in(organiser)
    address = f"/contests/{contest.id}/criteria"
    reply = browser.post(address, **criteria_typed(contest.version, **wrong))
    assert reply.status_code == 422
    assert "Khác gì cách đang làm?" in reply.text
    assert [line.id for line in contest.rubric] == before


def test_rows_are_added_and_taken_away_without_losing_what_was_typed(browser):
    organiser = make_organiser()
    contest = make_contest(organiser)
    browser.sign_in(organiser)
    address = f"/contests/{contest.id}/criteria"
    reply = browser.post(address, **criteria_typed(contest.version, row="add criteria"))
    assert reply.status_code == 200
    assert 'name="criteria-1-name_vi"' in reply.text
    assert "Khác gì cách đang làm?" in reply.text
    reply = browser.post(address, **criteria_typed(contest.version, row="remove criteria-0"))
    assert reply.status_code == 200
    assert "Khác gì cách đang làm?" not in reply.text
    assert len(contest.rubric) == 2


def test_an_older_page_overwrites_nothing(browser):
    organiser = make_organiser()
    contest = make_contest(organiser)
    browser.sign_in(organiser)
    address = f"/contests/{contest.id}/criteria"
    opened = contest.version
    assert browser.post(address, **criteria_typed(opened)).status_code == 302
    other = {"criteria-0-name_vi": "Chữ của người thứ hai"}
    reply = browser.post(address, **criteria_typed(opened, **other))
    assert reply.status_code == 409
    assert "Chữ của người thứ hai" in reply.text
    assert [line.name["vi"] for line in contest.rubric] == ["Tính mới"]
    assert browser.post(address, **criteria_typed(contest.version, **other)).status_code == 302
    assert [line.name["vi"] for line in contest.rubric] == ["Chữ của người thứ hai"]


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
