"""Many at the same moment, each through its own request, transaction and connection."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from mentorhub.contests import actions as contests
from mentorhub.contests.models import Contest, Organiser
from mentorhub.entries.models import Entry, EntryState, Participant, Receipt, Revision
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from mentorhub.platform.merging import fingerprints
from mentorhub.questions.queries import questions_of
from tests.browser import Browser
from tests.entries.cast import WORDS, draft
from tests.factories import make_contest, make_person, make_team
from tests.questions.test_building import ask

CROWD = 20


def signed_in(app, person):
    """A device of this person, and the token its pages carry."""
    browser = Browser(app).sign_in(person)
    db.session.commit()
    return browser.client, browser.token()


def all_at_once(requests):
    """Send every (device, token, address, answers) at the same moment; the status of each reply."""
    together = Barrier(len(requests))

    def send(request):
        (client, token), address, answers = request
        together.wait()
        return client.post(address, data={"csrf_token": token, **answers}).status_code

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


def sendings(app, contest, crowd):
    """Of so many teams, each about to send its entry."""
    requests = []
    for _ in range(crowd):
        person = make_person()
        entry = draft(make_team(person), contest=contest)
        requests.append((signed_in(app, person), f"/entries/{entry.id}/submission", {}))
    return requests


def test_twenty_teams_sending_at_once_get_a_number_each(real_app):
    """C21."""
    with real_app.app_context():
        contest = make_contest()
        requests = sendings(real_app, contest, CROWD)
        version = contest.version
    assert all_at_once(requests) == [302] * CROWD
    with real_app.app_context():
        numbers = db.session.scalars(select(Entry.number).order_by(Entry.number)).all()
        assert numbers == list(range(1, CROWD + 1))
        assert len(db.session.scalars(select(Receipt.code).distinct()).all()) == CROWD
        contest = db.session.scalars(select(Contest)).one()
        assert (contest.next_number, contest.version) == (CROWD + 1, version)


def test_twenty_clicks_on_one_entry_give_one_receipt(real_app):
    """C5."""
    with real_app.app_context():
        people = [make_person() for _ in range(5)]
        entry = draft(make_team(*people))
        address = f"/entries/{entry.id}/submission"
        devices = [signed_in(real_app, people[i % 5]) for i in range(CROWD)]
    assert all_at_once([(device, address, {}) for device in devices]) == [302] * CROWD
    with real_app.app_context():
        assert db.session.scalars(select(Entry.number)).all() == [1]
        assert len(db.session.scalars(select(Receipt)).all()) == 1
        assert len(db.session.scalars(select(Revision)).all()) == 1


def test_one_person_entering_with_many_teams_at_once_enters_once(real_app):
    """T44: whichever team is first, one team for a person in a contest."""
    with real_app.app_context():
        person = make_person()
        contest = make_contest()
        device = signed_in(real_app, person)
        address = f"/contests/{contest.id}/entries/new"
        answers = {"idea": "", "people": [str(person.id)]}
        teams = [make_team(person, name=f"Đội {n}").id for n in range(8)]
        db.session.commit()
    replies = all_at_once([(device, f"{address}?team={team}", answers) for team in teams])
    assert sorted(replies) == [302] + [409] * 7
    with real_app.app_context():
        assert len(db.session.scalars(select(Entry)).all()) == 1
        assert len(db.session.scalars(select(Participant)).all()) == 1


def test_saves_from_one_page_at_once_keep_one_text_and_refuse_the_others(real_app):
    """C4, of one field: the others are shown what was saved."""
    with real_app.app_context():
        person = make_person()
        entry = draft(make_team(person))
        device = signed_in(real_app, person)
        address = f"/entries/{entry.id}/edit"
        page = {**WORDS, "version": entry.version, "people": [str(person.id)]}
    replies = all_at_once([(device, address, {**page, "title": f"Tên {n}"}) for n in range(8)])
    assert sorted(replies) == [302] + [409] * 7
    with real_app.app_context():
        winner = replies.index(302)
        assert db.session.scalars(select(Entry.title)).one() == f"Tên {winner}"


def test_a_deadline_moved_while_teams_send_is_named_on_every_receipt(real_app):
    """C8."""
    with real_app.app_context():
        organisers = [make_person(), make_person()]
        contest = make_contest(organisers[0])
        contest.organisers.append(Organiser(person=organisers[1]))
        before, later = contest.closes_at, contest.closes_at + timedelta(days=2)
        why = {"reason": "Mưa lũ", "by": organisers[0]}
        asked = contests.propose_deadline(contest, closes_at=later, **why)
        requests = []
        for _ in range(10):
            person = make_person()
            entry = draft(make_team(person), contest=contest)
            requests.append((signed_in(real_app, person), f"/entries/{entry.id}/submission", {}))
        db.session.commit()
        agreement = f"/amendments/{asked.id}/agreement"
        requests.insert(5, (signed_in(real_app, organisers[1]), agreement, {}))
    assert sorted(all_at_once(requests)) == [302] * 10 + [303]
    with real_app.app_context():
        receipts = db.session.scalars(select(Receipt)).all()
        assert len(receipts) == 10
        versions = {(receipt.deadline, receipt.deadline_version) for receipt in receipts}
        assert versions <= {(before, 1), (later, 2)}
        assert db.session.scalars(select(Contest.closes_at)).one() == later


def test_a_request_that_waits_past_the_deadline_counts_by_its_arrival(real_app):
    """C6."""
    with real_app.app_context():
        person = make_person()
        entry = draft(make_team(person))
        device, address = signed_in(real_app, person), f"/entries/{entry.id}/submission"
        with transaction():
            entry.contest.closes_at = now() + timedelta(seconds=2)
        closes_at = entry.contest.closes_at
    with ThreadPoolExecutor(1) as pool:
        with real_app.app_context(), transaction():
            db.session.execute(select(Contest).with_for_update())
            reply = pool.submit(device[0].post, address, data={"csrf_token": device[1]})
            with pytest.raises(TimeoutError):
                reply.result(timeout=2.1)
            assert now() > closes_at
        assert reply.result().status_code == 302
    with real_app.app_context():
        receipt = db.session.scalars(select(Receipt)).one()
        assert receipt.at < receipt.deadline == closes_at
        assert db.session.scalars(select(Entry.state)).one() is EntryState.SUBMITTED


def test_two_hands_at_once_on_different_answers_both_survive(real_app):
    """C4, on pages opened together: each saves another part at the same moment."""
    with real_app.app_context():
        owner, mate = make_person(), make_person()
        contest = make_contest()
        first, second = ask(contest), ask(contest)
        entry = draft(make_team(owner, mate), contest=contest)
        devices = [signed_in(real_app, person) for person in (owner, mate)]
        empty = {f"q_{one.key}": "" for one in (first, second)}
        shown = fingerprints({**WORDS, **empty, "people": sorted(map(str, _ids(entry)))})
        page = {**WORDS, **empty, "version": entry.version, "people": list(map(str, _ids(entry)))}
        page |= {f"seen-{name}": mark for name, mark in shown.items()}
        address = f"/entries/{entry.id}/edit/words"
        parts = [f"q_{first.key}", f"q_{second.key}"]
    requests = [
        (device, address, {**page, part: "Của tôi"})
        for device, part in zip(devices, parts, strict=True)
    ]
    assert all_at_once(requests) == [200, 200]
    with real_app.app_context():
        kept = db.session.get(Entry, entry.id).answers
        assert kept == dict.fromkeys((first.key, second.key), "Của tôi")
    again = [(device, address, {**page, parts[0]: f"Khác {n}"}) for n, device in enumerate(devices)]
    assert all_at_once(again) == [409, 409]  # both pages are older than what is saved


def test_questions_asked_at_once_are_all_kept_in_an_order(real_app):
    """C3: two quick clicks, or two organisers, lose nothing and number nothing twice."""
    with real_app.app_context():
        organiser = make_person(age=35)
        contest = make_contest(organiser, opened_days_ago=-1)
        device = signed_in(real_app, organiser)
        address = f"/contests/{contest.id}/questions/new/short"
    words = [{"label_vi": f"Câu {n}", "reason": "Cần biết"} for n in range(8)]
    replies = all_at_once([(device, address, one) for one in words])
    assert replies == [302] * 8
    with real_app.app_context():
        rows = questions_of(db.session.get(Contest, contest.id))
        assert [row.position for row in rows] == list(range(8))
        assert {row.label["vi"] for row in rows} == {f"Câu {n}" for n in range(8)}


def _ids(entry):
    return [member.person_id for member in entry.team.members]
