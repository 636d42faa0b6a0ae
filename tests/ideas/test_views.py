"""Ideas over HTTP: each verb from its page, what is typed is kept, out of reach is not found."""

import re
from datetime import timedelta

import pytest

from mentorhub.accounts.models import Hat
from mentorhub.ideas import actions
from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from tests.factories import (
    make_idea,
    make_officer,
    make_person,
    make_supporter,
    make_team,
    make_unit,
)
from tests.ideas.steps import the_idea


def test_strangers_find_no_draft_and_are_not_told_of_one(browser):
    draft, missing = make_idea(state=IdeaState.DRAFT), make_person().id
    sent = make_idea(state=IdeaState.SENT)
    for url in (f"/ideas/{draft.id}", f"/ideas/{sent.id}", f"/ideas/{missing}"):
        assert browser.get(url).status_code == 404
    for person in (make_person(), make_officer(unit=make_unit("Xã Ô Lâm"))):
        browser.sign_in(person)
        bodies = set()
        for key in (draft.id, sent.id, missing):
            page = browser.get(f"/ideas/{key}")
            assert page.status_code == 404
            bodies.add(re.sub(rf'{key}|value="[^"]+"', "", page.text))
            assert browser.get(f"/ideas/{key}/edit").status_code == 404
            for verb in ("sending", "support", "decision", "use", "pause"):
                assert browser.post(f"/ideas/{key}/{verb}").status_code == 404
        assert len(bodies) == 1
    assert browser.sign_out().get("/review").status_code == 302
    assert browser.sign_in(make_person()).get("/review").status_code == 404


def test_a_confidential_idea_shows_title_field_and_place_only(browser):
    idea = make_idea(
        visibility=Visibility.CONFIDENTIAL, needs=["bookkeeping"], benefit="Bí quyết riêng của đội."
    )
    actions.note_milestone(idea, "approved", idea.unit, unit="Xã Duyệt Rồi")
    db.session.flush()
    for person in (None, make_person()):
        page = (
            browser.sign_in(person).get(f"/ideas/{idea.id}")
            if person
            else browser.get(f"/ideas/{idea.id}")
        )
        assert idea.title in page.text
        for secret in ("Bí quyết", idea.problem, idea.solution, "Giữ Ngọt", "kế toán", "Duyệt Rồi"):
            assert secret not in page.text
        assert "<dt>Bắt đầu" not in page.text  # no name stands before nothing
        assert browser.post(f"/ideas/{idea.id}/support").status_code in (401, 404)
    whole = browser.sign_in(idea.author).get(f"/ideas/{idea.id}").text
    assert "Bí quyết" in whole
    assert "<dt>Bắt đầu" in whole


@pytest.mark.parametrize(
    ("visibility", "said"),
    [
        (Visibility.PUBLIC, "Duyệt: mọi người đọc được"),
        (Visibility.CONFIDENTIAL, "Duyệt: người khác chỉ đọc được tên, lĩnh vực và nơi"),
    ],
)
def test_the_officer_reads_who_will_read_what_they_approve(browser, visibility, said):
    idea = make_idea(state=IdeaState.SENT, approved_at=None, visibility=visibility)
    page = browser.sign_in(make_officer(unit=idea.unit)).get(f"/ideas/{idea.id}").text
    assert re.findall(r"Duyệt: [^<]*", page) == [said]


def test_names_of_a_team_are_for_the_team_its_mentor_and_officer(browser):
    idea = make_idea(team=make_team(make_person("Tô Kim Thoa")))
    page = browser.get(f"/ideas/{idea.id}").text
    assert "Giữ Ngọt" in page
    assert "Thoa" not in page
    page = browser.sign_in(make_person("Ai Đó")).get(f"/ideas/{idea.id}").text
    assert "Thoa" in page  # who has an account reads given names, as on the page of the team
    assert "Kim Thoa" not in page
    assert "Tô Kim Thoa" in browser.sign_in(idea.author).get(f"/ideas/{idea.id}").text


