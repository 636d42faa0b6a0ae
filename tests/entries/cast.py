"""Everybody around one entry, and what its team writes."""

from mentorhub.contests.models import Organiser
from mentorhub.entries.models import EntryState, Receipt
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Tie, TieKind
from tests.factories import (
    make_admin,
    make_contest,
    make_entry,
    make_juror,
    make_minor,
    make_officer,
    make_person,
    make_team,
)

WORDS = {
    "title": "Bản đồ độ mặn",
    "sector": "moi-truong",
    "summary": "Nước mặn đến đâu, bà con biết đến đó.",
    "problem": "Không biết lúc nào nên đóng cống.",
    "solution": "Mỗi ấp một bút đo.",
    "benefit": "Hai trăm hộ biết trước hai ngày.",
    "link": "",
}


def draft(team=None, **fields):
    team = team or make_team(make_person())
    return make_entry(team, state=EntryState.DRAFT, **{**WORDS, **fields})


def typed(entry, **more):
    people = [member.person_id for member in entry.team.members]
    return {**WORDS, "version": entry.version, "people": people, **more}


def status(browser, person, address, method="get"):
    """What somebody is answered; the sign-in is kept although a refusal rolls back."""
    browser.sign_in(person)
    db.session.commit()
    return getattr(browser, method)(address).status_code


class Cast:
    """Everybody the matrix names around one entry."""

    def __init__(self, **contest):
        self.owner, self.mate, self.child = make_person(), make_person(), make_minor()
        self.organiser = make_person("Phạm Tổ Chức", age=35)
        self.contest = make_contest(self.organiser, **contest)
        self.team = make_team(self.owner, self.mate, self.child)
        self.entry = make_entry(self.team, self.contest, **WORDS)
        db.session.add(
            Receipt(entry_id=self.entry.id, deadline=now(), digest="0" * 64, code="AB-RECEIPT")
        )
        self.rival = make_entry(make_team(make_person()), self.contest).team.members[0].person
        self.mentor = make_person()
        db.session.add(Tie(team_id=self.team.id, person_id=self.mentor.id, kind=TieKind.MENTOR))
        self.tied = make_person()
        self.contest.organisers += [Organiser(person=self.tied)]
        db.session.add(Tie(team_id=self.team.id, person_id=self.tied.id, kind=TieKind.MENTOR))
        self.juror = make_juror(self.contest).person
        self.other_organiser = make_contest().organisers[0].person
        self.officer = make_officer(self.team.unit)
        self.other_officer = make_officer()
        self.competing_officer = make_officer(self.team.unit, "Trần Đua")
        make_entry(make_team(self.competing_officer), self.contest)
        self.admin = make_admin()
        db.session.commit()


NOBODY = (
    *("rival", "mentor", "juror", "tied", "other_organiser", "other_officer", "admin"),
    "competing_officer",
)
TEAM = ("owner", "mate", "child")
