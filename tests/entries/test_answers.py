"""A team answers what its contest asks: kept part by part, sent, frozen, and read by jurors."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from mentorhub.entries.actions import content_of
from mentorhub.entries.domain import digest
from mentorhub.entries.models import Receipt, Revision
from mentorhub.entries.privacy import entered
from mentorhub.platform.db import Translated, db
from mentorhub.questions import actions as questions
from mentorhub.questions.actions import as_sent
from tests.entries.asking import Form, whole
from tests.questions.test_building import ask, change

NAUGHTY = json.loads((Path(__file__).parents[1] / "data" / "blns.json").read_text("utf-8"))


def test_every_kind_of_answer_is_kept_in_its_plain_form(form, owner):
    assert owner.post(form.address, **whole(form)).status_code == 302
    assert form.kept("short") == "Bút đo mặn"
    assert form.kept("long") == "Dòng một\nDòng hai"
    assert form.kept("number") == "12500000"
    assert form.kept("date") == "2026-12-31"
    assert form.kept("several") == [one["key"] for one in form.several.choices]
    assert form.kept("people") == [{"name": "Lê Thảo", "part": "Đo mặn"}]
    page = owner.get(form.address).text  # and is shown again as it was typed
    for shown in ("Bút đo mặn", "12500000", "2026-12-31", "Lê Thảo", "Kho xã"):
        assert shown in page


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("short", "x" * 201, "Tối đa 200 ký tự"),
        ("number", "24.000.000", "Không quá 18.000.000"),
        ("number", "mười hai", "Nhập một số"),
        ("date", "30/02/2026", "Nhập một ngày"),
        ("choice", "khác", "Chọn trong các mục có sẵn"),
        ("several", "khác", "Chọn trong các mục có sẵn"),
        ("link", "javascript:alert(1)", "https://"),
    ],
)
def test_an_answer_that_does_not_fit_is_named_and_its_words_are_kept(
    form, owner, name, typed, said
):
    reply = owner.post(form.address, **form.typed(**{name: typed}))
    assert reply.status_code == 422
    assert said in reply.text
    assert form.kept(name) is None
    quiet = owner.post(f"{form.address}/words", **form.typed(**{name: typed}))
    assert (quiet.status_code, list(quiet.json["errors"])) == (422, list(form.named(**{name: ""})))
    assert said in quiet.json["detail"]


def test_a_person_without_a_name_is_refused(form, owner):
    row = {f"q_{form.people.key}-0-part": "Đo mặn"}
    reply = owner.post(form.address, **{**form.typed(), **row})
    assert (reply.status_code, "Mỗi dòng cần có tên" in reply.text) == (422, True)
    quiet = owner.post(f"{form.address}/words", **{**form.typed(), **row})
    assert "Mỗi dòng cần có tên" in quiet.json["detail"]


def test_naughty_strings_go_through_every_kind_and_come_back_inert(form, owner):
    """Kept as words or refused in words; never an error, never markup."""
    for text in NAUGHTY[::9]:
        for name in ("short", "long", "number", "date", "choice", "several", "link"):
            answers = form.typed(**{name: text})
            reply = owner.post(f"{form.address}/words", **answers)
            assert reply.status_code in (200, 422), (name, text)
        row = {f"q_{form.people.key}-1-name": text, f"q_{form.people.key}-1-part": text}
        assert owner.post(f"{form.address}/words", **{**form.typed(), **row}).status_code in (
            200,
            422,
        )
    assert owner.post(form.address, **form.typed(short="<script>alert(1)</script>")).status_code
    assert "<script>alert" not in owner.get(form.address).text
    assert "<script>alert" not in owner.get(f"/entries/{form.entry.id}").text


def send(browser, form):
    return browser.post(f"/entries/{form.entry.id}/submission")


def test_what_is_required_and_asked_must_be_answered_before_sending(form, owner):
    assert send(owner, form).status_code == 409
    owner.post(form.address, **form.typed(short="Bút đo"))
    assert send(owner, form).status_code == 302


def test_a_conditional_question_counts_only_after_its_answer(form, owner):
    goods, service = (one["key"] for one in form.choice.choices)
    owner.post(form.address, **form.typed(short="Bút đo", choice=goods))
    assert send(owner, form).status_code == 409
    owner.post(form.address, **form.typed(short="Bút đo", choice=service, stock="Thừa"))
    assert form.kept("stock") == "Thừa"  # not lost while one changes one's mind
    assert send(owner, form).status_code == 302
    assert form.kept("stock") is None  # and not sent either
    assert "data-only-if" in owner.get(form.address).text


def test_answers_are_in_what_is_frozen_and_in_its_fingerprint(form, owner):
    owner.post(form.address, **whole(form))
    assert send(owner, form).status_code == 302
    revision = db.session.scalars(select(Revision)).one()
    receipt = db.session.scalars(select(Receipt)).one()
    assert revision.content["answers"][form.short.key] == "Bút đo mặn"
    assert revision.digest == receipt.digest == digest(revision.content)
    (export,) = entered(form.owner.id)
    assert "Tên thiết bị: Bút đo mặn" in export["answers"]


def test_a_change_after_sending_waits_and_the_same_words_do_not(form, owner):
    owner.post(form.address, **whole(form))
    send(owner, form)
    owner.post(form.address, **whole(form))
    assert form.entry.unsent is None
    owner.post(form.address, **{**whole(form), **form.named(short="Bút mới")})
    assert form.kept("short") == "Bút đo mặn"
    assert form.entry.unsent["answers"][form.short.key] == "Bút mới"
    assert send(owner, form).status_code == 302
    assert form.kept("short") == "Bút mới"
    assert len(db.session.scalars(select(Revision)).all()) == 2


@pytest.mark.parametrize("blind", [True, False])
def test_jurors_read_answers_without_names_where_they_read_without_names(app, browser, blind):
    form = Form(is_blind=blind)
    browser.sign_in(form.owner)
    db.session.commit()
    browser.post(form.address, **whole(form))
    page = browser.get(f"/entries/{form.entry.id}/preview").text
    main = page.split("<main")[1].split("</main")[0]
    assert "Kho xã" in main
    assert ("Đo mặn" in main.replace("Bút đo mặn", "")) is not blind
    assert 'href="https://example.org/"' in main


def test_answers_to_a_question_taken_out_stay_readable_and_stay_sent(form, owner):
    owner.post(form.address, **whole(form))
    send(owner, form)
    questions.remove(form.short, by=form.contest.organisers[0].person, reason="Gọn hơn")
    db.session.commit()
    page = owner.get(f"/entries/{form.entry.id}").text
    assert "Bút đo mặn" in page
    assert "không còn hỏi" in page
    owner.post(form.address, **{**form.typed(stock="Kho mới"), "title": "Tên mới"})
    assert send(owner, form).status_code == 302
    assert form.kept("short") == "Bút đo mặn"


def test_what_is_asked_after_an_entry_was_sent_leaves_it_whole(form, owner):
    owner.post(form.address, **whole(form))
    assert owner.post(f"/entries/{form.entry.id}/submission").status_code == 302
    later = ask(form.contest, label=Translated(vi="Giá bán"), is_required=True)
    questions.insist(form.contest, names=["link"], by=form.contest.organisers[0].person, reason="?")
    db.session.commit()
    page = owner.get(f"/entries/{form.entry.id}").text
    assert "Được hỏi thêm sau khi bài này đã nộp" in page
    assert f"#q_{later.key}" in page
    assert "4/4 phần đã xong" in page
    assert owner.post(form.address, **{**whole(form), "title": "Tên khác"}).status_code == 302
    db.session.expire_all()
    assert form.entry.unsent is not None
    reply = owner.post(f"/entries/{form.entry.id}/submission")  # and is sent again without
    assert (reply.status_code, form.entry.title) == (302, "Tên khác")


def test_what_was_asked_before_has_to_stay_answered(form, owner):
    owner.post(form.address, **whole(form))
    owner.post(f"/entries/{form.entry.id}/submission")
    ask(form.contest, label=Translated(vi="Giá bán"), is_required=True)
    db.session.commit()
    owner.post(form.address, **{**whole(form), **form.named(short="")})
    page = owner.get(f"/entries/{form.entry.id}/submission").text
    assert (f"#q_{form.short.key}" in page, "Giá bán" in page) == (True, False)


def test_a_draft_answers_all_that_is_asked(form, owner):
    owner.post(form.address, **whole(form))
    ask(form.contest, label=Translated(vi="Giá bán"), is_required=True)
    db.session.commit()
    page = owner.get(f"/entries/{form.entry.id}/submission").text
    assert "Giá bán" in page


def test_an_answer_that_was_sent_stays_when_its_limits_become_narrower(form, owner):
    owner.post(form.address, **whole(form))
    owner.post(f"/entries/{form.entry.id}/submission")
    sent = dict(form.entry.answers)
    change(form.number, most="10")
    db.session.commit()
    assert as_sent(form.contest, content_of(form.entry), stands=sent)["answers"] == sent
    assert form.number.key not in as_sent(form.contest, content_of(form.entry))["answers"]
