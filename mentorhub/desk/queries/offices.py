"""What waits for whoever holds an office. Each list is as long as a desk shows, no longer."""

from collections.abc import Iterable, Sequence

from mentorhub.conversations.models import ReportState, SafetyReport
from mentorhub.conversations.queries import reports_within
from mentorhub.desk.queries.own import SHOWN
from mentorhub.mentoring.models import MentorProfile
from mentorhub.mentoring.queries import waiting_to_be_checked
from mentorhub.organisations.models import Proposal
from mentorhub.organisations.queries import proposals_within
from mentorhub.platform.db import db
from mentorhub.rights.models import DataRequest, Kind, RequestState
from mentorhub.rights.queries import requests_within
from mentorhub.units.models import Unit


def undecided_reports(units: Sequence[Unit]) -> Sequence[SafetyReport]:
    """Of these units and those below; whose they are to read is for the rule to say."""
    if not units:
        return []
    rows = reports_within(units).where(SafetyReport.state == ReportState.OPEN)
    return db.session.scalars(rows.limit(SHOWN)).all()


def open_requests(units: Sequence[Unit]) -> Sequence[DataRequest]:
    """What somebody asked for in words, due first on top; the rest the program does."""
    if not units:
        return []
    rows = requests_within(units).where(
        DataRequest.state == RequestState.OPEN, DataRequest.kind.in_((Kind.CORRECT, Kind.OBJECT))
    )
    return db.session.scalars(rows.limit(SHOWN)).all()


def proposed_offices(units: Sequence[Unit]) -> Sequence[Proposal]:
    """What waits for a second administrator of these units."""
    return db.session.scalars(proposals_within(units).limit(SHOWN)).all() if units else []


def unchecked_mentors(units: Iterable[Unit] | None) -> Sequence[MentorProfile]:
    """Mentors who applied there; `units` None means everywhere."""
    if units is not None and not (units := list(units)):
        return []
    return db.session.scalars(waiting_to_be_checked(units).limit(SHOWN)).all()
