"""Who is told what, once, where, and in which words."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from mentorhub.activity.actions import record
from mentorhub.jobs.models import Job
from mentorhub.notifications import actions, jobs, queries
from mentorhub.notifications.domain import FAMILIES, Notices
from mentorhub.notifications.models import Channel, Delivery, Notification, Preference
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_idea, make_person


def hearers():
    return {row.recipient_id for row in db.session.scalars(select(Notification))}


def deliveries():
    return db.session.scalars(select(Delivery)).all()


def test_an_activity_is_told_once_to_each_of_its_audience(app, told, reader):
    other = make_person()
    activity = told(reader, other, reader)
    assert hearers() == {reader.id, other.id}
    assert activity.told_at is not None
    actions.tell(activity, app.extensions["notices"])
    assert len(db.session.scalars(select(Notification)).all()) == 2


def test_the_actor_is_never_told(told, reader):
    told(reader, by=reader)
    assert (hearers(), deliveries()) == (set(), [])


def test_a_closed_account_is_not_told(told, reader):
    reader.closed_at = now()
    told(reader)
    assert (hearers(), deliveries()) == (set(), [])


def test_what_nobody_should_hear_of_is_done_with(app):
    activity = record("idea.edited", make_idea(), by=make_person())
    assert actions.tell_next(Notices())
    assert not actions.tell_next(Notices())
    assert activity.told_at is not None
    assert hearers() == set()


def test_a_mail_is_written_in_the_readers_language(told, reader):
    reader.language = "fr"
    told(reader)
    (delivery,) = deliveries()
    assert delivery.address == "thoa@example.org"
    assert delivery.subject == "Approved: Bản đồ độ mặn"
    assert delivery.text.startswith("Bonjour Tô Kim Thoa,\n")
    assert "http://localhost/about/scoring" in delivery.text
    assert "http://localhost/about/scoring" in delivery.html
    assert '<html lang="fr">' in delivery.html


def test_an_unproven_address_gets_no_mail(told, reader):
    reader.details.email_verified_at = None
    told(reader)
    assert (hearers(), deliveries()) == ({reader.id}, [])


@pytest.mark.parametrize("channel", Channel)
def test_a_family_switched_off_on_one_channel_still_comes_on_the_other(told, reader, channel):
    off = ("ideas", channel)
    actions.choose({(f.name, c) for f in FAMILIES for c in Channel} - {off}, by=reader)
    told(reader)
    assert (bool(hearers()), bool(deliveries())) == (
        channel is not Channel.IN_APP,
        channel is not Channel.EMAIL,
    )


def test_news_of_ones_account_cannot_be_switched_off(told, reader):
    actions.choose(set(), by=reader)
    told(reader, verb="account.signed_in_elsewhere")
    assert hearers() == {reader.id}
    assert len(deliveries()) == 1


def test_choosing_twice_leaves_one_row_for_each_choice(app, reader):
    actions.choose(set(), by=reader)
    actions.choose({("ideas", Channel.EMAIL)}, by=reader)
    rows = db.session.scalars(select(Preference).where(Preference.person_id == reader.id)).all()
    assert len(rows) == len(FAMILIES) * len(Channel)
    assert {(r.family, r.channel) for r in rows if r.is_on} == {("ideas", Channel.EMAIL)}


def test_an_audience_that_fails_keeps_nobody_waiting_and_is_asked_again(app, reader):
    broken = SimpleNamespace(
        AUDIENCES={
            "idea.sent": lambda activity: 1 / 0,
            "idea.approved": lambda activity: [reader],
        },
        LINES={"idea.sent": "Sent", "idea.approved": "Approved"},
    )

    idea, author = make_idea(), make_person()
    failed = record("idea.sent", idea, by=author)
    record("idea.approved", idea, by=author)
    db.session.flush()
    notices = Notices.of([broken])
    while actions.tell_next(notices):
        pass
    assert hearers() == {reader.id}
    job = db.session.scalars(select(Job)).one()
    assert (job.kind, job.payload) == ("notifications.tell", {"activity_id": str(failed.id)})


def test_the_job_tells_what_failed_before(app, reader, monkeypatch):
    mended = SimpleNamespace(
        AUDIENCES={"idea.sent": lambda activity: [reader]}, LINES={"idea.sent": "Sent"}
    )

    activity = record("idea.sent", make_idea(), by=make_person())
    db.session.flush()
    monkeypatch.setitem(app.extensions, "notices", Notices.of([mended]))
    jobs.tell({"activity_id": str(activity.id)})
    assert hearers() == {reader.id}


def test_facts_are_read_as_the_reader_reads(told, reader):
    reader.language = "en"
    told(
        reader,
        line="%(contest)s closes %(closes_at)s, %(missing)s",
        contest={"vi": "Ý tưởng trẻ", "en": "Young ideas"},
        closes_at="2026-11-30T16:59:00+00:00",
    )
    assert deliveries()[0].subject == "Young ideas closes 30/11/2026 23:59, …"


@pytest.mark.parametrize(
    "title",
    ["evil.example/win", "<a href='https://evil.example'>win</a>", "call boss@evil.example"],
)
def test_words_of_people_become_no_link_in_a_mail(told, reader, title):
    told(reader, title=title)
    (delivery,) = deliveries()
    assert "evil.example" not in delivery.subject + delivery.text + delivery.html
    assert "<a href='" not in delivery.html


def test_old_news_are_found_in_the_inbox_and_flood_nobody(app, told, reader):
    activity = record("idea.approved", make_idea(), by=make_person(), title="Cũ", name="scoring")
    activity.at = now() - timedelta(days=4)
    told(reader, title="Mới")
    assert [d.subject for d in deliveries()] == ["Approved: Mới"]
    dated = {row.activity_id: row.at for row in db.session.scalars(select(Notification))}
    assert len(dated) == 2
    assert dated[activity.id] == activity.at


def test_the_same_letter_is_posted_once(app, reader):
    from mentorhub.platform.mail import Letter

    letter = Letter("Subject", "Text\n", "<p>Text</p>")
    assert actions.post("reset 1", letter, to=reader)
    assert not actions.post("reset 1", letter, to=reader)
    assert [d.address for d in deliveries()] == ["thoa@example.org"]


def test_a_claimed_delivery_is_a_whole_message(told, reader):
    told(reader)
    claimed = actions.claim_delivery()
    assert actions.claim_delivery() is None
    message = claimed.message
    assert message["To"] == "thoa@example.org"
    assert message["Subject"] == "Approved: Bản đồ độ mặn"
    assert message["Content-Language"] == "vi"
    assert message["Message-ID"] == f"<{claimed.id}@localhost>"
    assert message["List-Unsubscribe"].startswith("<http://localhost/unsubscribe/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    actions.delivered(claimed.id, claimed.attempts)
    assert deliveries()[0].sent_at is not None


def test_only_the_worker_that_holds_a_delivery_marks_it_sent(told, reader):
    told(reader)
    claimed = actions.claim_delivery()
    actions.delivered(claimed.id, claimed.attempts + 1)
    assert deliveries()[0].sent_at is None


def test_mails_are_forgotten_after_ninety_days(told, reader):
    told(reader)
    told(reader)
    old, _young = deliveries()
    old.sent_at = now() - timedelta(days=91)
    db.session.flush()
    actions.sweep()
    db.session.expire_all()
    assert len(deliveries()) == 1


def test_unread_counts_the_newest_hundred(told, reader):
    told(reader)
    told(reader)
    assert queries.unread(reader.id) == 2
    actions.mark_all_read(by=reader)
    assert queries.unread(reader.id) == 0
    assert queries.unread(make_person().id) == 0
