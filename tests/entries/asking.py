"""A contest that asks one question of each kind, for several tests."""

from mentorhub.entries.models import Entry, EntryState
from mentorhub.platform.db import Translated, db
from mentorhub.questions.domain.asking import Kind
from tests.entries.cast import WORDS
from tests.factories import make_contest, make_entry, make_person, make_team
from tests.questions.test_building import GOODS, ask


class Form:
    """A contest that asks one question of each kind, and a team with a draft in it."""

    def __init__(self, **contest):
        self.owner, self.mate = make_person("Lê Thảo"), make_person("Trần Nam")
        self.contest = make_contest(**contest)
        self.short = ask(self.contest, label=Translated(vi="Tên thiết bị"), is_required=True)
        self.long = ask(self.contest, Kind.LONG)
        self.number = ask(self.contest, Kind.NUMBER, most="18000000")
        self.date = ask(self.contest, Kind.DATE)
        self.choice = ask(self.contest, Kind.CHOICE, GOODS)
        self.several = ask(self.contest, Kind.SEVERAL, GOODS)
        self.link = ask(self.contest, Kind.LINK)
        self.file = ask(self.contest, Kind.FILE)
        self.people = ask(self.contest, Kind.PEOPLE, most="3")
        goods = self.choice.choices[0]["key"]
        self.stock = ask(
            self.contest, depends_on=self.choice.key, depends_value=goods, is_required=True
        )
        self.team = make_team(self.owner, self.mate)
        self.entry = make_entry(self.team, self.contest, state=EntryState.DRAFT, **WORDS)
        self.address = f"/entries/{self.entry.id}/edit"
        db.session.commit()

    def named(self, **answers):
        """Answers by the names of their boxes: number="5" becomes q_3f…="5"."""
        return {f"q_{getattr(self, name).key}": value for name, value in answers.items()}

    def typed(self, **answers):
        people = [str(member.person_id) for member in self.team.members]
        words = {**WORDS, "version": self.entry.version, "people": people}
        return {**words, **self.named(**answers)}

    def kept(self, name):
        return db.session.get(Entry, self.entry.id).answers.get(getattr(self, name).key)


WHOLE = {
    "short": "Bút đo mặn",
    "long": "Dòng một\r\nDòng hai",
    "number": "12.500.000",
    "date": "31/12/2026",
    "link": "https://example.org/",
}


def whole(form):
    first = form.choice.choices[0]["key"]
    both = [one["key"] for one in form.several.choices]
    rows = {f"q_{form.people.key}-0-name": "Lê Thảo", f"q_{form.people.key}-0-part": "Đo mặn"}
    return {
        **form.typed(**WHOLE, choice=first, several=both[::-1], stock="Kho xã"),
        **rows,
    }
