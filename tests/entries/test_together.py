"""Two hands on one entry, and one hand on a bad network: each answer is merged by itself."""

from mentorhub.platform.db import db
from tests.browser import Browser, shown_on


def test_two_hands_on_different_answers_both_survive(form, owner):
    """C4: pages opened at the same time, saved one after the other."""
    opened = shown_on(owner.get(form.address))
    version = form.entry.version
    first = {**form.typed(short="Của Thảo"), **opened, "version": version}
    second = {**form.typed(short="", number="5"), **opened, "version": version}
    assert owner.post(f"{form.address}/words", **first).status_code == 200
    mate = Browser(owner.app).sign_in(form.mate)
    db.session.commit()
    reply = mate.post(f"{form.address}/words", **second)
    assert reply.status_code == 200
    assert reply.json["put"] == form.named(short="Của Thảo")  # taken over on the second page
    assert (form.kept("short"), form.kept("number")) == ("Của Thảo", "5")


def test_two_hands_on_the_same_answer_get_both_texts(form, owner):
    """C4: nothing is overwritten, nothing typed is lost."""
    opened = {**shown_on(owner.get(form.address)), "version": form.entry.version}
    owner.post(f"{form.address}/words", **{**form.typed(short="Của Thảo"), **opened})
    mate = Browser(owner.app).sign_in(form.mate)
    db.session.commit()
    mine = {**form.typed(short="Của Nam"), **opened}
    reply = mate.post(f"{form.address}/words", **mine)
    assert reply.status_code == 409
    (both,) = reply.json["fields"].values()
    assert (both["yours"], both["stored"]) == ("Của Nam", "Của Thảo")
    page = mate.post(form.address, **mine)  # the same without script
    assert page.status_code == 409
    assert "Của Nam" in page.text
    assert "Của Thảo" in page.text
    assert form.kept("short") == "Của Thảo"
    again = {**mine, **shown_on(page)}  # sending again means: I have seen theirs
    assert mate.post(form.address, **again).status_code == 302
    assert form.kept("short") == "Của Nam"


def test_a_page_whose_reply_was_lost_is_nobody_else(form, owner):
    page = {**shown_on(owner.get(form.address)), "version": form.entry.version, "key": "7" * 32}
    owner.post(f"{form.address}/words", **{**form.typed(short="Bút"), **page})
    reply = owner.post(f"{form.address}/words", **{**form.typed(short="Bút đo"), **page})
    assert reply.status_code == 200
    assert f"q_{form.short.key}" not in reply.json["lacking"]
    assert form.kept("short") == "Bút đo"
