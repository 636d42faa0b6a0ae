"""Two at once over one paper, or over paper and screen: one wins, the other is told, 409."""

import threading

import pytest

from mentorhub.accounts.actions import open_login
from mentorhub.judging.models import Scorecard, ScoreEvent
from mentorhub.platform.db import db, transaction
from mentorhub.transcripts.models import PaperSheet, SheetState
from tests.factories import make_person
from tests.transcripts.conftest import Hall, make_secretary


class AtOnce:
    """The hall, kept in a database of its own, and a client for each who is in it."""

    def __init__(self, app):
        self.app = app
        with app.app_context(), transaction():
            hall = Hall()
            third = make_secretary(hall.contest, make_person("Bùi Thư Ký", age=32))
            self.paper, self.card = hall.paper.id, hall.card.id
            self.lines = [line.id.hex for line in hall.contest.rubric]
            who = {"first": hall.first, "second": hall.second, "third": third}
            who["juror"] = hall.juror.person
            self.logins = {
                name: open_login(person, device="", shared_computer=False)
                for name, person in who.items()
            }

    def client(self, who):
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = self.logins[who], True
        page = client.get("/dashboard").text
        return client, page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]

    def act(self, who, path, *points):
        client, token = self.client(who)
        data = {"csrf_token": token}
        if points:
            data |= {f"points_{k}": p for k, p in zip(self.lines, points, strict=True)}
            data |= {"version": self.version(path), "feedback": "", "key": who}
        return lambda: client.post(path, data=data, headers={"Accept": "application/json"})

    def version(self, path):
        model, key = (PaperSheet, self.paper) if "/paper" in path else (Scorecard, self.card)
        with self.app.app_context():
            return db.session.get(model, key).version

    def at_once(self, *acts):
        replies, gate = [None] * len(acts), threading.Barrier(len(acts))

        def run(place, act):
            gate.wait(30)
            replies[place] = act().status_code

        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return sorted(replies)

    def path(self, more):
        return f"/paper-sheets/{self.paper}/{more}"


@pytest.fixture
def race(real_app):
    return AtOnce(real_app)


def test_of_two_who_take_a_sheet_in_hand_one_has_it(race):
    acts = [race.act(who, race.path("beginning")) for who in ("first", "second")]
    assert race.at_once(*acts) == [303, 409]


def test_of_paper_and_screen_one_is_written(race):
    marks = race.act("juror", f"/judging/cards/{race.card}/marks", "20", "5")
    replies = race.at_once(marks, race.act("first", race.path("beginning")))
    assert replies in ([200, 409], [303, 409])
    with race.app.app_context():
        card = db.session.get(Scorecard, race.card)
        assert card.is_on_paper is not bool(card.points)


def test_two_who_confirm_at_once_submit_it_once(race):
    assert race.act("first", race.path("beginning"))().status_code == 303
    assert race.act("first", race.path("typing"), "25.5", "8")().status_code == 302
    confirm = race.path("confirmation")
    acts = [race.act(who, confirm, "25.5", "8") for who in ("second", "third")]
    assert race.at_once(*acts) == [302, 409]
    with race.app.app_context():
        assert db.session.get(PaperSheet, race.paper).state is SheetState.CONFIRMED
        kinds = db.session.scalars(db.select(ScoreEvent.kind)).all()
        assert sorted(kinds) == ["saved", "submitted"]
