"""Everyone reads announced contests; drafts and juries wait for their time."""

import pytest

from mentorhub.contests.models import ContestState, StageKind
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.contests.organisers import make_organiser
from tests.factories import make_contest, make_juror, make_person
from tests.judging.two_stages import stage

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


@pytest.mark.parametrize(
    ("kind", "said", "beside"),
    [
        (StageKind.CHECK, "Đang kiểm tra hồ sơ", "Đang kiểm tra hồ sơ"),
        (StageKind.MENTORING, "Đang được cố vấn", "Cố vấn đang đồng hành cùng các đội"),
        (StageKind.JUDGING, "Đang chấm", "Ban giám khảo đang chấm"),
        (None, "Đã đóng nhận bài", "Đã đóng nhận bài"),
    ],
)
def test_a_contest_is_called_by_what_is_done_with_it_and_never_marked_too_early(
    browser, kind, said, beside
):
    contest = make_contest(opened_days_ago=9, days_left=-1)
    if kind:
        running = stage("Đang diễn ra", 0)
        running.kind = kind
        contest.stages += [running, stage("Chấm sau", 4)]
    db.session.flush()
    chip = f"</svg>{said}</span>"
    page = browser.get(f"/contests/{contest.id}").text
    assert (chip in page, beside in page) == (True, True)
    assert chip in browser.get("/contests").text
    assert ("Đang chấm" in page) == (kind is StageKind.JUDGING)
    contest.scoring_opened_at = now()
    db.session.flush()
    assert "</svg>Đang chấm</span>" in browser.get(f"/contests/{contest.id}").text


def test_the_console_says_what_is_done_and_calls_no_plan_a_judging(browser):
    organiser = make_organiser()
    contest = make_contest(organiser, opened_days_ago=9, days_left=-1)
    running = stage("Đang diễn ra", 0)
    contest.stages.append(running)
    for kind, said in ((StageKind.CHECK, "Đang kiểm tra hồ sơ"), (StageKind.JUDGING, "Giữa hai")):
        running.kind = kind
        db.session.flush()
        page = browser.sign_in(organiser).get("/console").text
        assert (said in page, "</svg>Đang chấm</span>" in page) == (True, False)
