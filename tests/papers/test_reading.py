"""Files stay with what was sent, and who reads them."""

from datetime import timedelta
from io import BytesIO

from PIL import Image
from sqlalchemy import select

from mentorhub.contests.models import Juror
from mentorhub.entries import actions as entries
from mentorhub.entries.models import Revision
from mentorhub.papers import actions
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.teams.models import Member
from tests.entries.cast import NOBODY, TEAM, WORDS, Cast, draft, status
from tests.factories import (
    make_admin,
    make_card,
    make_entry,
    make_juror,
    make_person,
    make_team,
)
from tests.papers.samples import pdf, picture
from tests.papers.sender import LARGE, PART, keys


def test_what_is_handed_out_can_only_be_saved(sender):
    sender.plain("Bản vẽ cống.pdf", pdf())
    reply = sender.browser.get(f"{sender.base}/files/{sender.papers()[0].id}")
    heads = reply.headers
    assert heads["Content-Disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''B%E1%BA%A3n%20v%E1%BA%BD%20c%E1%BB%91ng.pdf" in str(heads)
    assert heads["X-Content-Type-Options"] == "nosniff"
    assert heads["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert heads["Cache-Control"] == "private, no-store"
    assert (
        sender.browser.get(f"{sender.base}/files/{sender.papers()[0].id}/small").status_code == 404
    )


def test_after_the_deadline_no_file_comes_or_goes(sender):
    sender.plain("a.pdf", pdf())
    steps = sender.begin().json
    for at in range(0, len(LARGE), PART):
        sender.part(steps, at, LARGE[at : at + PART])
    kept = sender.papers()[0]
    db.session.commit()
    with as_of(sender.entry.contest.closes_at + timedelta(seconds=1)):
        for address in (steps["finish"], f"{sender.base}/files/{kept.id}/removal"):
            sender.browser.sign_in(sender.person)
            db.session.commit()
            assert sender.browser.post(address).status_code == 409
        sender.browser.sign_in(sender.person)
        db.session.commit()
        assert sender.plain("b.pdf", pdf()).status_code == 409
    assert sender.papers() == [kept]


def send(sender):
    receipt = entries.submit(sender.entry, by=sender.person, at=now())
    db.session.commit()
    sender.browser.sign_in(sender.person)
    return receipt


def test_the_receipt_covers_the_files_and_the_jury_keeps_those_that_were_sent(sender):
    sender.plain("mot.pdf", pdf())
    first = send(sender)
    one = sender.papers()[0]
    content = db.session.scalars(select(Revision.content)).one()
    said = [(f["name"], f["size"], f["sha256"]) for f in content["files"]]
    assert said == [("mot.pdf", one.file.size, one.file.sha256)]
    juror = make_juror(sender.entry.contest)
    card = make_card(juror, sender.entry)
    db.session.commit()
    sender.browser.post(f"{sender.base}/files/{one.id}/removal")
    sender.plain("hai.pdf", pdf(b"hai"))
    two = next(paper for paper in sender.papers() if paper.id != one.id)
    assert sender.entry.unsent is not None
    page = sender.browser.get(sender.base).text
    assert "hai.pdf" in page
    assert "mot.pdf" not in page
    seen = [status(sender.browser, juror.person, f"/judging/cards/{card.id}/files/{key}")
            for key in (one.id, two.id)]  # fmt: skip
    assert seen == [200, 404]
    assert send(sender).digest != first.digest
    seen = [status(sender.browser, juror.person, f"/judging/cards/{card.id}/files/{key}")
            for key in (one.id, two.id)]  # fmt: skip
    assert seen == [404, 200]


def test_taking_a_new_file_out_again_leaves_nothing_to_send(sender):
    send(sender)
    sender.plain("a.pdf", pdf())
    assert sender.entry.unsent is not None
    key = sender.papers()[0].file.store_key
    sender.browser.post(f"{sender.base}/files/{sender.papers()[0].id}/removal")
    assert (sender.entry.unsent, sender.papers(), key in keys()) == (None, [], False)


def with_file(cast):
    entry = cast.entry
    for name, text in WORDS.items():
        setattr(entry, name, text)
    db.session.commit()
    actions.add(entry, name="ten-doi.pdf", content=pdf(), slot="", by=cast.owner, at=now())
    entries.submit(entry, by=cast.owner, at=now())
    db.session.commit()
    return entry.attachments[0]


def test_who_reads_a_file(browser):
    cast = Cast(opened_days_ago=9, days_left=1)
    cast.entry.contest.is_blind = True
    kept = with_file(cast)
    address = f"/entries/{cast.entry.id}/files/{kept.id}"
    for who in (*TEAM, *NOBODY, "organiser", "officer"):
        got = status(browser, getattr(cast, who), address)
        assert (who, got) == (who, 200 if who in TEAM else 404)
    assert status(browser, cast.juror, address) == 404
    with as_of(cast.contest.closes_at + timedelta(hours=1)):
        for who in (*NOBODY, "organiser", "officer"):
            got = status(browser, getattr(cast, who), address)
            assert (who, got) == (who, 200 if who == "organiser" else 404)
        card = make_card(juror_of(cast), cast.entry)
        db.session.commit()
        own = f"/judging/cards/{card.id}/files/{kept.id}"
        assert status(browser, cast.owner, own) == 404
        assert status(browser, cast.juror, own) == 200
        heads = browser.get(own).headers
        assert "ten-doi" not in str(heads)
        assert f"{cast.entry.code}-1.pdf" in heads["Content-Disposition"]
        assert "ten-doi" not in browser.get(f"/judging/cards/{card.id}").text


def juror_of(cast):
    return db.session.scalars(select(Juror).filter_by(person_id=cast.juror.id)).one()


def test_a_file_is_read_through_its_own_entry_alone(browser):
    cast, other = Cast(), draft()
    owner = other.team.members[0].person
    kept = with_file(cast)
    assert status(browser, owner, f"/entries/{other.id}/files/{kept.id}") == 404
    strangers = browser.get(f"/entries/{cast.entry.id}/files/{kept.id}")
    missing = browser.get(f"/entries/{cast.entry.id}/files/{cast.entry.id}")
    assert strangers.status_code == missing.status_code == 404


def test_a_picture_has_a_small_one_for_whoever_reads_it_and_no_stranger(sender):
    sender.plain("cong.jpg", picture("JPEG", (1600, 900)))
    small = f"{sender.base}/files/{sender.papers()[0].id}/small"
    mate = make_person()
    db.session.add(Member(team=sender.entry.team, person=mate))
    browser, entry = sender.browser, sender.entry
    for reader in (sender.person, mate):
        browser.sign_in(reader)
        db.session.commit()
        reply = browser.get(small)
        assert (reply.status_code, reply.mimetype) == (200, "image/jpeg")
        assert reply.headers["Cache-Control"] == "private, no-store"
        assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert max(Image.open(BytesIO(reply.data)).size) < 1200
    rival = make_entry(make_team(make_person()), entry.contest).team.owner
    for stranger in (rival, entry.contest.organisers[0].person, make_admin()):
        browser.sign_in(stranger)
        db.session.commit()
        assert browser.get(small).status_code == 404
    assert browser.sign_out().get(small).status_code == 302  # to sign in
