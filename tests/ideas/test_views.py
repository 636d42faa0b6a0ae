"""Ideas over HTTP: each verb from its page, what is typed is kept, out of reach is not found."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.accounts.models import Hat
from mentorhub.ideas import actions
from mentorhub.ideas.models import Idea, IdeaState, Maturity, Purpose, Visibility
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from tests.factories import make_idea, make_officer, make_person, make_team, make_unit

TEXTS = {
    "problem": "Nước mặn vào kênh nhanh hơn bản tin, hộ lúa tôm lấy nước sai ngày.",
    "solution": "Mỗi chi đoàn ấp một bút đo, bản đồ đổi màu khi vượt ngưỡng.",
    "benefit": "Hai trăm hộ trồng lúa biết trước hai ngày.",
}


def the_idea():
    db.session.expire_all()
    return db.session.scalars(select(Idea)).one()


def rest(idea, **answers):
    plain = {"version": idea.version, "maturity": "idea", "visibility": "public", "team": ""}
    words = {f"{name}__{i}": "" for name in ("topics", "needs") for i in range(4)}
    return {**plain, **words, **answers}


def test_writing_in_three_steps_and_sending(browser):
    an = make_person()
    officer = make_officer(unit=an.unit)
    browser.sign_in(an)
    reply = browser.submit("/ideas/new", title="Bản đồ độ mặn", sector="moi-truong")
    idea = the_idea()
    assert reply.location == f"/ideas/{idea.id}/edit/2"
    reply = browser.submit(reply.location, version=idea.version, **TEXTS)
    assert reply.location == f"/ideas/{idea.id}/edit/3"
    answers = rest(
        the_idea(),
        maturity="pilot",
        needs__0="ke toan",
        needs__1="ban do so cua toi",
        topics__0="IoT",
    )
    reply = browser.submit(reply.location, **answers)
    assert reply.location == f"/ideas/{idea.id}"
    idea = the_idea()
    assert (idea.title, idea.problem, idea.maturity) == (
        "Bản đồ độ mặn",
        TEXTS["problem"],
        Maturity.PILOT,
    )
    assert idea.concepts(Purpose.NEED) == ["bookkeeping", "ban do so cua toi"]
    assert idea.concepts(Purpose.TOPIC) == ["iot"]
    for _ in range(2):
        assert browser.post(f"/ideas/{idea.id}/sending").location == f"/ideas/{idea.id}"
    assert the_idea().state is IdeaState.SENT
    assert idea.unit.name in browser.get(f"/ideas/{idea.id}").text
    assert browser.sign_in(officer).get("/review").text.count("Bản đồ độ mặn") == 1


def test_a_draft_may_be_kept_unfinished_for_later(browser):
    idea = make_idea(state=IdeaState.DRAFT, problem="", solution="", benefit="")
    browser.sign_in(idea.author)
    reply = browser.submit(
        f"/ideas/{idea.id}/edit/2", version=1, problem="Mặn.", solution="", benefit="", later="1"
    )
    assert reply.location == f"/ideas/{idea.id}"
    assert the_idea().problem == "Mặn."


def test_an_unfinished_idea_is_not_sent_and_says_beside_the_field_why(browser):
    idea = make_idea(state=IdeaState.DRAFT, problem="Mặn.", benefit="")
    browser.sign_in(idea.author)
    reply = browser.post(f"/ideas/{idea.id}/sending")
    assert reply.status_code == 422
    assert re.search(r'<textarea[^>]*aria-invalid="true"[^>]*id="problem"', reply.text)
    assert re.search(r'<textarea[^>]*aria-invalid="true"[^>]*id="benefit"', reply.text)
    assert 'href="#problem"' in reply.text
    assert "Mặn." in reply.text
    assert the_idea().state is IdeaState.DRAFT


def test_what_was_typed_wrongly_is_kept(browser):
    browser.sign_in(make_person())
    reply = browser.submit("/ideas/new", title="x" * 121, sector="moi-truong")
    assert reply.status_code == 422
    assert "x" * 121 in reply.text
    assert '<option selected value="moi-truong">' in reply.text
    assert browser.submit("/ideas/new", title=" ", sector="").status_code == 422
    assert browser.submit("/ideas/new", title="Máy", sector="no-such").status_code == 422
    assert db.session.scalars(select(Idea)).all() == []


def test_two_people_writing_at_once_lose_nothing(browser):
    lam, thoa = make_person("Lâm"), make_person("Thoa")
    idea = make_idea(team=make_team(lam, thoa), state=IdeaState.DRAFT)
    url = f"/ideas/{idea.id}/edit/2"
    browser.sign_in(lam).submit(url, version=1, **{**TEXTS, "problem": "Lâm viết trước."})
    browser.sign_out().sign_in(thoa)
    reply = browser.post(url, version=1, **{**TEXTS, "problem": "Thoa viết sau."})
    assert reply.status_code == 409
    assert "Lâm viết trước." in reply.text
    assert "Thoa viết sau." in reply.text
    assert the_idea().problem == "Lâm viết trước."
    (version,) = set(re.findall(r'name="version"[^>]*value="(\d+)"', reply.text))
    again = browser.post(url, version=version, **{**TEXTS, "problem": "Cả hai."})
    assert again.status_code == 302
    assert the_idea().problem == "Cả hai."


def test_the_third_step_tells_of_what_others_saved_too(browser):
    idea = make_idea(state=IdeaState.DRAFT, needs=["bookkeeping"])
    actions.describe(
        idea,
        version=1,
        maturity=Maturity.PROTOTYPE,
        visibility=Visibility.PUBLIC,
        topics=[],
        needs=["iot"],
        team=idea.team,
        by=idea.author,
    )
    browser.sign_in(idea.author)
    reply = browser.post(
        f"/ideas/{idea.id}/edit/3", **rest(idea, version=1, team=str(idea.team_id))
    )
    assert reply.status_code == 409
    assert "IoT" in reply.text


def test_a_word_with_several_meanings_is_asked_about(browser):
    idea = make_idea(state=IdeaState.DRAFT)
    browser.sign_in(idea.author)
    url = f"/ideas/{idea.id}/edit/3"
    reply = browser.post(url, **rest(idea, needs__0="ban hang"))
    assert reply.status_code == 422
    for meaning in ("Kỹ năng bán hàng, chăm sóc khách", "Chợ truyền thống, tiểu thương"):
        assert meaning in reply.text
    assert 'value="ban hang"' in reply.text
    assert browser.post(url, **rest(idea, needs__0="bạn hàng")).status_code == 302
    assert the_idea().concepts(Purpose.NEED) == ["traditional-market"]


def test_only_own_teams_are_offered(browser):
    idea = make_idea(state=IdeaState.DRAFT)
    other = make_team(make_person("Khác"), name="Đội Khác")
    browser.sign_in(idea.author)
    url = f"/ideas/{idea.id}/edit/3"
    assert "Đội Khác" not in browser.get(url).text
    assert browser.post(url, **rest(idea, team=str(other.id))).status_code == 422
    assert the_idea().team.name == "Giữ Ngọt"


def test_a_part_nobody_asked_for_is_refused(browser):
    idea = make_idea(state=IdeaState.DRAFT)
    browser.sign_in(idea.author)
    assert browser.post(f"/ideas/{idea.id}/edit/2", version=1, state="approved").status_code == 400


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
        assert browser.post(f"/ideas/{idea.id}/support").status_code in (401, 404)
    assert "Bí quyết" in browser.sign_in(idea.author).get(f"/ideas/{idea.id}").text


def test_names_of_a_team_are_for_the_team_its_mentor_and_officer(browser):
    idea = make_idea(team=make_team(make_person("Tô Kim Thoa")))
    page = browser.get(f"/ideas/{idea.id}").text
    assert "Giữ Ngọt" in page
    assert "Thoa" not in page
    assert "Thoa" not in browser.sign_in(make_person("Ai Đó")).get(f"/ideas/{idea.id}").text
    assert "Thoa" in browser.sign_in(idea.author).get(f"/ideas/{idea.id}").text


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
    browser.sign_in(make_person())
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
    assert browser.post(url, since="2026-01-02", **{**fine, "unit": "Xã Lạ"}).status_code == 409
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