def test_a_page_for_strangers_sets_no_cookie(browser):
    idea = make_idea()
    for url in ("/ideas", f"/ideas/{idea.id}"):
        reply = browser.get(url)
        assert "Set-Cookie" not in reply.headers
        assert "csrf_token" not in reply.text


def test_an_idea_is_shown_with_its_words_for_links(browser):
    idea = make_idea(language="en", title="Salt map")
    page = browser.get(f"/ideas/{idea.id}").text
    assert '<meta property="og:title" content="Salt map">' in page
    assert f'<meta property="og:url" content="http://localhost/ideas/{idea.id}">' in page
    assert '<h1 lang="en">Salt map</h1>' in page


def test_support_and_taking_it_back(browser):
    idea = make_idea()
    browser.sign_in(make_supporter())
    for path, backings in (("support", 1), ("support", 1), ("support/end", 0), ("support/end", 0)):
        assert browser.post(f"/ideas/{idea.id}/{path}").status_code == 302
        assert the_idea().backings == backings


def test_the_officer_answers_and_a_second_click_does_no_harm(browser):
    idea = make_idea(state=IdeaState.SENT, approved_at=None)
    browser.sign_in(make_officer(unit=idea.unit))
    url = f"/ideas/{idea.id}/decision"
    silent = browser.post(url, verdict="decline", reason="")
    assert silent.status_code == 422
    assert re.search(r'<textarea[^>]*aria-invalid="true"[^>]*id="reason"', silent.text)
    assert browser.post(url, verdict="publish", reason="").status_code == 422
    assert browser.post(url, verdict="", reason="").status_code == 422
    for _ in range(2):
        assert browser.post(url, verdict="approve", reason="").location == "/review"
    assert the_idea().state is IdeaState.APPROVED
    late = browser.post(url, verdict="decline", reason="Đổi ý")
    assert late.status_code == 409
    assert "Đổi ý" in late.text


def test_the_author_reads_why_and_sends_again(browser):
    idea = make_idea(state=IdeaState.SENT, approved_at=None)
    browser.sign_in(make_officer(unit=idea.unit))
    reason = "Xin thêm số đo của hai ấp."
    browser.post(f"/ideas/{idea.id}/decision", verdict="ask_for_more", reason=reason)
    browser.sign_out().sign_in(idea.author)
    assert reason in browser.get(f"/ideas/{idea.id}").text
    assert reason in browser.get(f"/ideas/{idea.id}/edit/2").text
    browser.post(f"/ideas/{idea.id}/sending")
    assert the_idea().state is IdeaState.SENT


def test_reporting_use(browser):
    idea = make_idea()
    browser.sign_in(idea.author)
    url, fine = f"/ideas/{idea.id}/use", {"unit": "an biên", "people": "60", "evidence": "Sổ ấp."}
    tomorrow = (today() + timedelta(days=1)).isoformat()
    assert browser.post(url, since=tomorrow, **fine).status_code == 422
    assert browser.post(url, since="hôm qua", **fine).status_code == 422
    assert browser.post(url, since="2026-01-02", **{**fine, "people": "0"}).status_code == 422
    for nothing in ("", "  "):
        reply = browser.post(url, since="2026-01-02", **{**fine, "evidence": nothing})
        assert reply.status_code == 422
        assert "điều gì cho thấy" in reply.text
        assert 'value="60"' in reply.text  # what was typed is kept
    nowhere = browser.post(url, since="2026-01-02", **{**fine, "unit": "Xã Lạ"})
    assert nowhere.status_code == 422
    assert re.search(r'<input[^>]*aria-invalid="true"[^>]*value="Xã Lạ"', nowhere.text)
    assert browser.post(url, since="2026-01-02", **fine).location == f"/ideas/{idea.id}"
    page = browser.sign_out().get(f"/ideas/{idea.id}").text
    assert "<dd>60</dd>" in page
    assert "Sổ ấp." in page
    assert "02/01/2026" in page


