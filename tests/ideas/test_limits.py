"""No floods, no copies approved among many, and support of fresh accounts waits."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.ideas import actions, jobs
from mentorhub.ideas.domain import limits
from mentorhub.ideas.models import Backing, Idea, IdeaState, Likeness
from mentorhub.platform.clock import as_of, now, today_began
from mentorhub.platform.db import db
from mentorhub.platform.errors import TooOften
from tests.factories import make_idea, make_officer, make_person


def draft(author, **fields):
    return make_idea(author=author, state=IdeaState.DRAFT, **fields)


def sent(author, number):
    return [make_idea(author=author, state=IdeaState.SENT) for _ in range(number)]


def test_a_person_sends_five_a_day_and_keeps_the_sixth(browser):
    author = make_person()
    sent(author, limits.MOST_SENT_A_DAY)
    idea = draft(author)
    browser.sign_in(author)
    reply = browser.post(f"/ideas/{idea.id}/sending")
    assert reply.status_code == 429
    assert "mai bạn gửi nhé" in reply.text
    assert db.session.get(Idea, idea.id).state is IdeaState.DRAFT
    with as_of(today_began() + timedelta(days=1, minutes=1)):
        assert actions.send(db.session.get(Idea, idea.id), by=author)


def test_what_is_asked_for_again_is_no_further_idea(app):
    author = make_person()
    first, *_others = sent(author, limits.MOST_SENT_A_DAY)
    first.state = IdeaState.MORE_NEEDED
    assert actions.send(first, by=author)
    assert not actions.send(first, by=author)  # a second click


def test_a_person_begins_twenty_a_day_and_keeps_the_words(browser):
    author = make_person()
    for _ in range(limits.MOST_BEGUN_A_DAY):
        draft(author)
    browser.sign_in(author)
    reply = browser.submit("/ideas/new", title="Một ý nữa", sector="moi-truong")
    assert reply.status_code == 429
    assert "Một ý nữa" in reply.text


def test_a_unit_is_not_flooded(app, monkeypatch):
    monkeypatch.setattr("mentorhub.ideas.actions.limits.MOST_TO_A_UNIT", 3)
    unit = make_person().unit
    for _ in range(3):
        sent(make_person(unit=unit), 1)
    here, elsewhere = make_person(unit=unit), make_person()
    with pytest.raises(TooOften):
        actions.send(draft(here), by=here)
    assert actions.send(draft(elsewhere), by=elsewhere)


def test_one_device_with_many_accounts_is_slowed_down(app, monkeypatch):
    monkeypatch.setattr("mentorhub.ideas.actions.limits.MOST_FROM_A_DEVICE", 3)
    for _ in range(3):
        author = make_person()
        actions.send(draft(author), by=author, device="10.0.0.1 phone")
    author = make_person()
    with pytest.raises(TooOften):
        actions.send(draft(author), by=author, device="10.0.0.1 phone")
    assert actions.send(draft(author), by=author, device="10.0.0.1 another phone")


def test_a_copy_of_ones_own_is_looked_at_by_itself(browser):
    officer = make_officer()
    author = make_person(unit=officer.unit)
    first, copy = make_idea(author=author), draft(author, title="Bản đồ độ mặn, lần hai")
    other = draft(make_person(unit=officer.unit))  # the same words of somebody else
    for idea in (copy, other):
        actions.send(idea, by=idea.author)
    likeness = db.session.scalars(select(Likeness)).one()
    assert (likeness.idea_id, likeness.twin_id) == (copy.id, first.id)
    browser.sign_in(officer)
    page = browser.get("/review?all=1").text
    assert f'value="{other.id}" checked' in page
    assert f'value="{copy.id}"' not in page
    assert f"/ideas/{first.id}" in page
    reply = browser.post("/review/approvals", ideas=[str(copy.id), str(other.id)])
    assert reply.status_code == 409
    assert f"/ideas/{first.id}" in browser.get(f"/ideas/{copy.id}").text
    assert browser.post(f"/ideas/{copy.id}/decision", verdict="approve", reason="").location


def test_sent_again_with_other_words_it_is_no_copy(app):
    author = make_person()
    make_idea(author=author)
    copy = draft(author)
    actions.send(copy, by=author)
    assert db.session.scalars(select(Likeness)).one().idea_id == copy.id
    copy.state = IdeaState.MORE_NEEDED
    actions.write(
        copy,
        by=author,
        title="Tủ sấy cá khô",
        problem="Cá phơi ngoài sân gặp mưa là hỏng, ruồi đậu nhiều.",
        solution="Đóng tủ gỗ có mái kính và quạt nhỏ chạy pin mặt trời.",
        benefit="Hai mươi hộ làm khô bán được quanh năm.",
    )
    actions.send(copy, by=author)
    assert db.session.scalars(select(Likeness)).all() == []


def fresh(days=0, proved=False):
    person = make_person(created_at=now() - timedelta(days=days))
    person.details.email_verified_at = now() if proved else None
    return person


def shown(idea):
    db.session.refresh(idea)
    return idea.backings


def test_support_of_fresh_accounts_waits_and_both_figures_are_the_officers(browser):
    idea = make_idea()
    for person in (fresh(0), fresh(2, proved=True), fresh(13), fresh(4, proved=True), fresh(15)):
        actions.back(idea, by=person)
    assert shown(idea) == 2
    browser.sign_in(make_officer(unit=idea.unit))
    assert "2 lượt được tính, thêm 3 lượt" in browser.get(f"/ideas/{idea.id}").text
    for outside in (None, idea.author, make_person(), make_officer()):
        browser.sign_in(outside) if outside else browser.sign_out()
        assert "thêm 3 lượt" not in browser.get(f"/ideas/{idea.id}").text


def test_whoever_is_new_is_told_when_it_counts(browser):
    idea, person = make_idea(), fresh(0)
    browser.sign_in(person)
    browser.post(f"/ideas/{idea.id}/support")
    page = browser.get(f"/ideas/{idea.id}").text
    day = person.created_at + limits.UNPROVED_AFTER
    assert f"{day:%m/%Y}" in page.split("được tính từ ngày")[1][:40]
    assert "· 0" in page


def test_it_counts_by_itself_when_the_account_is_old_enough(app):
    idea, other = make_idea(), make_idea()
    proved, unproved, closed = fresh(0, proved=True), fresh(0), fresh(0)
    for person in (proved, unproved, closed):
        actions.back(idea, by=person)
    actions.back(other, by=unproved)
    closed.closed_at = now()
    jobs.settle({})
    assert shown(idea) == 0
    with as_of(now() + timedelta(days=3, minutes=1)):
        jobs.settle({})
    assert (shown(idea), shown(other)) == (1, 0)
    with as_of(now() + timedelta(days=14, minutes=1)):
        jobs.settle({})
        jobs.settle({})
    assert (shown(idea), shown(other)) == (2, 1)
    assert len(db.session.scalars(select(Backing)).all()) == 4


def test_moved_support_still_waits(app):
    idea = make_idea()
    into = make_idea(author=make_person(unit=idea.unit))
    person = fresh(0)
    actions.back(idea, by=person)
    officer = make_officer(unit=idea.unit)
    actions.decide(idea, verdict="merge", reason="Trùng.", twin=into.id, by=officer)
    from mentorhub.ideas import queries

    actions.answer_support(queries.question_to(person, idea), follows=True)
    assert shown(into) == 0
    with as_of(now() + timedelta(days=15)):
        jobs.settle({})
    assert shown(into) == 1
