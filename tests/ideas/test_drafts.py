"""Drafts that save themselves: begun once, kept by part, told apart from what others wrote."""

import re
from uuid import uuid4

from sqlalchemy import func, select

from mentorhub.ideas.models import Idea, IdeaState, PageSaving
from mentorhub.platform.db import db
from tests.browser import shown_on
from tests.factories import make_idea, make_person, make_team

QUIET = {"Accept": "application/json"}
TEXTS = {"problem": "Nước mặn vào kênh.", "solution": "Một bút đo.", "benefit": "Hai trăm hộ."}


def open_page(browser, url):
    """The words a page would send back unchanged: its key and what it showed."""
    page = browser.get(url)
    key = re.search(r'name="key"[^>]*value="([^"]+)"', page.text)[1]
    return {"key": key, **shown_on(page)}


def whole(idea_id):
    db.session.expire_all()
    return db.session.get(Idea, idea_id)


def count():
    return db.session.scalar(select(func.count()).select_from(Idea))


def test_the_first_words_begin_a_draft_and_the_page_goes_on_in_it(browser):
    browser.sign_in(make_person())
    page = open_page(browser, "/ideas/new")
    reply = browser.post("/ideas/new/words", **page, title="Bản đồ", sector="")
    assert reply.status_code == 200
    idea = db.session.scalars(select(Idea)).one()
    assert (idea.title, idea.sector, idea.state) == ("Bản đồ", "", IdeaState.DRAFT)
    assert reply.json["here"] == f"/ideas/{idea.id}/edit"
    assert re.fullmatch(r"\d\d:\d\d", reply.json["saved"])
    page |= {f"seen-{part}": seen for part, seen in reply.json["seen"].items()}
    again = browser.post(reply.json["save"], **page, title="Bản đồ mặn", sector="moi-truong")
    assert again.status_code == 200
    assert (whole(idea.id).title, whole(idea.id).sector) == ("Bản đồ mặn", "moi-truong")


def test_a_lost_reply_begins_no_second_idea(browser):
    """The page never heard that it was saved: it sends more words under the same key."""
    browser.sign_in(make_person())
    page = open_page(browser, "/ideas/new")
    for title in ("Bản", "Bản đồ", "Bản đồ mặn"):
        reply = browser.post("/ideas/new/words", **page, title=title, sector="")
        assert reply.status_code == 200
    browser.post("/ideas/new", **page, title="Bản đồ mặn", sector="moi-truong")
    assert (count(), db.session.scalars(select(Idea)).one().title) == (1, "Bản đồ mặn")


def test_a_key_leads_nobody_else_into_the_draft(browser):
    an, rival = make_person(), make_person()
    page = open_page(browser.sign_in(an), "/ideas/new")
    browser.post("/ideas/new/words", **page, title="Của An", sector="")
    browser.sign_out().sign_in(rival)
    reply = browser.post("/ideas/new/words", **page, title="Của người khác", sector="")
    assert reply.status_code == 200
    titles = {idea.author_id: idea.title for idea in db.session.scalars(select(Idea))}
    assert titles == {an.id: "Của An", rival.id: "Của người khác"}


def test_two_people_on_two_parts_both_keep_their_words(browser):
    lam, thoa = make_person("Lâm"), make_person("Thoa")
    idea = make_idea(team=make_team(lam, thoa), state=IdeaState.DRAFT, **TEXTS)
    url = f"/ideas/{idea.id}/edit/2"
    first = open_page(browser.sign_in(lam), url)
    second = open_page(browser.sign_out().sign_in(thoa), url)
    browser.post(f"{url}/words", **second, **{**TEXTS, "benefit": "Ba trăm hộ."})
    browser.sign_out().sign_in(lam)
    reply = browser.post(f"{url}/words", **first, **{**TEXTS, "problem": "Mặn vào sớm."})
    assert (reply.status_code, reply.json["put"]) == (200, {"benefit": "Ba trăm hộ."})
    assert (whole(idea.id).problem, whole(idea.id).benefit) == ("Mặn vào sớm.", "Ba trăm hộ.")


