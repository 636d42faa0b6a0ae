"""Ideas that are the same: one goes on within the other, credit stays, support follows on a yes."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.activity.models import Activity
from mentorhub.ideas import actions, queries
from mentorhub.ideas.models import Backing, IdeaState, Merge, SupportQuestion, Visibility
from mentorhub.ideas.notices import AUDIENCES
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import agree, make_idea, make_officer, make_person, make_supporter, make_team

SAME = {"verdict": "merge", "reason": "Hai ý tưởng cùng một việc."}


@pytest.fixture
def pair(app):
    """(the one merged, the one that goes on), of different teams in one unit."""
    first = make_idea(author=make_person("Lê Viết Trước"), title="Đo mặn bằng bút")
    second = make_idea(author=make_person(unit=first.unit), title="Bản đồ độ mặn")
    return first, second


@pytest.fixture
def officer(pair):
    return make_officer(unit=pair[0].unit)


def merge(pair, officer, **more):
    idea, into = pair
    return actions.decide(idea, **{**SAME, "twin": into.id, **more}, by=officer)


def supporters(idea):
    rows = select(Backing.person_id).where(Backing.idea_id == idea.id)
    return set(db.session.scalars(rows))


def question(person, idea):
    return queries.question_to(person, idea)


def heard(verb):
    rows = select(Activity).where(Activity.verb == verb).order_by(Activity.id.desc())
    activity = db.session.scalars(rows).first()
    return {person.id for person in AUDIENCES[verb](activity)}


def test_it_goes_on_within_the_other_and_its_author_is_named_there(browser, pair, officer):
    idea, into = pair
    agree(idea.author, Purpose.PUBLICATION)
    browser.sign_in(officer)
    reply = browser.post(f"/ideas/{idea.id}/decision", **SAME, twin=f"http://x/ideas/{into.id}")
    assert reply.location == f"/ideas/{idea.id}"
    page = browser.get(reply.location).text
    assert "Bản đồ độ mặn" in page
    assert "Rút lại việc gộp" in page
    browser.sign_out()
    assert browser.get(f"/ideas/{idea.id}").location == f"/ideas/{into.id}"
    page = browser.get(f"/ideas/{into.id}").text
    assert "Lê Viết Trước" in page
    assert "Gộp thêm “Đo mặn bằng bút”" in page
    assert heard("idea.merged") == {idea.author_id}
    assert heard("idea.took_in") == {into.author_id}
    gallery = browser.get("/ideas").text
    assert str(idea.id) not in gallery
    assert str(into.id) in gallery


def test_a_name_nobody_agreed_to_publish_is_not_named(browser, pair, officer):
    merge(pair, officer)
    assert "Lê Viết Trước" not in browser.get(f"/ideas/{pair[1].id}").text


def test_an_idea_still_waiting_is_linked_too(browser, pair, officer):
    idea, into = pair
    idea.state, idea.approved_at = IdeaState.SENT, None
    browser.sign_in(officer)
    reply = browser.post(
        f"/ideas/{idea.id}/decision",
        verdict="mark_as_duplicate",
        reason="Đã có rồi.",
        twin=str(into.id),
    )
    assert reply.status_code == 302
    assert idea.state is IdeaState.DUPLICATE
    browser.sign_in(idea.author)
    assert f"/ideas/{into.id}" in browser.get(f"/ideas/{idea.id}").text
    browser.sign_out()
    assert browser.get(f"/ideas/{idea.id}").status_code == 404


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ({"twin": ""}, 422, "dán địa chỉ"),
        ({"twin": "một ý khác"}, 422, "dán địa chỉ"),
        ({"reason": ""}, 422, "lý do"),
        (
            {"twin": "/ideas/0198c0de-0000-7000-8000-000000000000"},
            409,
            "Không có ý tưởng công khai",
        ),
        ({"twin": "itself"}, 409, "Không có ý tưởng công khai"),
        ({"twin": "draft"}, 409, "Không có ý tưởng công khai"),
    ],
)
def test_what_does_not_fit_comes_back_with_its_words(browser, pair, officer, more, code, said):
    idea, into = pair
    named = {"itself": idea.id, "draft": make_idea(state=IdeaState.SENT).id}
    answers = {**SAME, "twin": f"/ideas/{into.id}", **more}
    answers["twin"] = (
        f"/ideas/{named[answers['twin']]}" if answers["twin"] in named else answers["twin"]
    )
    browser.sign_in(officer)
    reply = browser.post(f"/ideas/{idea.id}/decision", **answers)
    assert reply.status_code == code
    assert said in reply.text
    assert answers["reason"] in reply.text
    assert idea.state is IdeaState.APPROVED


def test_only_the_unit_s_officer_merges_and_takes_apart(browser, pair, officer):
    idea, into = pair
    for person in (idea.author, into.author, make_person(), make_officer()):
        browser.sign_in(person)
        path = f"/ideas/{idea.id}"
        assert browser.post(f"{path}/decision", **SAME, twin=str(into.id)).status_code == 404
        assert browser.post(f"{path}/separation").status_code == 404
    assert idea.state is IdeaState.APPROVED


def test_a_second_click_merges_once(pair, officer):
    assert [merge(pair, officer) for _ in range(2)] == [True, False]
    assert db.session.scalar(select(func.count()).select_from(Merge)) == 1


def test_support_follows_on_a_yes_only_and_counts_once(pair, officer):
    idea, into = pair
    yes, no, both, silent = (make_supporter() for _ in range(4))
    for person in (yes, no, both, silent):
        actions.back(idea, by=person)
    actions.back(into, by=both)
    merge(pair, officer)
    assert heard("idea.support_asked") == {p.id for p in (yes, no, both, silent)}
    for _ in range(2):
        actions.answer_support(question(yes, idea), follows=True)
        actions.answer_support(question(both, idea), follows=True)
    actions.answer_support(question(no, idea), follows=False)
    assert supporters(into) == {yes.id, both.id}
    assert supporters(idea) == {no.id, silent.id}
    db.session.refresh(into)
    assert into.backings == 2
    assert heard("idea.support_asked") == {silent.id}


def test_whoever_is_asked_answers_on_a_page(browser, pair, officer):
    idea, into = pair
    person = make_person()
    actions.back(idea, by=person)
    merge(pair, officer)
    path = f"/ideas/{idea.id}/support/following"
    browser.sign_in(make_person())
    assert browser.get(path).status_code == 404
    browser.sign_in(person)
    assert "Bản đồ độ mặn" in browser.get(path).text
    assert browser.post(path).status_code == 422
    assert browser.post(path, answer="yes").location == f"/ideas/{into.id}"
    assert supporters(into) == {person.id}


def test_within_the_hour_all_is_as_before(browser, pair, officer):
    idea, into = pair
    idea.state = IdeaState.PAUSED
    yes, both = make_supporter(), make_supporter()
    for one, person in ((idea, yes), (idea, both), (into, both)):
        actions.back(one, by=person)
    merge(pair, officer)
    for person in (yes, both):
        actions.answer_support(question(person, idea), follows=True)
    browser.sign_in(officer)
    for _ in range(2):
        assert browser.post(f"/ideas/{idea.id}/separation").location == f"/ideas/{idea.id}"
    db.session.expire_all()
    assert idea.state is IdeaState.PAUSED
    assert idea.reason == ""
    assert supporters(idea) == {yes.id, both.id}
    assert supporters(into) == {both.id}
    assert (idea.backings, into.backings) == (2, 1)
    assert [m.kind for m in into.milestones] == []
    for model in (Merge, SupportQuestion):
        assert db.session.scalars(select(model)).all() == []
    assert merge(pair, officer)  # and it may be merged again


def test_after_the_hour_it_stays(browser, pair, officer):
    merge(pair, officer)
    later = now() + timedelta(hours=1, seconds=1)
    with as_of(later), pytest.raises(Refused):
        actions.separate(pair[0], by=officer)
    assert pair[0].state is IdeaState.DUPLICATE


def test_nobody_is_asked_about_support_of_what_is_kept_back(pair, officer):
    actions.back(pair[0], by=make_person())
    pair[1].visibility = Visibility.CONFIDENTIAL
    merge(pair, officer)
    assert db.session.scalars(select(SupportQuestion)).all() == []


def test_a_chain_leads_to_its_end(browser, pair, officer):
    idea, into = pair
    last = make_idea(make_team(make_person(unit=idea.unit)), title="Ý tưởng sau cùng")
    merge(pair, officer)
    merge((into, last), officer)
    assert browser.get(f"/ideas/{idea.id}").location == f"/ideas/{into.id}"
    assert browser.get(f"/ideas/{into.id}").location == f"/ideas/{last.id}"
    with pytest.raises(Refused):
        merge((last, into), officer)


def test_erased_they_are_named_no_more(browser, pair, officer):
    from mentorhub.platform import holdings

    agree(pair[0].author, Purpose.PUBLICATION)
    person = make_person()
    actions.back(pair[0], by=person)
    merge(pair, officer)
    holdings.erase(person.id)
    assert db.session.scalars(select(SupportQuestion)).all() == []
