"""Writing an idea in three steps: what is typed is kept, and two writers lose nothing."""

import re

from sqlalchemy import select

from mentorhub.ideas import actions
from mentorhub.ideas.models import Idea, IdeaState, Maturity, Purpose, Visibility
from mentorhub.platform.db import db
from tests.browser import shown_on
from tests.factories import make_idea, make_officer, make_person, make_team
from tests.ideas.steps import rest, the_idea

TEXTS = {
    "problem": "Nước mặn vào kênh nhanh hơn bản tin, hộ lúa tôm lấy nước sai ngày.",
    "solution": "Mỗi chi đoàn ấp một bút đo, bản đồ đổi màu khi vượt ngưỡng.",
    "benefit": "Hai trăm hộ trồng lúa biết trước hai ngày.",
}


def test_writing_in_three_steps_and_sending(browser):
    an = make_person()
    officer = make_officer(unit=an.unit)
    browser.sign_in(an)
    reply = browser.submit("/ideas/new", title="Bản đồ độ mặn", sector="moi-truong")
    idea = the_idea()
    assert reply.location == f"/ideas/{idea.id}/edit/2"
    reply = browser.submit(reply.location, **TEXTS)
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
        f"/ideas/{idea.id}/edit/2", problem="Mặn.", solution="", benefit="", later="1"
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
    opened = shown_on(browser.sign_in(thoa).get(url))
    browser.sign_out().sign_in(lam)
    browser.submit(url, **{**TEXTS, "problem": "Lâm viết trước."})
    browser.sign_out().sign_in(thoa)
    reply = browser.post(url, **{**TEXTS, **opened, "problem": "Thoa viết sau."})
    assert reply.status_code == 409
    assert "Lâm viết trước." in reply.text
    assert "Thoa viết sau." in reply.text
    assert the_idea().problem == "Lâm viết trước."
    again = browser.post(url, **{**TEXTS, **shown_on(reply), "problem": "Cả hai."})
    assert again.status_code == 302
    assert the_idea().problem == "Cả hai."


def test_the_third_step_tells_of_what_others_saved_too(browser):
    idea = make_idea(state=IdeaState.DRAFT, needs=["bookkeeping"])
    url = f"/ideas/{idea.id}/edit/3"
    opened = shown_on(browser.sign_in(idea.author).get(url))
    actions.describe(
        idea,
        maturity=Maturity.PROTOTYPE,
        visibility=Visibility.PUBLIC,
        topics=[],
        needs=["iot"],
        team=idea.team,
        by=idea.author,
    )
    reply = browser.post(
        url, **rest(idea, **opened, team=str(idea.team_id), needs__0="ke toan, AI")
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
    assert browser.post(f"/ideas/{idea.id}/edit/2", state="approved").status_code == 400
