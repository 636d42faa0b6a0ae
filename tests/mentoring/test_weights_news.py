"""Who may go back hears what a night changed, in words; nobody hears of a night that did not."""

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.matching.domain.weights import SHIPPED
from mentorhub.matching.models import WeightSet
from mentorhub.mentoring import actions, queries
from mentorhub.mentoring.domain.weighing import moved
from mentorhub.mentoring.models import WeightChoice
from mentorhub.notifications.actions import tell_next
from mentorhub.notifications.models import Channel, Delivery, Notification, Preference
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.i18n import in_language
from tests.factories import make_admin, make_grant, make_mentor, make_officer, make_person
from tests.mentoring.test_weights import WHY, answer


def tell_all(app):
    while tell_next(app.extensions["notices"]):
        pass


def told():
    news = select(Activity).where(Activity.verb == "weights.changed").order_by(Activity.id)
    return db.session.scalars(news).all()


def learnt(number, **named):
    """A night came to these weights, and they are in force."""
    weights = SHIPPED.with_named(named).named
    facts = {"answers": 300, "mentors": 30, "digest": str(number), "made_at": now()}
    losses = dict.fromkeys(
        ("loss_before", "loss_after", "error", "order_before", "order_after"), 0.1
    )
    found = WeightSet(number=number, weights=weights, is_better=True, **facts, **losses)
    db.session.add(found)
    db.session.flush()
    actions.weights._put_in_force(found)


def test_what_a_night_changed_is_told_in_words_to_those_who_may_go_back(app, browser, province):
    officer = make_person("Hồ Thị Mai", age=40, unit=province.unit, language="fr")
    make_grant(officer, Role.UNIT_OFFICER, unit=province.unit)
    province.language = "en"
    province.details.email_verified_at = now()
    others = [make_officer(), make_admin(), make_mentor(make_person(age=40)).person, make_person()]
    answer()
    made = actions.learn_weights()
    tell_all(app)
    (activity,) = told()
    readers = {one.recipient_id for one in db.session.scalars(select(Notification))}
    assert readers == {province.id, officer.id}
    assert not readers & {one.id for one in others}
    said = activity.facts["changes"]["en"]
    name, _times = moved(SHIPPED, SHIPPED.with_named(made.weights))[0]
    with in_language("en"):
        assert said.startswith(f"{actions.WEIGHT_NAMES[name]}: ")
    assert len({*activity.facts["changes"].values()}) == 3
    mail = db.session.scalars(select(Delivery)).one()
    assert "times as much as before" in mail.text
    assert "/mentors/weights" in mail.text
    browser.sign_in(province).speak("en")
    page = browser.get("/notifications").text
    assert "Suggestions of mentors count differently" in page
    assert said.partition(";")[0] in page


def test_a_night_that_changes_nothing_or_hardly_anything_is_not_news(app, province):
    learnt(1, text=1.04)
    assert told() == []
    learnt(2, text=1.04, tags=0.5)
    assert told() == []
    learnt(3, text=1.06)  # since it was told last, not since yesterday
    assert len(told()) == 1
    learnt(4, text=1.07)
    assert len(told()) == 1


def test_that_the_shipped_weights_come_back_is_news_too(app, province):
    learnt(1, text=2.0)
    actions.weights._put_in_force(None)
    there, back = (one.facts["changes"]["en"] for one in told())
    assert "Words both sides write: 2.0 times" in there
    assert "Words both sides write: 0.50 times" in back


def test_nights_tell_nothing_while_somebody_holds_weights_nor_a_choice_of_ones_own(app, province):
    learnt(1, text=2.0)
    actions.choose_weights(None, reason=WHY, seen=1, by=province)
    learnt(2, text=3.0)
    assert len(told()) == 1
    assert queries.weights_told_last() == SHIPPED
    assert db.session.query(WeightChoice).count() == 2


def test_of_many_changes_three_are_named(app, province):
    learnt(1, text=2.0, tags=1.4, lift=0.3, near=0.1, pending=0.02)
    (activity,) = told()
    assert activity.facts["changes"]["en"].endswith("and 2 more")
    assert "Requests already waiting" in activity.facts["changes"]["en"].partition(";")[0]


@pytest.mark.parametrize("channel", list(Channel))
def test_who_wants_no_such_news_gets_none(app, province, channel):
    province.details.email_verified_at = now()
    off = {"family": "mentoring", "channel": channel, "is_on": False}
    db.session.add(Preference(person_id=province.id, **off))
    learnt(1, text=2.0)
    tell_all(app)
    kept = {Channel.IN_APP: Delivery, Channel.EMAIL: Notification}
    assert db.session.query(kept.pop(channel)).count() == 1
    assert db.session.query(*kept.values()).count() == 0


def test_a_former_organiser_hears_nothing(app, province):
    for office in province.offices:
        office.revoked_at = now()
    learnt(1, text=2.0)
    tell_all(app)
    assert db.session.query(Notification).count() == 0
