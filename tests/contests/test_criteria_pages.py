"""Criteria as an organiser types them: refused with the text kept, never overwritten."""

import pytest

from tests.contests.organisers import make_organiser
from tests.contests.typed import criteria_typed
from tests.factories import make_contest


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


def test_the_summary_counts_every_mistake_and_names_its_criterion(browser):
    organiser = make_organiser()
    contest = make_contest(organiser)
    browser.sign_in(organiser)
    one = criteria_typed(contest.version)
    two = {name.replace("-0-", "-1-"): text for name, text in one.items() if "-0-" in name}
    wrong = {**one, **two, "criteria-1-name_vi": "", "criteria-1-maximum": "x", "readers": "0"}
    reply = browser.post(f"/contests/{contest.id}/criteria", **wrong)
    assert reply.status_code == 422
    assert "Có 3 chỗ cần sửa" in reply.text
    summary = reply.text[reply.text.index('id="errors"') :].split("</ul>")[0]
    assert summary.count("Tiêu chí 2 – ") == 2
    assert "Tiêu chí 1" not in summary


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
