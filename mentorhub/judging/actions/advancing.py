"""From one stage of judging to the next: one organiser proposes who goes on, another agrees."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.contests.domain.eligibility import quota_group
from mentorhub.contests.domain.stages import Advance
from mentorhub.contests.models import Contest, Stage
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about
from mentorhub.judging.actions.standing import Standing, must_be_complete, standings
from mentorhub.judging.actions.watching import outlooks_of
from mentorhub.judging.domain.advancing import Candidate, going_on
from mentorhub.judging.domain.outlook import Outlook
from mentorhub.judging.models import StageResult
from mentorhub.judging.queries.stages import ADVANCE
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.questions.models import Question
from mentorhub.questions.queries import asked_in

SHORTEST = timedelta(days=1)


@dataclass(frozen=True)
class Crossing:
    """Who would go on now, by the rule of the stage; `digest` changes with anything it rests on.

    `ranges` are there where the rule asks who might as well be among the best.
    """

    stage: Stage
    following: Stage
    places: Sequence[Standing]
    goes_on: Collection[UUID]
    missing: int
    lacking: Sequence[queries.Lack]
    digest: str
    ranges: Mapping[UUID, Outlook[UUID]]

    @property
    def is_possible(self) -> bool:
        return bool(self.goes_on) and not (self.missing or self.lacking)


def crossing(contest: Contest) -> Crossing:
    """Refused while scoring is open, and after the last stage."""
    if not contest.scoring_is_closed:
        raise Refused(_l("Close the scoring first: until then nobody sees a result."))
    stage, following = contest.current_stage, contest.following_stage
    if contest.is_published or stage is None or following is None:
        raise Refused(_l("No other stage of judging follows."))
    tie_break = [line.id for line in contest.tie_break]
    found = standings(contest, tie_break=tie_break)
    is_shortlist = stage.round.advance is Advance.SHORTLIST
    ranges = outlooks_of(contest, found.places) if is_shortlist else {}
    chosen = going_on(_candidates(contest, found.places, ranges), stage.round)
    facts = [
        [str(one.entry), one.place, str(one.total), one.entry in chosen] for one in found.places
    ]
    told = json.dumps([str(contest.id), contest.judged_stage, facts], separators=(",", ":"))
    return Crossing(
        stage=stage,
        following=following,
        places=found.places,
        goes_on=chosen,
        missing=len(found.missing),
        lacking=found.lacking,
        digest=hashlib.sha256(told.encode()).hexdigest(),
        ranges=ranges,
    )


def _candidates(
    contest: Contest, places: Sequence[Standing], ranges: Mapping[UUID, Outlook[UUID]]
) -> list[Candidate[UUID]]:
    paths = queries.paths_of_units(contest)
    return [
        Candidate(
            one.entry,
            one.place,
            one.total,
            unit=quota_group(contest.unit.path, paths[one.entry]),
            reach=ranges[one.entry].best if one.entry in ranges else None,
        )
        for one in places
    ]


def propose_to_go_on(
    contest: Contest, *, digest: str, by: Person, until: datetime | None = None
) -> Approval:
    """Ask another organiser to let exactly these entries go on.

    `until`: where the next stage asks something, they answer it until then.
    """
    lock(contest)
    if queries.asked_to_go_on(contest) is not None:
        raise Refused(_l("This already waits for another organiser."))
    found = crossing(contest)
    must_be_complete(found.missing, found.lacking)
    if not found.goes_on:
        raise Refused(_l("By the rule of this stage no entry goes on."))
    _must_be(found, digest)
    contest.more_until = _time_given(contest, until)
    asked = Approval(
        action=ADVANCE,
        subject_type="Contest",
        subject_id=contest.id,
        digest=_sealed(contest, found),
        asked_by=by,
    )
    db.session.add(asked)
    record("judging.advance_proposed", contest, by=by, **about(contest))
    return asked


def agree_to_go_on(contest: Contest, *, seen: str, by: Person) -> None:
    """The other organiser agrees: the next stage is open, and every team is told.

    `seen` is the mark of the proposal the page showed. Raises Refused for whoever proposed it, and
    Stale where another one waits now, or where the sheets no longer give this.
    """
    lock(contest)
    asked = queries.asked_to_go_on(contest)
    if asked is None:
        raise Refused(_l("Nothing waits for an answer here any more."))
    if asked.asked_by_id == by.id:
        raise Refused(_l("Another organiser must agree. Whoever proposed it cannot."))
    asked.must_be(seen)
    found = crossing(contest)
    if not still_holds(contest, asked, found):
        raise Stale(
            _l(
                "The list, or what is asked of those on it, has changed since. "
                "Call this off and ask anew."
            )
        )
    must_be_complete(found.missing, found.lacking)
    contest.more_until = _time_given(contest, contest.more_until)
    asked.approved_by, asked.approved_at = by, now()
    _keep(contest, found)
    entries = queries.entries_in(contest)
    contest.judged_stage += 1
    contest.scoring_closed_at = contest.scoring_closes_at = None
    for entry in entries:
        if entry.id in found.goes_on:
            entry.reached_stage = contest.judged_stage
        verb = "entry.went_on" if entry.id in found.goes_on else "entry.stayed"
        facts = {"code": entry.code, "stage": dict(found.following.name)}
        facts |= {"contest": dict(contest.title)}
        record(verb, entry, by=by, contest_id=contest.id, **facts)
        if contest.more_until and entry.id in found.goes_on:
            facts |= {"until_at": contest.more_until.isoformat()}
            record("entry.stage_asks", entry, by=by, contest_id=contest.id, **facts)
    record("judging.advanced", contest, by=by, **about(contest))


def _keep(contest: Contest, found: Crossing) -> None:
    db.session.add_all(
        StageResult(
            contest_id=contest.id,
            entry_id=one.entry,
            stage=contest.judged_stage,
            place=one.place,
            total=one.total,
            given=one.given,
            means={str(line): str(mean) for line, mean in one.means.items()},
            goes_on=one.entry in found.goes_on,
        )
        for one in found.places
    )


def asks_more(contest: Contest) -> list[Question]:
    """What the stage that follows asks of the entries that go on to it."""
    return asked_in(contest, contest.judged_stage + 1)


def _time_given(contest: Contest, until: datetime | None) -> datetime | None:
    if not asks_more(contest):
        return None
    if until is None or until < now() + SHORTEST:
        raise Refused(_l("Give those who go on at least a day to answer what this stage asks."))
    return until


def still_holds(contest: Contest, asked: Approval, found: Crossing) -> bool:
    """Does the proposal say what would be found, asked and given as time now?"""
    return asked.digest == _sealed(contest, found)


def _sealed(contest: Contest, found: Crossing) -> str:
    """The list, what is asked of those on it, and until when: two agree to all of it."""
    asks = asks_more(contest)
    asked = [[one.key, one.kind.value, dict(one.label), one.is_required] for one in asks]
    until = contest.more_until.astimezone(UTC).isoformat() if contest.more_until else ""
    told = json.dumps([found.digest, asked, until], separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _must_be(found: Crossing, digest: str) -> None:
    if found.digest != digest:
        raise Stale(_l("The scoresheets or the entries have changed since. Look again."))


def call_off(contest: Contest, *, by: Person) -> None:
    """Take the proposal back, or decline it; nothing has changed."""
    lock(contest)
    asked = queries.asked_to_go_on(contest)
    if asked is None:
        raise Refused(_l("Nothing waits for an answer here any more."))
    asked.withdrawn_at, contest.more_until = now(), None
    record("judging.advance_called_off", contest, by=by, **about(contest))
