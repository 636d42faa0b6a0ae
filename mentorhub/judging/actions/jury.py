"""Seats on the jury: kept, taken, refused, given up."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from mentorhub.accounts.models import Hat, Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.contests.queries import last_change
from mentorhub.entries.queries import takes_part
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about, void
from mentorhub.judging.models import JurorAnswer
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l

INVITATION_LASTS = timedelta(days=30)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invite(contest: Contest, *, label: str, address: str, by: Person) -> str:
    """A seat kept for somebody; the answer is the token of the link to send them.

    With an address of a known account the seat waits for that person, who is told; else whoever
    follows the link may take it. The reply is the same: it tells nothing about accounts.
    """
    if contest.scoring_is_closed and contest.following_stage is None:
        raise Refused(
            _l("Scoring is closed and no other stage follows: nobody is invited any more.")
        )
    person = queries.person_at(address)
    seat = queries.seat_in(contest, person.id) if person else None
    if seat and seat.state in (JurorState.ACCEPTED, JurorState.INVITED):
        raise Refused(_l("This person is on the jury or invited already."))
    if seat is None:
        seat = Juror(contest=contest, person=person, invited_by_id=by.id)
        db.session.add(seat)
    seat.label, seat.state, seat.invited_at = label, JurorState.INVITED, now()
    record("judging.juror_invited", seat, by=by, **about(contest))
    return _new_link(seat)


def renew_link(juror: Juror, *, by: Person) -> str:
    """A new link; the old one is dead at once."""
    if juror.state is not JurorState.INVITED:
        raise Refused(_l("This invitation was answered already."))
    juror.invited_at = now()
    record("judging.juror_link_renewed", juror, by=by, **about(juror.contest))
    return _new_link(juror)


def _new_link(juror: Juror) -> str:
    token = secrets.token_urlsafe(32)
    juror.token_digest = digest_of(token)
    return token


def invitation(token: str) -> Juror | None:
    """The seat a link leads to, while it lasts."""
    juror = queries.invitation_behind(digest_of(token))
    return juror if juror and juror.invited_at + INVITATION_LASTS > now() else None


def accept(
    juror: Juror,
    *,
    by: Person,
    rules_version: int | None = None,
    fields: Sequence[str] = (),
    languages: Sequence[str] = (),
    knows: str = "",
) -> None:
    """Take the seat, having agreed to secrecy and to the rules: to those of `rules_version`, the
    number of the last change of the contest they read, or to those that stand now.

    `fields` are sectors, `languages` those they read entries in, `knows` what they know about.
    """
    lock(juror)
    if juror.state is not JurorState.INVITED:
        raise Refused(_l("This invitation was answered already."))
    seat = queries.seat_in(juror.contest, by.id)
    if seat is not None and seat is not juror:
        raise Refused(_l("There is a seat on this jury in your name already."))
    if takes_part(by, juror.contest):
        raise Refused(_l("Whoever takes part in a contest cannot judge it."))
    stands = last_change(juror.contest)
    if rules_version not in (None, stands):
        raise Stale(_l("The rules were changed a moment ago. Read them again, then accept."))
    juror.person, juror.state, juror.accepted_at = by, JurorState.ACCEPTED, now()
    juror.token_digest, juror.withdrawn_at = None, None
    answer = queries.answer_of(juror) or JurorAnswer(contest_id=juror.contest_id, juror=juror)
    answer.rules_version, answer.agreed_at = stands, now()
    answer.fields, answer.languages = list(fields), list(languages)
    answer.knows, answer.language = knows, by.language
    db.session.add(answer)
    if by.hat is Hat.YOUTH:
        by.hat = Hat.JUROR
    record("judging.juror_accepted", juror.contest, by=by, **about(juror.contest))


def decline(juror: Juror, *, by: Person) -> None:
    lock(juror)
    if juror.state is not JurorState.INVITED:
        raise Refused(_l("This invitation was answered already."))
    juror.state, juror.token_digest = JurorState.DECLINED, None
    record("judging.juror_declined", juror.contest, by=by, **about(juror.contest))


def seat_in_panels(contest: Contest, *, given: Mapping[UUID, UUID | None], by: Person) -> None:
    """Say in which panel each juror sits; sheets that are handed out stay where they are."""
    lock(contest)
    if contest.is_published:
        raise Refused(_l("The results are out."))
    panels = {panel.id for panel in contest.panels}
    if not {panel for panel in given.values() if panel} <= panels:
        raise Refused(_l("Somebody changed the panels a moment before. Look at them first."))
    for juror in queries.panel_of(contest):
        if juror.id in given and juror.panel_id != given[juror.id]:
            juror.panel_id = given[juror.id]
            record("judging.juror_seated", juror, by=by, **about(contest))


def withdraw_juror(juror: Juror, *, by: Person) -> None:
    """Submitted sheets stay and count; the others are void and can be handed out again."""
    lock(juror)
    if juror.state is JurorState.WITHDRAWN:
        return
    juror.state, juror.withdrawn_at, juror.token_digest = JurorState.WITHDRAWN, now(), None
    theirs = [card for card in queries.cards_in(juror.contest) if card.juror_id == juror.id]
    void(*(card for card in theirs if card.is_open), reason="juror withdrawn", by=by)
    record("judging.juror_withdrawn", juror, by=by, **about(juror.contest))
