"""Questions answered with files: where they are given, how many, what is sent, who reads it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.entries import actions as entries
from mentorhub.entries.models import EntryState, Revision
from mentorhub.entries.queries import judged_files
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.questions import actions as questions
from mentorhub.questions.domain.asking import Kind
from tests.entries.cast import typed
from tests.factories import make_card, make_juror
from tests.papers.samples import pdf
from tests.questions.test_building import GOODS, ask

NAME = "ke-hoach.pdf"


@pytest.fixture
def plan(sender):
    """The contest wants one file: a plan."""
    question = ask(
        sender.entry.contest, Kind.FILE, label=Translated(vi="Kế hoạch"), is_required=True
    )
    db.session.commit()
    return question


def give(sender, slot, name=NAME):
    content = pdf()
    reply = sender.begin(name, len(content), slot=slot)
    if reply.status_code != 200:
        return reply
    sender.part(reply.json, 0, content)
    return sender.browser.post(reply.json["finish"])


def send(sender):
    return sender.browser.post(f"{sender.base}/submission").status_code


def frozen():
    (revision,) = db.session.scalars(select(Revision)).all()
    return [(one["slot"], one["name"]) for one in revision.content.get("files", ())]


def test_a_file_that_is_asked_for_is_missing_until_it_is_given(sender, plan):
    assert send(sender) == 409
    assert give(sender, "", "khac.pdf").status_code == 200  # beside the text: no answer
    assert send(sender) == 409
    assert f'name="slot" value="{plan.key}"' in sender.browser.get(f"{sender.base}/edit").text
    assert give(sender, plan.key).status_code == 200
    assert send(sender) == 302
    assert set(frozen()) == {("", "khac.pdf"), (plan.key, NAME)}


def test_files_go_nowhere_but_where_files_are_asked_for(sender, plan):
    words = ask(sender.entry.contest)
    db.session.commit()
    for slot in (words.key, "khong-co", "0" * 8):
        assert give(sender, slot).status_code == 409
    questions.remove(plan, by=sender.entry.contest.organisers[0].person, reason="Gọn hơn")
    db.session.commit()
    assert give(sender, plan.key).status_code == 409
    assert sender.papers() == []


def test_no_more_files_than_the_question_takes(sender, plan):
    place = f'name="slot" value="{plan.key}"'
    assert place in sender.browser.get(sender.base).text
    assert give(sender, plan.key).status_code == 200
    assert place not in sender.browser.get(sender.base).text
    assert give(sender, plan.key, "hai.pdf").status_code == 409
    plan.most = "2"
    db.session.commit()
    assert give(sender, plan.key, "hai.pdf").status_code == 200
    assert len(sender.papers()) == 2


def test_two_files_on_their_way_at_once_do_not_both_answer_one_question(sender, plan):
    content = pdf()
    both = [sender.begin(name, len(content), slot=plan.key).json for name in ("a.pdf", "b.pdf")]
    for steps in both:
        sender.part(steps, 0, content)
    replies = [sender.browser.post(steps["finish"]).status_code for steps in both]
    assert replies == [200, 409]
    assert len(sender.papers()) == 1


def test_a_file_for_what_is_not_asked_of_this_entry_stays_in_the_draft(sender, plan):
    contest = sender.entry.contest
    choice = ask(contest, Kind.CHOICE, GOODS)
    goods, service = (one["key"] for one in choice.choices)
    later = ask(contest, Kind.FILE, depends_on=choice.key, depends_value=goods)
    db.session.commit()
    give(sender, plan.key)
    give(sender, later.key, "hang.pdf")
    answer = typed(sender.entry, **{f"q_{choice.key}": service})
    assert sender.browser.post(f"{sender.base}/edit", **answer).status_code == 302
    assert "hang.pdf" not in sender.browser.get(f"{sender.base}/preview").text
    assert send(sender) == 302
    assert frozen() == [(plan.key, NAME)]
    assert [one.slot for one in judged_files(sender.entry)] == [plan.key]
    assert {one.slot for one in sender.entry.papers} == {plan.key, later.key}
    assert sender.entry.unsent is None


@pytest.mark.parametrize("blind", [True, False])
def test_a_juror_without_names_is_not_handed_what_tells_who_wrote_it(sender, plan, blind):
    contest = sender.entry.contest
    contest.is_blind = blind
    card_of_school = ask(contest, Kind.FILE, label=Translated(vi="Thẻ học sinh"), names_people=True)
    db.session.commit()
    give(sender, plan.key)
    give(sender, card_of_school.key, "the-hoc-sinh.pdf")
    preview = sender.browser.get(f"{sender.base}/preview").text
    assert ("Thẻ học sinh" in preview, NAME in preview) == (not blind, not blind)
    send(sender)
    contest.scoring_opened_at, contest.closes_at = now(), now() - timedelta(minutes=1)
    juror = make_juror(contest)
    card = make_card(juror, sender.entry)
    telling = next(one for one in sender.papers() if one.slot == card_of_school.key)
    sender.browser.sign_in(juror.person)
    db.session.commit()
    sheet = sender.browser.get(f"/judging/cards/{card.id}").text
    assert "Kế hoạch" in sheet
    assert ("Thẻ học sinh" in sheet) is not blind
    reply = sender.browser.get(f"/judging/cards/{card.id}/files/{telling.id}")
    assert reply.status_code == (404 if blind else 200)


def test_the_receipt_covers_the_answers_and_which_form_they_answer(sender, plan):
    contest = sender.entry.contest
    before, version = contest.form_version, contest.version
    questions.insist(contest, names=["summary"], by=contest.organisers[0].person, reason="Gọn hơn")
    db.session.commit()
    assert (contest.form_version, contest.version) == (before + 1, version)
    give(sender, plan.key)
    assert send(sender) == 302
    (revision,) = db.session.scalars(select(Revision)).all()
    assert revision.content["form"] == before + 1
    assert sender.entry.state is EntryState.SUBMITTED
    assert "form" not in entries.content_of(sender.entry)
    words = ask(contest)  # a later form does not make what was sent another content
    db.session.commit()
    answer = typed(sender.entry, **{f"q_{words.key}": ""})
    sender.browser.post(f"{sender.base}/edit", **answer)
    assert sender.entry.unsent is None
