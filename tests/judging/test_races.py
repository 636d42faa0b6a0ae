"""Two tabs, many clicks, a closing in the middle: one wins, and nothing is lost unseen."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest

from mentorhub.accounts.actions import open_login
from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.judging import actions
from mentorhub.judging.models import CardState, Scorecard, ScoreEvent
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_person,
    make_team,
)

TABS = 6


class Round:
    """A contest in the middle of scoring, one juror with one card, and the juror's tabs."""

    def __init__(self, app):
        self.app = app
        with app.app_context(), transaction():
            contest = make_contest(
                days_left=-1, criteria=(10, 10), scoring_opened_at=now() - timedelta(hours=1)
            )
            juror = make_juror(contest, make_person("Mai Thế Hiển"))
            card = make_card(juror, make_entry(make_team(make_person()), contest))
            self.login = open_login(juror.person, device="", shared_computer=False)
            self.contest, self.card = contest.id, card.id
            self.organiser = contest.organisers[0].person_id
            self.lines = [line.id.hex for line in contest.rubric]

    def tab(self):
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = self.login, True
        page = client.get(f"/judging/cards/{self.card}").text
        token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]

        def save(version, first="", second="", *, more="/marks", key=""):
            data = {"csrf_token": token, "version": version, "key": key, "feedback": ""}
            data |= {
                f"points_{line}": p for line, p in zip(self.lines, (first, second), strict=True)
            }
            data = {"csrf_token": token} if more == "/submission" else data
            url, headers = f"/judging/cards/{self.card}{more}", {"Accept": "application/json"}
            return client.post(url, data=data, headers=headers)

        return save

    def at_once(self, *acts):
        """Each act gets a tab of its own; all happen at the same moment."""
        replies, gate = [None] * len(acts), threading.Barrier(len(acts))

        def run(place, act, save):
            gate.wait(30)
            replies[place] = act(save)

        threads = [
            threading.Thread(target=run, args=(place, act, self.tab()))
            for place, act in enumerate(acts)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join(60)
        return replies

    def stored(self):
        with self.app.app_context():
            card = db.session.get(Scorecard, self.card)
            kinds = [e.kind for e in db.session.query(ScoreEvent).order_by(ScoreEvent.id)]
            points = {mark.line_id.hex: mark.points for mark in card.marks}
            return [points.get(line) for line in self.lines], card.version, card.state, kinds


@pytest.fixture
def round_(real_app):
    return Round(real_app)


def test_tabs_that_save_from_one_version_are_never_silently_overwritten(round_):
    acts = [lambda save, p=p: save(1, str(p)) for p in range(1, TABS + 1)]
    replies = round_.at_once(*acts)
    assert sorted(reply.status_code for reply in replies) == [200] + [409] * (TABS - 1)
    won = next(at for at, reply in enumerate(replies) if reply.status_code == 200)
    points, version, _, kinds = round_.stored()
    assert (points, version, kinds) == ([Decimal(won + 1), None], 2, ["saved"])
    lost = next(reply for reply in replies if reply.status_code == 409)
    assert lost.json["fields"][f"points_{round_.lines[0]}"]["stored"] == str(won + 1)


def test_one_save_sent_many_times_is_one_save(round_):
    replies = round_.at_once(*[lambda save: save(1, "7", "3", key="k")] * TABS)
    assert {(reply.status_code, reply.json["version"]) for reply in replies} == {(200, 2)}
    assert round_.stored()[3] == ["saved"]


def test_a_sheet_is_submitted_once_however_often_it_is_clicked(round_):
    round_.tab()(1, "7", "3")
    replies = round_.at_once(*[lambda save: save(2, more="/submission")] * TABS)
    assert {reply.status_code for reply in replies} == {302}
    assert round_.stored()[2:] == (CardState.SUBMITTED, ["saved", "submitted"])


def test_no_mark_arrives_after_the_closing(round_):
    """Whatever was acknowledged is stored; whatever came after the closing was refused."""

    def close(_save):
        with round_.app.app_context(), transaction():
            contest = db.session.get(Contest, round_.contest)
            actions.close_scoring(
                contest, by=db.session.get(Person, round_.organiser), reason="Bão"
            )

    saves = [lambda save, p=p: save(1, str(p)) for p in range(1, TABS)]
    *replies, _ = round_.at_once(*saves, close)
    points, _, _, kinds = round_.stored()
    acknowledged = [at + 1 for at, reply in enumerate(replies) if reply.status_code == 200]
    assert {reply.status_code for reply in replies} <= {200, 409}
    assert [points[0]] == (acknowledged or [None])
    assert kinds == ["saved"] * len(acknowledged)
