"""C18: several organisers press at one moment, and the worker with them: results come out once."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import select

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest, Organiser
from mentorhub.entries.models import Participant
from mentorhub.judging import actions as judging
from mentorhub.notifications.actions import tell_next
from mentorhub.notifications.models import Notification
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from mentorhub.publishing import actions, queries
from mentorhub.publishing.models import Ledger, Publication, PublicationState
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_card, make_entry, make_juror, make_person, make_table, make_team
from tests.judging.test_noticing import at_once
from tests.publishing.conftest import contest_of, hand_in

TURNS = 2
FORM = {"decision_number": "14/QĐ", "note": "", "withheld_reason": ""}
OUT = ("results.published", "results.corrected")
PUBLISHED, DISCARDED = PublicationState.PUBLISHED, PublicationState.DISCARDED


class Desk:
    """Three organisers at their devices; two entries whose four sheets are in, scoring closed."""

    def __init__(self, app):
        self.app = app
        with app.app_context(), transaction():
            people = [make_person(f"Tổ Chức {n}", age=35) for n in range(3)]
            contest = contest_of(*people[:2])
            contest.organisers.append(Organiser(person=people[2]))
            entries = [make_entry(make_team(name=f"Đội {n}"), contest) for n in range(2)]
            for seat in range(2):
                juror = make_juror(contest, make_person(f"Giám Khảo {seat}", age=40))
                for at, entry in enumerate(entries):
                    hand_in(make_card(juror, entry), 20 - 3 * at + seat, Decimal("9.5") - at)
            judging.close_scoring(contest, by=people[0])
            db.session.flush()
            self.contest, self.people = contest.id, [person.id for person in people]
            self.devices = [signed_in(app, person) for person in people]

    def person(self, who):
        return db.session.get_one(Person, self.people[who])

    def prepared(self, **more):
        """A table the first organiser prepared."""
        with self.app.app_context(), transaction():
            contest = db.session.get_one(Contest, self.contest)
            return make_table(contest, by=self.person(0), **more).id

    def agrees(self, key, who=1):
        actions.agree(queries.publication(key), by=self.person(who))

    def preparing(self, who, **more):
        return self.devices[who], f"/contests/{self.contest}/results/draft", {**FORM, **more}

    def pressing(self, who, key, what="agreement"):
        return self.devices[who], f"/results/tables/{key}/{what}", {}

    def tables(self):
        with self.app.app_context():
            rows = select(Publication).order_by(Publication.id)
            return [(one.state, one.edition) for one in db.session.scalars(rows)]

    def told(self):
        """How often each was recorded; of what is public everybody in an entry heard once."""
        with self.app.app_context():
            with transaction():
                while tell_next(self.app.extensions["notices"]):
                    pass
            recorded = select(Activity.verb).where(Activity.verb.startswith("results."))
            told = Counter(db.session.scalars(recorded))
            heard = select(Activity.verb, Notification.recipient_id).join(
                Notification, Notification.activity_id == Activity.id
            )
            heard = Counter(map(tuple, db.session.execute(heard.where(Activity.verb.in_(OUT)))))
            people = set(db.session.scalars(select(Participant.person_id)))
            assert heard == Counter((verb, one) for verb in OUT if verb in told for one in people)
            return told

    def holds_together(self):
        """One ledger and one question to a second person for each table, and one table public."""
        with self.app.app_context():
            tables = set(db.session.scalars(select(Publication.id)))
            ledgers = db.session.scalars(select(Ledger.publication_id)).all()
            asked = db.session.scalars(select(Approval.subject_id)).all()
            states = db.session.scalars(select(Publication.state)).all()
            assert sorted(ledgers) == sorted(tables)
            assert asked == [self.contest] * len(tables)
            is_out = db.session.get_one(Contest, self.contest).is_published
            assert states.count(PUBLISHED) == is_out


def answered(press):
    """The page somebody reads who presses after the others."""
    (client, token), address, typed = press
    client.set_cookie("language", "en")
    return client.post(address, data={"csrf_token": token, **typed}, follow_redirects=True).text


@pytest.fixture
def desk(real_app):
    return Desk(real_app)


def test_of_three_who_prepare_at_once_one_table_waits(desk):
    replies = all_at_once([desk.preparing(who % 3) for who in range(6)])
    assert sorted(replies) == [302] + [409] * 5
    assert "A table already waits for the second organiser." in answered(desk.preparing(1))
    assert desk.tables() == [(PublicationState.PREPARED, 1)]
    assert desk.told() == {"results.prepared": 1}
    desk.holds_together()


def test_two_who_agree_at_once_publish_once(desk):
    key = desk.prepared()
    replies = all_at_once([desk.pressing(1 + n % 2, key) for n in range(6)])
    assert replies == [302] * 6
    assert desk.tables() == [(PUBLISHED, 1)]
    assert desk.told() == {"results.prepared": 1, "results.published": 1}
    desk.holds_together()
    with desk.app.app_context():
        approval = db.session.scalars(select(Approval)).one()
        assert approval.approved_by_id in desk.people[1:]
    assert "The results are public." in answered(desk.pressing(2, key))


def test_whoever_prepared_gets_no_further_by_pressing_with_the_second(desk):
    key = desk.prepared()
    replies = all_at_once([desk.pressing(0, key)] * 3 + [desk.pressing(1, key)])
    assert replies == [404] * 3 + [302]
    assert desk.tables() == [(PUBLISHED, 1)]
    desk.holds_together()


def test_preparing_again_while_another_agrees_makes_no_second_table(desk):
    key = desk.prepared()
    again = [desk.preparing(who) for who in (0, 2)]
    replies = all_at_once([*again, desk.pressing(1, key), desk.pressing(2, key)])
    assert replies[2:] == [302, 302]
    assert set(replies[:2]) <= {302, 409}  # 302: already public, led to the results
    assert desk.tables() == [(PUBLISHED, 1)]
    assert desk.told() == {"results.prepared": 1, "results.published": 1}
    desk.holds_together()


@pytest.mark.parametrize("turn", range(TURNS))
def test_discarding_and_agreeing_at_once_leave_one_of_them(desk, turn):
    key = desk.prepared()
    presses = [desk.pressing(0, key, "discarding"), desk.pressing(1, key)]
    replies = all_at_once(presses if turn % 2 else presses[::-1])[:: 1 if turn % 2 else -1]
    [(state, _)] = desk.tables()
    assert (replies, state) in [([302, 409], DISCARDED), ([409, 302], PUBLISHED)]
    late, words = (0, "already public") if state is PUBLISHED else (1, "This table was discarded.")
    assert words in answered(presses[late])
    done = "results.published" if state is PUBLISHED else "results.discarded"
    assert desk.told() == {"results.prepared": 1, done: 1}
    desk.holds_together()


def test_two_who_discard_at_once_discard_once(desk):
    key = desk.prepared()
    assert all_at_once([desk.pressing(n % 2, key, "discarding") for n in range(4)]) == [302] * 4
    assert desk.told() == {"results.prepared": 1, "results.discarded": 1}
    assert all_at_once([desk.preparing(2)]) == [302]
    desk.holds_together()


def at_its_moment(desk):
    """A table two agreed to, whose moment has just come."""
    key = desk.prepared(publish_at=now() + timedelta(hours=1))
    with desk.app.app_context(), transaction():
        desk.agrees(key)
        queries.publication(key).publish_at = now() - timedelta(seconds=1)
    return key


def test_workers_and_an_organiser_at_its_moment_publish_once(desk):
    key = at_its_moment(desk)
    works, presses = partial(actions.publish_due, key), partial(desk.agrees, key, who=2)
    assert at_once(desk.app, [works, presses] * 3) == [True] * 6
    assert desk.tables() == [(PUBLISHED, 1)]
    told = {"results.prepared": 1, "results.agreed": 1, "results.published": 1}
    assert desk.told() == told
    desk.holds_together()


@pytest.mark.parametrize("turn", range(TURNS))
def test_the_second_person_and_a_worker_at_that_moment_publish_once(desk, turn):
    """The moment passes while the second person agrees: that publishes at once, or the job does."""
    key = desk.prepared(publish_at=now() + timedelta(hours=1))
    with desk.app.app_context(), transaction():
        queries.publication(key).publish_at = now() + timedelta(milliseconds=20 * turn)
    works, agrees = partial(actions.publish_due, key), partial(desk.agrees, key)
    assert at_once(desk.app, [works, agrees, agrees, works]) == [True] * 4
    with desk.app.app_context(), transaction():
        actions.publish_due(key)
    assert desk.tables() == [(PUBLISHED, 1)]
    assert desk.told()["results.published"] == 1
    desk.holds_together()


@pytest.mark.parametrize("turn", range(TURNS))
def test_calling_off_at_the_moment_itself_leaves_one_of_them(desk, turn):
    key = at_its_moment(desk)

    def calls_off():
        actions.discard(queries.publication(key), by=desk.person(2))

    works = partial(actions.publish_due, key)
    acts = [works, calls_off] if turn % 2 else [calls_off, works]
    done = at_once(desk.app, acts)[:: 1 if turn % 2 else -1]
    [(state, _)] = desk.tables()
    assert (done, state) in [([True, True], DISCARDED), ([True, False], PUBLISHED)]
    told = desk.told()
    assert told["results.published"] + told["results.discarded"] == 1
    desk.holds_together()


def test_two_corrections_at_once_are_one_more_edition(desk):
    first = desk.prepared()
    with desk.app.app_context(), transaction():
        desk.agrees(first)
        contest = db.session.get_one(Contest, desk.contest)
        out = queries.published_for(contest).places[1].entry_id.hex
    address = f"/contests/{desk.contest}/results/correction"
    typed = {**FORM, "without": [out], "reason": "Bài này không đủ điều kiện"}
    replies = all_at_once([(device, address, typed) for device in desk.devices])
    assert sorted(replies) == [302, 409, 409]
    with desk.app.app_context():
        waiting = queries.prepared_for(db.session.get_one(Contest, desk.contest))
        key, by = waiting.id, waiting.prepared_by_id
    others = [who for who, person in enumerate(desk.people) if person != by]
    assert all_at_once([desk.pressing(who, key) for who in others * 2]) == [302] * 4
    assert desk.tables() == [(PublicationState.REPLACED, 1), (PUBLISHED, 2)]
    told = desk.told()
    assert (told["results.published"], told["results.corrected"]) == (1, 1)
    desk.holds_together()
