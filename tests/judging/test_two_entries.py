"""Two entries in two tabs of one juror, and an entry that is withdrawn under a sheet.

C2, T10: each tab writes to its own sheet alone. C10: the sheet is kept or refused, and the entry
is withdrawn and counts nowhere.
"""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.entries import actions as entries
from mentorhub.entries.models import Entry, EntryState
from mentorhub.judging import actions, queries
from mentorhub.judging.models import CardState, Scorecard, ScoreEvent
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person, make_team
from tests.judging.marks import save, stored
from tests.judging.test_noticing import at_once

TURNS = 3


class Sitting:
    """One juror with a sheet for each of two entries, the first of them whole."""

    def __init__(self, app):
        self.app = app
        with app.app_context(), transaction():
            opened = now() - timedelta(hours=1)
            contest = make_contest(days_left=-1, criteria=(10, 10), scoring_opened_at=opened)
            juror = make_juror(contest, make_person("Mai Thế Hiển"))
            sent = [make_entry(make_team(make_person()), contest) for _ in range(2)]
            self.cards = [make_card(juror, entry).id for entry in sent]
            self.contest, self.entries = contest.id, [entry.id for entry in sent]
            self.lines = [line.id.hex for line in contest.rubric]
            self.device = signed_in(app, juror.person)

    def marking(self, place, *points, version=1):
        typed = {f"points_{line}": p for line, p in zip(self.lines, points, strict=True)}
        address = f"/judging/cards/{self.cards[place]}/marks"
        return self.device, address, {"version": version, "key": "", "feedback": "", **typed}

    def stored(self):
        with self.app.app_context():
            cards = [db.session.get_one(Scorecard, key) for key in self.cards]
            return [[mark and mark[0] for mark in stored(card)] for card in cards]


@pytest.fixture
def sitting(real_app):
    return Sitting(real_app)


def test_two_tabs_on_two_entries_at_once_write_to_their_own(sitting):
    replies = all_at_once([sitting.marking(0, "7", "3"), sitting.marking(1, "2", "9")])
    assert replies == [200, 200]
    assert sitting.stored() == [[Decimal(7), Decimal(3)], [Decimal(2), Decimal(9)]]


def test_a_tab_left_behind_writes_to_the_entry_it_shows_and_only_from_its_version(sitting):
    client, _ = sitting.device
    pages = [client.get(f"/judging/cards/{key}").text for key in sitting.cards]
    for key, page in zip(sitting.cards, pages, strict=True):
        [form] = re.findall(r'<form[^>]*id="sheet"[^>]*>', page)
        assert f'action="/judging/cards/{key}"' in form
    assert all_at_once([sitting.marking(1, "2", "9")]) == [200]
    assert all_at_once([sitting.marking(0, "7", "3")]) == [200]
    assert all_at_once([sitting.marking(0, "1", "1")]) == [409]  # from the page of before
    assert sitting.stored() == [[Decimal(7), Decimal(3)], [Decimal(2), Decimal(9)]]


def test_a_browser_that_comes_back_chooses_no_points_by_itself(sitting):
    """T12: Firefox puts choices back by their place in a form unless the form forbids it."""
    client, _ = sitting.device
    page = client.get(f"/judging/cards/{sitting.cards[0]}")
    [form] = re.findall(r'<form[^>]*id="sheet"[^>]*>', page.text)
    assert 'autocomplete="off"' in form
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("turn", range(TURNS))
def test_withdrawing_while_the_juror_hands_in_leaves_nothing_that_counts(sitting, turn):
    with sitting.app.app_context(), transaction():
        for key in sitting.cards:
            save(db.session.get_one(Scorecard, key), ["7", "3"])

    def hands_in():
        card = queries.card_to_mark(sitting.cards[0])
        actions.submit(card, by=card.juror.person)

    def withdraws():
        entry = db.session.get_one(Entry, sitting.entries[0])
        entries.withdraw(entry, by=entry.team.owner)

    acts = [hands_in, withdraws] if turn % 2 else [withdraws, hands_in]
    was_in, _ = at_once(sitting.app, acts)[:: 1 if turn % 2 else -1]
    with sitting.app.app_context(), transaction():
        card = db.session.get_one(Scorecard, sitting.cards[0])
        assert db.session.get_one(Entry, sitting.entries[0]).state is EntryState.WITHDRAWN
        assert (card.state is CardState.SUBMITTED) == was_in
        kinds = select(ScoreEvent.kind).where(ScoreEvent.scorecard_id == card.id)
        assert ("submitted" in db.session.scalars(kinds).all()) == was_in
        held = queries.card_to_mark(sitting.cards[1])
        actions.submit(held, by=held.juror.person)
        contest = db.session.get_one(Contest, sitting.contest)
        organiser = db.session.get_one(Person, contest.organisers[0].person_id)
        actions.close_scoring(contest, by=organiser)
        found = actions.standings(contest)
        assert [(one.entry, one.total) for one in found.places] == [
            (sitting.entries[1], Decimal("10.00"))
        ]
        assert found.is_complete
        assert list(actions.breaks_in(contest.id)) == []
