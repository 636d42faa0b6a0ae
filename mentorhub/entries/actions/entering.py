"""What a team does with an entry. Whoever changes one holds the contest's row first."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update

from mentorhub.accounts.actions import agree_by_acting
from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.consents.actions import require
from mentorhub.contests.actions import take_in
from mentorhub.contests.domain.deadline import Standing
from mentorhub.contests.domain.eligibility import Candidate, Obstacle, obstacles
from mentorhub.contests.models import Contest
from mentorhub.entries import queries
from mentorhub.entries.actions import asked
from mentorhub.entries.actions.content import (
    as_it_would_go,
    content_of,
    not_yet_sent,
    without_answers,
)
from mentorhub.entries.actions.holding import hold
from mentorhub.entries.actions.naming import refuse_namesake
from mentorhub.entries.actions.receipts import sent_already, write_down
from mentorhub.entries.actions.seating import check_people, refuse_for, seat
from mentorhub.entries.actions.together import bring_together, forget_pages
from mentorhub.entries.actions.unsent import left_behind, without_what_is_shut
from mentorhub.entries.domain import PHOTO, TEXTS, answers_changed, answers_in, changed
from mentorhub.entries.models import Attachment, Entry, EntryState, Receipt
from mentorhub.ideas.actions import note_milestone
from mentorhub.ideas.models import Idea
from mentorhub.platform import files
from mentorhub.platform.arrival import arrived_at
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _
from mentorhub.platform.merging import Merge, OpenPage
from mentorhub.questions import actions as questions
from mentorhub.teams.models import Team
from mentorhub.teams.queries import leader_of

COPIED = ("title", "sector", "problem", "solution", "benefit", "language")


def start(
    contest: Contest,
    *,
    team: Team,
    idea: Idea | None,
    people: Collection[UUID],
    by: Person,
    until: datetime | None = None,
) -> Entry:
    """A draft, with an idea's words if there is one. A second click finds the same draft.

    `until`: more time for this team alone than the contest gives everybody.
    """
    lock(contest)
    if existing := queries.entry_of(team, contest):
        return existing
    take_in(contest, arrived_at(), deadline=contest.deadline.extended(until))
    require(by, Purpose.CONTEST)
    if not team.includes(by) or (idea is not None and idea.team_id != team.id):
        raise Refused(_("Enter with a team you are in, and with an idea of its own."))
    refuse_namesake(contest, team)
    check_people(contest, team, people, besides=None)
    words = {name: getattr(idea, name) for name in COPIED} if idea else {"language": by.language}
    if not contest.limits.admits(words.get("sector", "")):
        words["sector"] = ""
    photo = [Attachment(file=files.copied(idea.photo), slot=PHOTO)] if idea and idea.photo else []
    entry = Entry(contest=contest, team=team, idea=idea, attachments=photo, **words)
    entry.extended_until = until
    db.session.add(entry)
    db.session.flush()
    seat(entry, people)
    if by.id in people:  # for oneself: nobody agrees for a team mate by naming them
        agree_by_acting(by, Purpose.CONTEST)
    record("entry.started", entry, by=by, contest_id=contest.id)
    return entry


def save(
    entry: Entry,
    *,
    version: int,
    people: Collection[UUID],
    by: Person,
    at: datetime,
    page: OpenPage | None = None,
    answers: Mapping[str, Any] | None = None,
    **words: str,
) -> Merge:
    """Keep what was written, part by part beside what others wrote since the page was opened.

    Of an entry already sent, the new words wait to be sent too.
    """
    contest = hold(entry)
    present = content_of(entry)
    typed = {**words, "people": sorted(map(str, people)), "answers": dict(answers or {})}
    typed = without_what_is_shut(entry, typed, present, at)
    found = bring_together(entry, version, present, typed, page)
    given = {**present.get("answers", {}), **answers_in(found.merged)}
    texts = {name: one for name, one in found.merged.items() if not name.startswith("q_")}
    stands = present.get("answers") if entry.is_submitted else None
    kept = questions.answers_kept(contest, given, stands=stands)
    content = {**without_answers(present), **texts, **kept}
    asked.take(entry, at, changed(present, content), answers_changed(present, content))
    if content["sector"] and not contest.limits.admits(content["sector"]):
        refuse_for(contest, [Obstacle.FIELD])
    if entry.is_submitted:
        check_people(contest, entry.team, _ids(content), besides=entry)
        entry.unsent = not_yet_sent(entry, content)
    else:
        _write(entry, content)
        if not (entry.is_draft and present["people"] == content["people"] != []):
            seat(entry, _ids(content))
        elif str(by.id) in content["people"]:  # the others were asked when they sat down, and are
            require(by, Purpose.CONTEST)  # asked again when it is sent
    record("entry.saved", entry, by=by, contest_id=entry.contest_id)
    return found


def submit(entry: Entry, *, by: Person, at: datetime) -> Receipt:
    """Send in what is written, as often as wanted until the deadline; the number stays.

    `at` is when the request had arrived. A second click gets the receipt of the first.
    """
    contest = hold(entry)
    if entry.is_submitted and entry.unsent is None:
        return queries.receipts_of(entry)[0]
    standing, newest = asked.take(entry, at), content_of(entry)
    content = as_it_would_go(entry, asked.to_send(entry, standing, newest))
    may_leave_some = entry.is_late or standing in asked.SOME_PARTS
    if may_leave_some and (receipt := sent_already(entry, content, standing)):
        return receipt
    if queries.lacking(entry, content):
        raise Refused(_("Some parts are still empty. Fill them in, then send the entry."))
    refuse_namesake(contest, entry.team)
    one, leader = _put(entry, content), leader_of(entry.team)
    if standing is not Standing.ADDED:  # it was let in long ago
        refuse_for(contest, obstacles(one, contest.terms, contest.limits))
    if entry.number is None:
        entry.number = _next_number(contest)
    entry.withdrawn_at, entry.decided_at = None, None
    entry.state, entry.submitted_at = asked.state_after(entry, standing), at
    entry.led_by_id = leader
    forget_pages(entry)
    if by.id in _ids(content):
        agree_by_acting(by, Purpose.CONTEST)
    receipt = write_down(entry, content, standing, by=by, at=at)
    entry.unsent = left_behind(entry, newest, standing)
    title = dict(contest.title)
    record("entry.submitted", entry, by=by, contest_id=contest.id, contest=title, code=entry.code)
    if entry.idea is not None and entry.is_submitted:
        note_milestone(entry.idea, "entry", entry, contest=title)
    return receipt


def withdraw(entry: Entry, *, by: Person) -> None:
    """Take an entry back before results are out; nobody judges it any more."""
    contest = hold(entry)
    if contest.is_published:
        raise Refused(_("The results are out: an entry can no longer be withdrawn."))
    if not (entry.is_submitted or entry.is_late):
        return
    words = content_of(entry)
    _write(entry, words)
    entry.unsent, entry.state, entry.withdrawn_at = None, EntryState.WITHDRAWN, now()
    facts = {"contest": dict(contest.title), "code": entry.code}
    record("entry.withdrawn", entry, by=by, contest_id=contest.id, **facts)


def _put(entry: Entry, content: Mapping[str, Any]) -> Candidate:
    _write(entry, content)
    return seat(entry, _ids(content))


def _write(entry: Entry, content: Mapping[str, Any]) -> None:
    for name in TEXTS:
        setattr(entry, name, content[name])
    entry.answers = content.get("answers", {})


def _ids(content: Mapping[str, Any]) -> list[UUID]:
    return [UUID(one) for one in content["people"]]


def _next_number(contest: Contest) -> int:
    """Without touching the version of the contest: its organisers may be editing it."""
    number = contest.next_number
    db.session.execute(
        update(Contest).where(Contest.id == contest.id).values(next_number=number + 1)
    )
    return number
