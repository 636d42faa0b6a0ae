"""A contest of two organisers whose entries are closed, three teams in it, and people who vote."""

from datetime import timedelta

import pytest

from mentorhub.contests.models import Organiser
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.voting import actions, queries
from mentorhub.voting.models import PublicVote
from tests.browser import CommittingBrowser
from tests.factories import make_contest, make_entry, make_person, make_team

DAY = timedelta(days=1)
TITLES = ("Lọc nước mặn", "Thùng rác biết nói", "Phao báo lũ")


def make_voter(name="Lê Cử Tri", days=30, **fields):
    """Somebody whose address is proved, on an account of this age."""
    person = make_person(name, created_at=now() - days * DAY, **fields)
    person.details.email_verified_at = now()
    db.session.flush()
    return person


class Cast:
    def __init__(self):
        self.first, self.second = (make_person("Phạm Tổ Chức", age=35) for _ in range(2))
        window = {"opens_at": now() - 9 * DAY, "closes_at": now() - 3 * DAY}
        self.contest = make_contest(self.first, readers=1, **window)
        self.contest.organisers.append(Organiser(person=self.second))
        self.entries = [
            make_entry(make_team(name=f"Đội {n}"), self.contest, title=title)
            for n, title in enumerate(TITLES, start=1)
        ]
        self.vote = PublicVote(
            contest=self.contest,
            award=Translated(vi="Giải bình chọn", en="People’s choice"),
            opens_at=now() - DAY,
            closes_at=now() + DAY,
            set_up_by_id=self.first.id,
        )
        db.session.add(self.vote)
        db.session.flush()

    @property
    def page(self):
        return f"/contests/{self.contest.id}/vote"

    @property
    def office(self):
        return f"{self.page}/office"

    def voted(self, entry, number=1, *, days=30, **origin):
        """As many ballots for an entry, each of a person of their own."""
        people = [make_voter(days=days) for _ in range(number)]
        for n, person in enumerate(people):
            where = {"address": f"10.1.{n // 250}.{n % 250}", "browser": "x", **origin}
            actions.cast(self.vote, entry_id=entry.id, by=person, **where)
        return people

    def close(self):
        """Voting is over and the jury has marked its last sheet."""
        self.vote.closes_at = now()
        self.contest.scoring_opened_at = self.contest.scoring_closed_at = now()
        db.session.flush()
        return self

    def published(self):
        actions.ask(self.vote, by=self.first)
        actions.agree(self.vote, seen=self.vote.approval.mark, by=self.second)
        db.session.flush()
        return self

    def numbers(self):
        """{title: (counted, held)} as published."""
        return {one.entry.title: (one.counted, one.held) for one in queries.counts_of(self.vote)}


@pytest.fixture
def cast(app):
    return Cast()


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def english(in_english):
    """Refusals are matched in the words of the source."""
