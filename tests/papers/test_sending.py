"""Files sent in parts or whole, within what an entry may hold."""

from datetime import timedelta

from sqlalchemy import select

from mentorhub.entries import actions as entries
from mentorhub.entries.domain import PHOTO
from mentorhub.entries.models import Attachment
from mentorhub.papers import actions
from mentorhub.papers.models import Upload
from mentorhub.platform import files
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from tests.papers.samples import pdf, picture
from tests.papers.sender import LARGE, PART, count, keys


def test_a_file_arrives_in_parts_and_is_kept_whole(sender):
    before = keys()
    assert sender.whole().status_code == 200
    (kept,) = sender.papers()
    assert files.content_of(kept.file) == LARGE
    assert keys() - before == {kept.file.store_key}
    reply = sender.browser.get(f"{sender.base}/files/{kept.id}")
    assert reply.data == LARGE


def test_a_file_goes_on_where_it_stopped(sender):
    steps = sender.begin(mark="17").json
    assert sender.part(steps, 0, LARGE[:PART]).json == {"received": PART}
    again = sender.begin(mark="17").json
    assert again == {**steps, "received": PART}
    assert sender.part(steps, 0, LARGE[:PART]).json == {"received": PART}
    assert sender.part(steps, 2 * PART, LARGE[2 * PART :]).status_code == 409
    assert sender.browser.post(steps["finish"]).status_code == 409
    assert sender.begin(mark="18").json["received"] == 0


def test_parts_that_do_not_belong_are_refused(sender):
    steps = sender.begin().json
    for offset, part in ((0, b""), (0, b"x" * (PART + 1)), (len(LARGE), b"x")):
        assert sender.part(steps, offset, part).status_code == 409
    assert sender.part(steps, -1, b"x").status_code == 400
    assert db.session.scalars(select(Upload.received)).all() == [0]


def test_stopping_forgets_the_parts(sender):
    before = keys()
    steps = sender.begin().json
    sender.part(steps, 0, LARGE[:PART])
    assert sender.browser.post(steps["end"]).status_code == 200
    assert keys() == before
    assert sender.part(steps, PART, LARGE[PART : 2 * PART]).status_code == 409


def test_several_parts_come_at_once_where_the_network_is_fast(sender):
    steps = sender.begin().json
    assert sender.part(steps, 0, LARGE[: PART + 1]).status_code == 409  # a part and a bit of one
    assert sender.part(steps, 0, LARGE[: 2 * PART]).json == {"received": 2 * PART}
    assert sender.part(steps, 0, LARGE[:PART]).json == {"received": 2 * PART}
    assert sender.part(steps, 2 * PART, LARGE[2 * PART :]).json == {"received": len(LARGE)}
    assert sender.browser.post(steps["finish"]).json["refused"] == ""
    (kept,) = sender.papers()
    assert files.content_of(kept.file) == LARGE


def test_what_nobody_goes_on_with_is_swept_after_a_day(sender):
    before = keys()
    sender.part(sender.begin().json, 0, LARGE[:PART])
    actions.sweep()
    db.session.commit()
    assert len(keys() - before) == 1
    with as_of(now() + timedelta(days=1, minutes=1)):
        actions.sweep()
    db.session.commit()
    assert (keys(), count(Upload)) == (before, 0)


def test_a_second_click_on_finish_keeps_one_file(sender):
    sender.whole()
    steps = f"{sender.base}/uploads/{db.session.scalars(select(Upload.id)).one()}"
    assert sender.browser.post(f"{steps}/finish").status_code == 200
    assert len(sender.papers()) == 1


def test_the_ideas_photo_is_no_file_of_the_draft_and_its_place_takes_none(sender):
    facts = {"name": "anh.jpg", "media_type": "image/jpeg", "owner_id": sender.person.id}
    photo = files.keep(picture("JPEG"), **facts)
    db.session.add(Attachment(entry_id=sender.entry.id, file_id=photo.id, slot=PHOTO))
    db.session.commit()
    assert sender.begin(slot=PHOTO).status_code == 400
    assert sender.plain("a.pdf", pdf()).status_code == 302
    assert [one.file.name for one in sender.entry.papers] == ["a.pdf"]
    entries.take_photo_off(sender.entry, at=now())
    assert [one.file.name for one in sender.entry.attachments] == ["a.pdf"]
