from collections.abc import Iterable

from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.certificates.models import Certificate
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def who_holds_one_of_the_batch(activity: Activity) -> Iterable[Person]:
    holders = select(Certificate.person_id).where(Certificate.batch_id == activity.subject_id)
    return db.session.scalars(select(Person).where(Person.id.in_(holders))).all()


def who_held_it(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(Certificate, activity.subject_id).person]


AUDIENCES = {
    "certificate.given": who_holds_one_of_the_batch,
    "certificate.revoked": who_held_it,
}
LINES = {
    "certificate.given": _l("Your certificate of %(contest)s is ready"),
    "certificate.revoked": _l("A certificate of yours of %(contest)s no longer counts: read why"),
}
LINKS = {
    "certificate.given": ("certificates.own",),
    "certificate.revoked": ("certificates.own",),
}
