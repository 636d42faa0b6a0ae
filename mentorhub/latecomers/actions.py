"""A code lets teams in after the deadline of all: asked for by one organiser, agreed by another.

What a code gives a team is more time for its entry, as a measure does: the deadline is decided in
one place, from the entry alone, and never by asking a code again.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.entries import actions as entries
from mentorhub.entries.models import Entry, EntryState
from mentorhub.entries.queries import entry_of
from mentorhub.ideas.models import Idea
from mentorhub.latecomers import queries
from mentorhub.latecomers.domain import Worth
from mentorhub.latecomers.models import LateCode, LateUse
from mentorhub.latecomers.rules import runs_its_contest_without_conflict
from mentorhub.platform.arrival import arrived_at, database_now
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _, _l, moment
from mentorhub.teams.models import Team

ACTION = "contest.late_code"
UNKNOWN = _l("This contest has no such code. Compare it with the paper, letter by letter.")
REFUSALS: Mapping[Worth, Any] = {
    Worth.WAITING: UNKNOWN,
    Worth.DECLINED: UNKNOWN,
    Worth.REVOKED: _l("The organisers have taken this code back. Ask whoever gave it to you."),
    Worth.OVER: _l("The time of this code is over."),
    Worth.USED_UP: _l("As many teams as this code was given for have come in with it."),
}
NOT_YET_SENT = (EntryState.DRAFT, EntryState.WITHDRAWN, EntryState.LATE)


def ask(
    contest: Contest, *, label: str, uses: int, until: datetime, reason: str, by: Person
) -> LateCode:
    """Ask the other organisers; nobody comes in with it before one agrees."""
    _hold(contest)
    _refuse_the_impossible(contest, until)
    about = {"action": ACTION, "subject_type": "Contest", "subject_id": contest.id}
    approval = Approval(**about, digest="", asked_by=by)
    words = {"label": label.strip(), "reason": reason.strip(), "language": by.language}
    code = LateCode(contest=contest, uses=uses, until=until, approval=approval, **words)
    approval.digest = code.digest_today
    db.session.add(code)
    db.session.flush()
    record("contest.late_code_asked", code, by=by, **_about(contest))
    return code


def agree(code: LateCode, *, by: Person) -> bool:
    """Good from this commit on; False where it was so already."""
    _hold(code.contest)
    lock(code.approval)
    if code.is_in_force:
        return False  # two agreed at once, or one clicked twice
    if code.approval.asked_by_id == by.id:
        raise Refused(_l("Another organiser must agree: whoever asked cannot."))
    if not runs_its_contest_without_conflict(by, code):
        raise Refused(_l("You no longer hold the office this needs."))
    if (reason := why_void(code)) is not None:
        raise Refused(reason)
    _refuse_the_impossible(code.contest, code.until)
    code.approval.approved_by, code.approval.approved_at = by, now()
    told: dict[str, Any] = {"until_at": code.until.isoformat()}
    record("contest.late_code_agreed", code, by=by, **_about(code.contest), **told)
    return True


def decline(code: LateCode, *, by: Person) -> None:
    """Nobody comes in with it; whoever asked may take the request back so, too."""
    _hold(code.contest)
    lock(code.approval)
    if code.is_in_force:
        raise Refused(_l("Somebody agreed to this a moment before: it is in force."))
    if code.approval.withdrawn_at is None:
        code.approval.withdrawn_at = now()
        record("contest.late_code_declined", code, by=by, **_about(code.contest))


def revoke(code: LateCode, *, by: Person) -> None:
    """Nobody else comes in with it. One organiser is enough, and who is in keeps the time."""
    _hold(code.contest)
    lock(code)
    if not code.is_in_force:
        raise Refused(_l("Nobody has agreed to this code yet: decline it instead."))
    if code.revoked_at is None:
        code.revoked_at = now()
        record("contest.late_code_revoked", code, by=by, **_about(code.contest))


def why_void(code: LateCode) -> Any:
    """Why nobody can agree to this any more; None while somebody can."""
    if code.approval.withdrawn_at is not None:
        return _l("This was declined, or taken back. Ask anew.")
    if now() >= code.answer_by:
        return _l("Nobody agreed within seven days. Ask anew.")
    if not runs_its_contest_without_conflict(code.approval.asked_by, code):
        return _l("Whoever asked for this no longer runs the contest. Ask anew.")
    if code.approval.digest != code.digest_today:
        return _l("The deadline of the contest has moved since this was asked for. Ask anew.")
    return None


def redeem(
    contest: Contest,
    *,
    code: str,
    team: Team,
    idea: Idea | None = None,
    people: Collection[UUID] = (),
    by: Person,
) -> Entry:
    """The team's entry, begun if there is none, with the time of the code.

    A second click takes no second use. Nothing is taken where the code would give no time.
    """
    lock(contest)  # two teams with one code left come one after the other
    if not team.includes(by):
        raise Refused(_("Enter with a team you are in."))
    if (found := queries.code_typed(contest, code)) is None:
        raise Refused(UNKNOWN)
    lock(found)
    entry = entry_of(team, contest)
    if entry is not None and queries.use_by(found, entry) is not None:
        return entry
    _refuse_useless(contest, found, entry)
    if entry is None:
        more = found.until
        entry = entries.start(contest, team=team, idea=idea, people=people, by=by, until=more)
    lock(entry)
    entry.extended_until = found.until
    _use(found, entry, by=by)
    return entry


def _refuse_useless(contest: Contest, code: LateCode, entry: Entry | None) -> None:
    db.session.refresh(code, ["taken"])
    worth = code.terms.worth(arrived_at(), used=len(code.taken))
    if worth is not Worth.GOOD:
        raise Refused(REFUSALS[worth])
    if contest.scoring_opened_at is not None:
        raise Refused(_("The jury has begun: nobody comes in any more."))
    if entry is not None and entry.state not in NOT_YET_SENT:
        raise Refused(_("The entry of this team was sent. The code is still unused."))
    deadline = contest.deadline if entry is None else entry.deadline
    if code.until <= deadline.closes_at:
        told = moment(deadline.closes_at)
        raise Refused(
            _("Without a code you have time until %(moment)s. It is still unused.", moment=told)
        )


def _use(code: LateCode, entry: Entry, *, by: Person) -> None:
    number = max((one.number for one in code.taken), default=0) + 1
    code.taken.append(LateUse(entry=entry, number=number, at=now()))
    told: dict[str, Any] = {"until_at": code.until.isoformat(), "use": number}
    record("entry.late_code_used", entry, by=by, **_about(entry.contest), **told)
    db.session.flush()


def _refuse_the_impossible(contest: Contest, until: datetime) -> None:
    if contest.is_published:
        raise Refused(_l("The results are out."))
    if contest.scoring_opened_at is not None:
        raise Refused(_l("The jury has begun: what it reads stands."))
    if until <= max(contest.closes_at, database_now()):
        raise Refused(_l("A code for late entries ends later than the deadline of all."))


def _hold(contest: Contest) -> None:
    lock(contest)
    db.session.refresh(contest, ["organisers"])


def _about(contest: Contest) -> dict[str, Any]:
    return {"contest_id": contest.id, "contest": dict(contest.title)}
