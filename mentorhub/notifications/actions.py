"""Tell people what happened, carry the mail, and remember who does not want it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Any, Protocol
from uuid import UUID

import structlog
from sqlalchemy.exc import OperationalError

from mentorhub.activity.models import Activity
from mentorhub.jobs import actions as jobs
from mentorhub.jobs.queries import held
from mentorhub.notifications import queries
from mentorhub.notifications.domain import FAMILIES, Notices, family_of, link_of, unlinked
from mentorhub.notifications.models import Channel, Delivery, Notification, Preference
from mentorhub.platform import mail
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db
from mentorhub.platform.i18n import _, in_language, sentence

log = structlog.get_logger()
LEASE = timedelta(minutes=5)  # longer than any conversation with a mail server
KEPT = timedelta(days=90)
STALE = timedelta(days=3)
PROOF_LASTS = timedelta(days=1)


class Reader(Protocol):
    """A person, as this feature knows one (accounts stands above and is not imported)."""

    id: Any
    language: Any
    hat: Any
    details: Any

    @property
    def is_active(self) -> bool: ...
    @property
    def display_name(self) -> str: ...
    @property
    def takes_mail(self) -> bool: ...


def tell_next(notices: Notices) -> bool:
    """Tell of the oldest activity nobody heard of; was there one?

    An audience that fails is asked again by a job, so that one mistake keeps nobody else waiting.
    """
    activity = db.session.scalar(queries.untold())
    if activity is None:
        return False
    activity.told_at = now()
    try:
        with db.session.begin_nested():
            tell(activity, notices)
    except OperationalError:
        raise
    except Exception:
        log.exception("audience_failed", verb=activity.verb, id=str(activity.id))
        jobs.enqueue(
            "notifications.tell", {"activity_id": str(activity.id)}, key=f"tell {activity.id}"
        )
    return True


def tell(activity: Activity, notices: Notices) -> None:
    """A line in the inbox and a mail for everyone who should hear and did not switch it off."""
    if activity.verb not in notices.audiences:
        return
    readers = _without_the_actor(notices.audiences[activity.verb](activity), activity)
    family = family_of(activity.verb)
    off = queries.off(readers.keys(), family.name) if family in FAMILIES else set()
    for reader in readers.values():
        if (reader.id, Channel.IN_APP) not in off:
            add_once(Notification, at=activity.at, recipient_id=reader.id, activity_id=activity.id)
        if (reader.id, Channel.EMAIL) not in off and _gets_mail(reader, activity):
            _write_news(activity, notices, reader)


def _without_the_actor(people: Iterable[Any], activity: Activity) -> dict[UUID, Reader]:
    return {p.id: p for p in people if p.id != activity.actor_id and p.is_active}


def _gets_mail(reader: Reader, activity: Activity) -> bool:
    """After a long stand-still old news are found in the inbox; nobody is flooded with them."""
    return bool(_proven_address(reader)) and now() - activity.at < STALE and reader.takes_mail


def _proven_address(reader: Reader) -> str:
    """Nobody's news go to an address that may be somebody else's."""
    details = reader.details
    return details.email if details and details.email and details.email_verified_at else ""


def _write_news(activity: Activity, notices: Notices, reader: Reader) -> None:
    with in_language(reader.language):
        line = unlinked(sentence(notices.lines[activity.verb], activity.facts))
        hello = greeting(reader)
    link = link_of(activity, notices.links)
    letter = mail.letter(
        "notifications/news",
        language=reader.language,
        line=line,
        greeting=hello,
        url=mail.address(link[0], **link[1]) if link else mail.address("notifications.inbox"),
        preferences_url=mail.address("notifications.preferences"),
    )
    post(Delivery.key_of_news(activity, reader), letter, to=reader)


def greeting(reader: Reader) -> str:
    """The first line of a mail; jurors and organisers are greeted without a pronoun."""
    name = unlinked(reader.display_name)
    if reader.hat in {"juror", "organiser"}:
        return str(_("Hello %(name)s,", name=name))
    return str(_("Hi %(name)s,", name=name))


def post(key: str, letter: mail.Letter, *, to: Reader, address: str | None = None) -> bool:
    """Have the worker send a letter, once for each key; to an address that is still to be proven
    only when it is given (the mail that proves it, a reset asked for)."""
    return add_once(
        Delivery,
        key=key,
        channel=Channel.EMAIL,
        recipient_id=to.id,
        address=address or _proven_address(to),
        language=to.language,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
    )


def put_into_inbox(activity: Activity, *, to: Reader) -> None:
    """At once, and also to whoever did it: what touches an account is told to its owner."""
    add_once(Notification, at=activity.at, recipient_id=to.id, activity_id=activity.id)


@dataclass(frozen=True)
class Claimed:
    """A delivery in this worker's hands, and the message to hand over."""

    id: UUID
    attempts: int
    message: EmailMessage | None


def claim_delivery() -> Claimed | None:
    """The next delivery that is due; without a message where its address is none."""
    delivery: Delivery | None = jobs.claim(Delivery, Delivery.sent_at, lease=LEASE)
    if delivery is None:
        return None
    try:
        message = message_of(delivery)
    except mail.Unsendable:
        message = None
    return Claimed(delivery.id, delivery.attempts, message)


def message_of(delivery: Delivery) -> EmailMessage:
    unsubscribe = ""
    if delivery.family:
        token = mail.sealed("unsubscribe", str(delivery.recipient_id), delivery.family)
        unsubscribe = mail.address("notifications.unsubscribe", token=token)
    return mail.message(
        delivery.id,
        delivery.address,
        mail.Letter(delivery.subject, delivery.text, delivery.html),
        language=delivery.language,
        unsubscribe=unsubscribe,
    )


def delivered(key: UUID, attempts: int) -> None:
    delivery = db.session.scalar(held(Delivery, key, attempts))
    if delivery is not None:
        delivery.sent_at, delivery.problem = now(), ""


def mark_all_read(*, by: Reader) -> None:
    db.session.execute(queries.marking_all_read(by.id, now()))


def mark_read(notification: Notification) -> None:
    notification.read_at = notification.read_at or now()


def choose(wanted: Collection[tuple[str, Channel]], *, by: Reader) -> None:
    """Every family on every channel: on where it is wanted, off where it is not."""
    known = {(row.family, row.channel): row for row in queries.preferences_of(by.id)}
    for family in FAMILIES:
        for channel in Channel:
            _switch(by.id, known, (family.name, channel), is_on=(family.name, channel) in wanted)


def unsubscribe(person_id: UUID, family: str) -> None:
    """No more mail of one family; the inbox on the site goes on."""
    known = {(row.family, row.channel): row for row in queries.preferences_of(person_id)}
    _switch(person_id, known, (family, Channel.EMAIL), is_on=False)


def _switch(
    person_id: UUID,
    known: dict[tuple[str, Channel], Preference],
    what: tuple[str, Channel],
    *,
    is_on: bool,
) -> None:
    family, channel = what
    if row := known.get(what):
        row.is_on = is_on
    else:
        add_once(Preference, person_id=person_id, family=family, channel=channel, is_on=is_on)


def call_back(person_id: UUID) -> None:
    """News that wait for the worker are not sent any more; the inbox keeps them."""
    db.session.execute(queries.unsent_news_to(person_id))


def sweep() -> None:
    """Mails are kept ninety days."""
    db.session.execute(queries.sent_before(now() - KEPT))
