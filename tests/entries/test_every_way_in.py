"""T3: whatever writes into an entry asks for the deadline; a new address has to say if it does.

The addresses are those the application knows, not those somebody remembered.
"""

from datetime import timedelta

import pytest

from mentorhub.contests.domain.deadline import Late
from mentorhub.entries import actions
from mentorhub.entries.domain import PHOTO
from mentorhub.entries.models import Attachment
from mentorhub.platform import files
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.entries.cast import draft, typed
from tests.factories import make_contest, make_person, make_team
from tests.papers.samples import pdf
from tests.papers.sender import LARGE, PART, Sender
from tests.permissions.stored import everything_stored

ENTRY = "/entries/<uuid:entry_id>"
WAYS_IN = {
    "/contests/<uuid:contest_id>/entries/new": lambda it: it.start(),
    f"{ENTRY}/edit": lambda it: it.post("/edit", **it.words()),
    f"{ENTRY}/edit/words": lambda it: it.post("/edit/words", **it.words()),
    f"{ENTRY}/submission": lambda it: it.post("/submission"),
    f"{ENTRY}/photo/off": lambda it: it.post("/photo/off"),
    f"{ENTRY}/files/new": lambda it: it.plain("b.pdf", pdf()),
    f"{ENTRY}/files/<uuid:file_id>/removal": lambda it: it.post(f"/files/{it.kept.id}/removal"),
    f"{ENTRY}/uploads": lambda it: it.begin("c.pdf"),
    f"{ENTRY}/uploads/<uuid:upload_id>/finish": lambda it: it.browser.post(it.steps["finish"]),
}
TAKES_NOTHING_IN = "gives nothing to be judged"
OF_ORGANISERS = "organisers decide, after the deadline too"
OF_OFFICERS = "tells organisers what an officer thinks: tests/eligibility"
OF_THE_VOTE = "about the public vote, which follows entries"
EXCUSED = {
    f"{ENTRY}/withdrawal": f"{TAKES_NOTHING_IN}: tests/entries/test_lateness.py",
    f"{ENTRY}/uploads/<uuid:upload_id>": f"{TAKES_NOTHING_IN} before its finish, which asks",
    f"{ENTRY}/uploads/<uuid:upload_id>/end": TAKES_NOTHING_IN,
    f"{ENTRY}/complaint": "about results: tests/complaints",
    f"{ENTRY}/check/answer": "until a day of its own, which it asks for: tests/eligibility",
    "/contests/<uuid:contest_id>/late-entry": "a code has a moment of its own: tests/latecomers",
    f"{ENTRY}/lateness": OF_ORGANISERS,
    f"{ENTRY}/check/decision": OF_ORGANISERS,
    f"{ENTRY}/check/undo": OF_ORGANISERS,
    f"{ENTRY}/check/recommendation": OF_OFFICERS,
    f"{ENTRY}/check/documents": OF_ORGANISERS,
    f"{ENTRY}/extension": OF_ORGANISERS,
    f"{ENTRY}/exclusion": OF_ORGANISERS,
    f"{ENTRY}/return": OF_ORGANISERS,
    f"{ENTRY}/penalty": OF_ORGANISERS,
    "/jurors/<uuid:juror_id>/ties/<uuid:entry_id>": OF_ORGANISERS,
    "/jurors/<uuid:juror_id>/ties/<uuid:entry_id>/doubt": OF_ORGANISERS,
    f"{ENTRY}/vote/aside": OF_THE_VOTE,
    f"{ENTRY}/vote/return": OF_THE_VOTE,
    "/votes/<uuid:vote_id>/held/<uuid:entry_id>/<ground>": OF_THE_VOTE,
}


class Writer(Sender):
    """With a photo, a file and another that is here whole but not yet in the entry."""

    def __init__(self, browser, late):
        by = make_person()
        self.contest = make_contest(most_entries=2, late=late)
        self.entry, self.person = draft(make_team(by), contest=self.contest), by
        self.other = make_team(by, name="Đội khác")
        self.base = f"/entries/{self.entry.id}"
        stored = files.keep(b"x", name="a.jpg", media_type="image/jpeg", owner_id=by.id)
        self.entry.attachments.append(Attachment(file=stored, slot=PHOTO))
        self.browser = browser.sign_in(by)
        db.session.commit()
        self.plain("a.pdf", pdf())
        self.kept = next(one for one in self.papers() if one.slot != PHOTO)
        self.steps = self.begin().json
        for at in range(0, len(LARGE), PART):
            self.part(self.steps, at, LARGE[at : at + PART])

    def words(self):
        return typed(self.entry, title="Muộn")

    def post(self, path, **answers):
        return self.browser.post(f"{self.base}{path}", **answers)

    def start(self):
        address = f"/contests/{self.contest.id}/entries/new?team={self.other.id}"
        return self.browser.post(address, idea="", people=[self.person.id])

    def sends(self, way):
        """(what it is answered, whether anything is stored otherwise now)."""
        self.browser.sign_in(self.person)
        db.session.commit()
        before = everything_stored()
        status = WAYS_IN[way](self).status_code
        db.session.expire_all()
        return status, everything_stored() != before


def test_every_address_about_an_entry_obeys_or_is_excused(app):
    known = {
        one.rule
        for one in app.url_map.iter_rules()
        if "POST" in one.methods
        and ("entry_id" in one.arguments or one.rule.endswith(("/entries/new", "/late-entry")))
    }
    assert known == WAYS_IN.keys() | EXCUSED.keys()
    assert not WAYS_IN.keys() & EXCUSED.keys()


@pytest.mark.parametrize("way", WAYS_IN)
def test_before_the_deadline_it_writes(browser, way):
    status, has_changed = Writer(browser, Late.REFUSE).sends(way)
    assert (status < 400, has_changed) == (True, True)


@pytest.mark.parametrize("way", WAYS_IN)
def test_after_the_deadline_it_refuses_and_writes_nothing(browser, way):
    writer = Writer(browser, Late.REFUSE)
    writer.contest.closes_at = now() - timedelta(seconds=1)
    assert writer.sends(way) == (409, False)


@pytest.mark.parametrize("way", [way for way in WAYS_IN if way.startswith(ENTRY)])
def test_what_was_sent_in_time_is_changed_by_none_where_late_entries_may_come_in(browser, way):
    """T4. Sending once more finds the receipt of what was sent."""
    writer = Writer(browser, Late.FLAG)
    actions.submit(writer.entry, by=writer.person, at=now())
    writer.contest.closes_at = now() - timedelta(seconds=1)
    status = 302 if way.endswith("/submission") else 409
    assert writer.sends(way) == (status, False)
