"""The moment a table becomes public: at once, or when its time has come, and only ever once."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.ideas.actions import note_milestone
from mentorhub.ideas.queries import forget_milestone
from mentorhub.judging.actions import first_break
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.publishing import queries
from mentorhub.publishing.actions.drafting import draft_of
from mentorhub.publishing.domain import digest_of
from mentorhub.publishing.models import Publication, PublicationState


def still_follows(publication: Publication) -> bool:
    """Do the scoresheets and the rules of today give this very table?"""
    found = draft_of(publication)
    digest = digest_of(publication.contest_id, found.lines, publication.withheld_awards)
    same = digest == publication.digest and _rule(found.basis) == _rule(publication.basis)
    return same and found.is_complete


def _rule(basis: Mapping[str, Any]) -> tuple[Any, ...]:
    """Whether and how sheets were evened out. Not by which variances: their last digits are the
    machine's, and what they do to points stands in the digest. Older tables are means as given."""
    return (
        basis.get("average", Average.MEAN.value),
        basis.get("deciding", Deciding.GIVEN.value),
        basis.get("why"),
    )


def publish(publication: Publication, *, by: Person | None) -> None:
    """Public from this commit on. What was public before stays readable, marked as replaced."""
    contest, moment = publication.contest, now()
    earlier = queries.published_or_none(contest)
    if earlier is not None:
        earlier.state = PublicationState.REPLACED
        db.session.flush()
    publication.state, publication.published_at = PublicationState.PUBLISHED, moment
    contest.published_at = contest.published_at or moment
    _note_awards(publication, earlier)
    record(
        "results.corrected" if earlier else "results.published",
        contest,
        by=by,
        contest_id=contest.id,
        contest=dict(contest.title),
    )


def publish_due(publication_id: UUID) -> None:
    """The moment has come. What no longer follows from the sheets is not published: people look."""
    publication = queries.publication(publication_id)
    if publication is None:
        return
    lock(publication.contest)
    lock(publication)
    if publication.state is not PublicationState.AGREED:
        return  # done already, or called off
    if first_break(publication.contest) is None and still_follows(publication):
        publish(publication, by=publication.approval.approved_by)
        return
    publication.state = PublicationState.DISCARDED
    publication.approval.withdrawn_at = now()
    record("results.stopped", publication, by=None, contest_id=publication.contest_id)


def _note_awards(publication: Publication, earlier: Publication | None) -> None:
    """An award becomes a point on the line of the idea it began with; one that stays is no news.

    One that is taken away is taken off that line.
    """
    former = earlier.places if earlier else []
    before = {place.entry_id: place.award_id for place in former}
    awarded = {place.entry_id for place in publication.places if place.award_id is not None}
    for place in former:
        if place.entry.idea is not None and place.entry_id not in awarded:
            forget_milestone(place.entry.idea, "award", place.entry_id)
    for place in publication.places:
        if place.award is None or place.award_id == before.get(place.entry_id):
            continue
        if place.entry.idea is not None:
            note_milestone(place.entry.idea, "award", place.entry, award=dict(place.award.name))