def test_pausing_and_resuming(browser):
    idea = make_idea()
    browser.sign_in(idea.author)
    browser.post(f"/ideas/{idea.id}/pause")
    assert the_idea().state is IdeaState.PAUSED
    browser.post(f"/ideas/{idea.id}/resume")
    assert the_idea().state is IdeaState.APPROVED


def test_an_edit_that_cannot_be_made_now_leads_to_the_idea(browser):
    sent = make_idea(state=IdeaState.SENT)
    browser.sign_in(sent.author)
    for step in ("", "/2", "/3"):
        assert browser.get(f"/ideas/{sent.id}/edit{step}").location == f"/ideas/{sent.id}"


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_every_page_in_every_language(browser, language):
    idea = make_idea(needs=["iot"], tags=["rice"], state=IdeaState.SENT)
    public = make_idea(team=idea.team, needs=["iot"])
    actions.index(public)
    browser.speak(language).sign_in(idea.author)
    for url in ("/ideas", "/ideas?q=khong+co+gi", "/ideas?field=y-te", "/ideas/new"):
        assert browser.get(url).status_code == 200
    for one in (idea, public):
        assert browser.get(f"/ideas/{one.id}").status_code == 200
    assert (
        browser.sign_out().sign_in(make_officer(unit=idea.unit)).get("/review").status_code == 200
    )
    assert browser.get(f"/ideas/{idea.id}").status_code == 200


@pytest.mark.parametrize(("language", "told"), [("vi", "Giải Nhất"), ("en", "First prize")])
def test_the_line_of_an_idea_is_told_in_the_readers_language(browser, language, told):
    idea = make_idea()
    award = {"vi": "Giải Nhất", "en": "First prize", "fr": "Premier prix"}
    actions.note_milestone(idea, "award", idea.unit, award=award)
    db.session.flush()
    page = browser.speak(language).get(f"/ideas/{idea.id}").text
    assert [name in page for name in award.values()] == [name == told for name in award.values()]


def test_an_officer_who_organises_nothing_answers_from_the_middle_tab(browser):
    officer = make_officer()
    officer.hat = Hat.ORGANISER
    tabs = browser.sign_in(officer).get("/ideas").text.partition('class="tabbar')[2]
    assert 'href="/review" class="tabbar__do"' in tabs


@pytest.mark.parametrize(
    ("typed", "language", "word"),
    [("nuoi e", "vi", "Nuôi ếch"), ("nuôi ế", "vi", "Nuôi ếch"), ("frog", "en", "Frog farming")],
)
def test_tags_are_suggested_in_three_languages_with_and_without_diacritics(
    browser, typed, language, word
):
    browser.speak(language)
    assert word in browser.get("/ideas/tags", query_string={"q": typed}).json


@pytest.mark.parametrize("typed", ["", " ", "%", "x" * 5000, "\u202e", "💥"])
def test_strange_beginnings_of_tags_suggest_nothing(browser, typed):
    assert browser.get("/ideas/tags", query_string={"q": typed}).json == []


def test_a_search_in_vain_shows_what_comes_nearest(browser):
    frog, lotus = make_idea(title="Nhật ký nuôi ếch"), make_idea(title="Trà sen Tháp Mười")
    for idea in (frog, lotus):
        actions.index(idea)
    page = browser.get("/ideas", query_string={"q": "nuôi ếch ở Phú Quốc"}).text
    assert "Đây là những ý gần nhất" in page
    assert str(frog.id) in page
    assert str(lotus.id) not in page
    assert "gần nhất" not in browser.get("/ideas", query_string={"q": "nuôi ếch"}).text
    assert "gần nhất" not in browser.get("/ideas", query_string={"q": "zzz"}).text