def test_two_people_on_one_part_get_both_texts_and_nothing_is_half_saved(browser):
    lam, thoa = make_person("Lâm"), make_person("Thoa")
    idea = make_idea(team=make_team(lam, thoa), state=IdeaState.DRAFT, **TEXTS)
    url = f"/ideas/{idea.id}/edit/2"
    first = open_page(browser.sign_in(lam), url)
    second = open_page(browser.sign_out().sign_in(thoa), url)
    browser.post(f"{url}/words", **second, **{**TEXTS, "problem": "Của Thoa."})
    browser.sign_out().sign_in(lam)
    mine = {**TEXTS, "problem": "Của Lâm.", "solution": "Cũng của Lâm."}
    reply = browser.post(f"{url}/words", **first, **mine)
    assert reply.status_code == 409
    both = {"yours": "Của Lâm.", "stored": "Của Thoa."}
    assert {k: reply.json["fields"]["problem"][k] for k in both} == both
    assert (whole(idea.id).problem, whole(idea.id).solution) == ("Của Thoa.", TEXTS["solution"])
    first |= {f"seen-{part}": seen for part, seen in reply.json["seen"].items()}
    assert browser.post(f"{url}/words", **first, **mine).status_code == 200
    assert whole(idea.id).problem == "Của Lâm."


def test_words_too_long_are_named_and_change_nothing(browser):
    idea = make_idea(state=IdeaState.DRAFT, **TEXTS)
    url = f"/ideas/{idea.id}/edit/2"
    page = open_page(browser.sign_in(idea.author), url)
    reply = browser.post(f"{url}/words", **page, **{**TEXTS, "problem": "x" * 801})
    assert (reply.status_code, list(reply.json["errors"])) == (422, ["problem"])
    assert whole(idea.id).problem == TEXTS["problem"]


def test_a_stranger_finds_no_place_to_save(browser):
    idea = make_idea(state=IdeaState.DRAFT, **TEXTS)
    browser.sign_in(make_person())
    reply = browser.post(f"/ideas/{idea.id}/edit/2/words", key=uuid4().hex, **TEXTS)
    missing = browser.post(f"/ideas/{uuid4()}/edit/2/words", key=uuid4().hex, **TEXTS)
    assert (reply.status_code, missing.status_code) == (404, 404)
    assert browser.sign_out().post("/ideas/new/words", title="x").status_code == 401


def test_what_is_with_the_unit_is_not_saved_over(browser):
    idea = make_idea(state=IdeaState.SENT, **TEXTS)
    browser.sign_in(idea.author)
    reply = browser.post(
        f"/ideas/{idea.id}/edit/2/words", key=uuid4().hex, **{**TEXTS, "problem": "Khác"}
    )
    assert reply.status_code == 409
    assert whole(idea.id).problem == TEXTS["problem"]


def test_sending_forgets_what_pages_saved(browser):
    long = {name: text * 3 for name, text in TEXTS.items()}
    idea = make_idea(state=IdeaState.DRAFT, **long)
    url = f"/ideas/{idea.id}/edit/2"
    page = open_page(browser.sign_in(idea.author), url)
    browser.post(f"{url}/words", **page, **long)
    assert db.session.scalar(select(func.count()).select_from(PageSaving)) == 1
    browser.post(f"/ideas/{idea.id}/sending")
    assert whole(idea.id).state is IdeaState.SENT
    assert db.session.scalar(select(func.count()).select_from(PageSaving)) == 0


def test_who_begins_an_idea_is_shown_what_they_left_unfinished(browser):
    idea = make_idea(state=IdeaState.DRAFT)
    other = make_idea(state=IdeaState.DRAFT)
    page = browser.sign_in(idea.author).get("/ideas/new")
    assert f"/ideas/{idea.id}/edit" in page.text
    assert f"/ideas/{other.id}/edit" not in page.text


def test_a_stranger_who_sends_an_idea_is_shown_the_way_to_sign_in(browser):
    """Without a script nothing keeps the words yet; with one they wait on the phone."""
    reply = browser.post("/ideas/new", title="Bản đồ mặn", sector="moi-truong")
    assert reply.status_code == 401
    assert 'href="/sign-in"' in reply.text.partition("<main")[2].partition("</main>")[0]
    assert db.session.scalar(select(func.count(Idea.id))) == 0
