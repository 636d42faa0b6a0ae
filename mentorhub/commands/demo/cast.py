"""Invented people: those who sign in for each role, and the members of the sample teams."""

import base64
import hashlib
import random

from sqlalchemy import select

from mentorhub.accounts.actions import know_second_step, register
from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Hat, Person
from mentorhub.commands.demo.words import FAMILY, GIVEN, MIDDLE
from mentorhub.consents.actions import check_paper
from mentorhub.organisations.actions import grant
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db
from mentorhub.units.models import Unit

PASSWORD = "gieo-cham-thu-gat"
ROLES = (
    ("young person, team owner", "thanh.nien@mau.example", "Trần Ngọc Lan"),
    ("mentor", "co.van@mau.example", ""),
    ("juror", "giam.khao@mau.example", ""),
    ("secretary", "thu.ky@mau.example", "Tô Minh Khuê"),
    ("second secretary", "thu.ky.2@mau.example", "Huỳnh Gia Bảo"),
    ("organiser", "to.chuc@mau.example", "Lữ Hoài An"),
    ("second organiser", "to.chuc.2@mau.example", "Kim Ngọc Bích"),
    ("officer of a commune", "can.bo@mau.example", "Phan Minh Đức"),
    ("officer of the province", "tinh.doan@mau.example", "Hồ Thị Mai"),
    ("safeguarding officer", "an.toan@mau.example", "Đặng Thu Thảo"),
    ("administrator", "quan.tri@mau.example", "Võ Quang Huy"),
    ("second administrator", "quan.tri.2@mau.example", "Lý Thị Hoa"),
)
ADDRESS = {role: address for role, address, _ in ROLES}


class Cast:
    """Makes people from one seed, so that every demo shows the same names."""

    def __init__(self) -> None:
        self.luck = random.Random(1975)
        self.province = unit("91")
        self.checker: Person | None = None

    def person(
        self, name: str, *, home: Unit, age: int, address: str = "", hat: Hat = Hat.YOUTH
    ) -> Person:
        """Somebody registered as through the form; only those with an address can sign in."""
        contact = address or f"mau{self.luck.randrange(10**9)}@mau.example"
        person = register(
            contact=contact,
            name=name,
            birth_year=today().year - age,
            unit=home,
            password=PASSWORD,
            language="vi",
            origin=contact,
        )
        person.hat, person.is_sample = hat, True
        if person.is_minor and self.checker:
            self._sign_the_slip(person)
        if address and person.details:
            person.details.email_verified_at = now()  # the demo's mailbox shows their mail
        return person

    def _sign_the_slip(self, child: Person) -> None:
        """Sample people under 18 and their parents have agreed on paper, an officer saw it."""
        assert self.checker is not None
        family = f"{child.full_name.split()[0]} Thị Hiền"
        check_paper(
            child,
            name=family,
            relation="parent",
            contact="cha.me@mau.example",
            child_agrees=list(Purpose),
            guardian_agrees=list(Purpose),
            by=self.checker,
        )

    def somebody(self, *, home: Unit, ages: str) -> Person:
        youngest, oldest = (int(age) for age in ages.split("-"))
        words = (self.luck.choice(pool) for pool in (FAMILY, MIDDLE, GIVEN))
        return self.person(" ".join(words), home=home, age=self.luck.randint(youngest, oldest))

    def official(self, role: str, *, home: Unit, office: Role, hat: Hat = Hat.ORGANISER) -> Person:
        name = next(name for known, _, name in ROLES if known == role)
        person = self.person(name, home=home, age=34, address=ADDRESS[role], hat=hat)
        grant(person, office, unit=home, by=None)
        know_second_step(person, secret_for(ADDRESS[role]))
        return person


def secret_for(address: str) -> str:
    """What the sample's app would share: the same in every demo, so that it may be kept in one."""
    return base64.b32encode(hashlib.sha256(f"{PASSWORD} {address}".encode()).digest()[:20]).decode()


def unit(code: str) -> Unit:
    return db.session.scalars(select(Unit).where(Unit.code == code)).one()
