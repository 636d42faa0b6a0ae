"""Preparing a table of results, agreeing to it, and making it public, once and for ever."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.contests.domain.counting import Deciding
from mentorhub.contests.models import Contest
from mentorhub.ideas.actions import note_milestone
from mentorhub.judging.actions import Standing, Standings, standings, unconfirmed
from mentorhub.judging.domain.calibration import Why
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.publishing import queries
from mentorhub.publishing.domain import Line, Prize, awarded, digest_of, open_ties
from mentorhub.publishing.models import Place, Publication, PublicationState

PUBLISH = "results.publish"


@dataclass(frozen=True)
class Draft:
    """What would be published now, and what still forbids it; `far` are sheets far from the others
    of their entry about which nobody asked their juror."""

    lines: Sequence[Line]
    awards: Mapping[UUID, UUID]
    missing: int
    ties: Sequence[tuple[Line, ...]]
    far: int
    basis: Mapping[str, Any]

    @property
    def is_complete(self) -> bool:
        return bool(self.lines) and not self.missing and not self.far


def draft(
    contest: Contest,
    *,
    decided: Mapping[str, int] | None = None,
    withheld: Collection[UUID] = (),
) -> Draft:
    """The table from the submitted cards. Only after scoring is closed (permission matrix X).

    A prize that is `withheld` goes to nobody: the best entry gets the next one.
    """
    if not contest.scoring_is_closed:
        raise Refused(_l("Close the scoring first: until then nobody sees a result."))
    if contest.following_stage is not None:
        raise Refused(_l("Another stage follows: say first which entries go on."))
    orders = {UUID(entry): place for entry, place in (decided or {}).items()}
    tie_break = [line.id for line in contest.tie_break]
    found = standings(contest, tie_break=tie_break, decided=orders)
    lines = [_line(standing) for standing in found.places if standing.total is not None]
    given = (award for award in contest.awards if award.id not in withheld)
    prizes = [Prize(award.id, award.count) for award in given]
    by_entry = {line.entry: line for line in lines}
    ties = [tuple(by_entry[entry] for entry in group) for group in open_ties(lines, prizes)]
    return Draft(
        lines,
        awarded(lines, prizes),
        len(found.missing),
        ties,
        len(unconfirmed(contest)),
        basis_of(contest, found),
    )


def basis_of(contest: Contest, found: Standings) -> dict[str, Any]:
    """How sheets became points: plain strings, to be kept with the table."""
    basis = {"average": contest.average.value, "deciding": Deciding.GIVEN.value}
    calibration = found.calibration
    if calibration is None:
        return basis
    if calibration.why is not None or calibration.fit is None:
        return {**basis, "why": (calibration.why or Why.TOO_LITTLE).value}
    variances = calibration.fit.variances._asdict()
    told = {name: repr(one) for name, one in variances.items()}
    return {**basis, "deciding": Deciding.ADJUSTED.value, "variances": told}


def _line(standing: Standing) -> Line:
    assert standing.total is not None
    return Line(
        entry=standing.entry,
        rank=standing.place,
        total=standing.total,
        bonus=standing.bonus,
        carried=standing.carried,
        penalty=standing.penalty,
        low=standing.low if standing.low is not None else standing.total,
        high=standing.high if standing.high is not None else standing.total,
        readers=standing.readers,
        means=standing.means,
        tied_with=standing.tied_with,
    )


def prepare(
    contest: Contest,
    *,
    decision_number: str,
    note: str,
    decided: Mapping[str, int],
    by: Person,
    tie_reason: str = "",
    withheld: Collection[UUID] = (),
    withheld_reason: str = "",
) -> Publication:
    """Freeze the table and ask a second organiser to agree to exactly it.

    Where the jury put equals in order, or a prize is withheld, the reason stands below the table.
    """
    lock(contest)
    if contest.is_published:
        raise Refused(_l("These results are already public."))
    if queries.prepared_for(contest) is not None:
        raise Refused(_l("A table already waits for the second organiser."))
    _owe_reasons(contest, decided, tie_reason, withheld, withheld_reason)
    found = draft(contest, decided=decided, withheld=withheld)
    _refuse_what_is_open(found)
    digest = digest_of(contest.id, found.lines, withheld)
    publication = Publication(
        contest=contest,
        decision_number=decision_number,
        note=note,
        language=by.language,
        digest=digest,
        decided=dict(decided),
        tie_reason=tie_reason.strip() if decided else "",
        withheld=[{"award": str(one), "reason": withheld_reason.strip()} for one in withheld],
        basis=dict(found.basis),
        counts=queries.numbers_of(contest),
        prepared_by=by,
        approval=_asked(contest, digest, by),
        places=_places(contest, found),
    )
    db.session.add(publication)
    record("results.prepared", publication, by=by, contest_id=contest.id)
    return publication


def agree(publication: Publication, *, by: Person) -> None:
    """The second person agrees, and the results are public from this commit on.

    Raises Refused for the first person, and where the scoresheets no longer give this table.
    """
    contest = lock(publication.contest)
    lock(publication)
    if publication.state is PublicationState.PUBLISHED:
        return  # the second click of the same button
    if publication.state is not PublicationState.PREPARED:
        raise Refused(_l("This table was discarded. Prepare a new one."))
    if publication.prepared_by_id == by.id:
        raise Refused(_l("Another organiser must agree. Whoever prepared a table cannot."))
    withheld = publication.withheld_awards
    now_found = draft(contest, decided=publication.decided, withheld=withheld)
    digest = digest_of(contest.id, now_found.lines, withheld)
    if digest != publication.digest or not now_found.is_complete:
        raise Refused(
            _l("The scoresheets have changed since. Discard this table, prepare it anew.")
        )
    moment = now()
    publication.state = PublicationState.PUBLISHED
    publication.published_at = contest.published_at = moment
    publication.approval.approved_by, publication.approval.approved_at = by, moment
    _note_awards(publication)
    record(
        "results.published",
        contest,
        by=by,
        contest_id=contest.id,
        contest=dict(contest.title),
    )


def _refuse_what_is_open(found: Draft) -> None:
    if found.far:
        raise Refused(_l("Ask first about the sheets that lie far from the others."))
    if not found.is_complete:
        raise Refused(_l("Some scoresheets are still missing: leave them out, each with a reason."))
    if found.ties:
        raise Refused(_l("Equal points still cross a border between prizes: the jury must decide."))


def _owe_reasons(
    contest: Contest,
    decided: Mapping[str, int],
    tie_reason: str,
    withheld: Collection[UUID],
    withheld_reason: str,
) -> None:
    if decided and not tie_reason.strip():
        raise Refused(_l("Write why the jury put equals in this order."))
    if not set(withheld) <= {award.id for award in contest.awards}:
        raise Refused(_l("This is no prize of the contest."))
    if withheld and not withheld_reason.strip():
        raise Refused(_l("Write why a prize is not given."))


def discard(publication: Publication, *, by: Person) -> None:
    lock(publication)
    if publication.state is PublicationState.PUBLISHED:
        raise Refused(_l("These results are already public."))
    publication.state = PublicationState.DISCARDED
    publication.approval.withdrawn_at = now()
    record("results.discarded", publication, by=by, contest_id=publication.contest_id)


def _asked(contest: Contest, digest: str, by: Person) -> Approval:
    return Approval(
        action=PUBLISH, subject_type="Contest", subject_id=contest.id, digest=digest, asked_by=by
    )


def _places(contest: Contest, found: Draft) -> list[Place]:
    return [
        Place(
            contest_id=contest.id,
            entry_id=line.entry,
            rank=line.rank or 0,
            position=position,
            total=line.total,
            bonus=line.bonus,
            carried=line.carried,
            penalty=line.penalty,
            low=line.low,
            high=line.high,
            readers=line.readers,
            means={str(key): str(mean) for key, mean in line.means.items()},
            award_id=found.awards.get(line.entry),
        )
        for position, line in enumerate(found.lines)
    ]


def _note_awards(publication: Publication) -> None:
    """An award becomes a point on the line of the idea it began with."""
    for place in publication.places:
        if place.award is not None and place.entry.idea is not None:
            note_milestone(place.entry.idea, "award", place.entry, award=dict(place.award.name))
