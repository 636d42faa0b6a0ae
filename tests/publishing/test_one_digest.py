"""R12, T22: one round comes to the very same bytes on either database, in any language or locale.

The digests are written down here, and the run on SQLite and the run on PostgreSQL compare with
them. Fixed for that are the keys of rows, the lot that draws the names of jurors, and the secret
key of tests. Left out are the leaves of the log, each of which holds a secret number and its
moment: these sheets were never in it. Of points that were evened out the table is compared and not
the file: it tells variances, whose last digits are the machine's.
"""

import json
import locale
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from hashlib import sha256
from random import Random
from uuid import NAMESPACE_URL, uuid5

import pytest

from mentorhub.contests.domain.counting import Deciding
from mentorhub.contests.models import Award, Juror, JurorState, Organiser, RubricLine, Shown
from mentorhub.judging.models import CardState, Waiver
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.i18n import in_language
from mentorhub.publishing import actions, queries
from mentorhub.publishing.actions import ledgers
from mentorhub.publishing.views.files import VERIFY
from tests.domain.test_ranking import FINISHED
from tests.factories import make_card, make_contest, make_entry, make_person, make_table, make_team

TABLE = "690fc93b8a0aebce37bc0678810d1ac8ea1e885acd87892a800f45a54f8cd975"
FILE = "13385acde57c197907f4b88e4e44d75f4b0b50b854b743322700dee2de7acabf"
EVENED = "63873de7eec8005e9e7af23ad004236b8c6d3e9a0c88a6c25ecde54810293c34"
LOCALES = ("C", "vi_VN", "de_DE", "fr_FR")
NO_LOCALE = "There is no locale {} and none could be made: Debian's package is `locales`."


def key(*parts):
    """The same row of the same round has the same key in every run."""
    return uuid5(NAMESPACE_URL, "/".join(map(str, parts)))


class Round:
    """A contest whose rows have fixed keys; entries, jurors and sheets came in by `luck`."""

    def __init__(self, name, criteria, sheets, people, luck):
        self.name, self.luck = name, luck
        rubric = [
            RubricLine(
                id=key(name, "criterion", one), position=place, max_points=most, step=step,
                name=Translated(vi=f"Tiêu chí {one}"), help=Translated(vi=""), anchors=[],
            )
            for place, (one, most, step) in enumerate(criteria)
        ]  # fmt: skip
        self.contest = make_contest(
            people[0], opened_days_ago=20, days_left=-5, id=key(name), rubric=rubric
        )
        self.contest.organisers.append(Organiser(person=people[1]))
        self.contest.shown = Shown.TOTALS
        self.contest.awards = [
            Award(id=key(name, "award"), position=0, name=Translated(vi="Giải Nhất"), count=1)
        ]
        self.contest.scoring_opened_at = self.contest.scoring_closed_at = now()
        self.numbers = {
            one: n for n, one in enumerate(sorted({entry for entry, _, _ in sheets}), 1)
        }
        self.entries = self.each("entry", set(self.numbers), self.entry)
        self.jurors = self.each("juror", {juror for _, juror, _ in sheets}, self.juror)
        for entry, juror, points in luck.sample(sheets, len(sheets)):
            self.sheet(self.entries[entry], self.jurors[juror], points)
        db.session.flush()

    def each(self, kind, names, make):
        drawn = self.luck.sample(sorted(names), len(names))
        return {one: make(one, key(self.name, kind, one)) for one in drawn}

    def entry(self, name, ident):
        facts = {"id": ident, "number": self.numbers[name]}  # equals stand in that order
        return make_entry(make_team(name=f"Đội {name}"), self.contest, **facts)

    def juror(self, name, ident):
        by, person = self.contest.organisers[0].person_id, make_person(f"Giám khảo {name}", age=40)
        facts = {"state": JurorState.ACCEPTED, "invited_by_id": by, "accepted_at": now()}
        seat = Juror(id=ident, contest=self.contest, person=person, **facts)
        db.session.add(seat)
        db.session.flush()
        return seat

    def sheet(self, entry, juror, points):
        if points is not None:
            make_card(juror, entry, points, state=CardState.SUBMITTED, submitted_at=now())
            return
        make_card(juror, entry, state=CardState.VOID)
        ids = {"contest_id": self.contest.id, "juror_id": juror.id, "entry_id": entry.id}
        by = self.contest.organisers[0].person_id
        db.session.add(Waiver(**ids, reason="Ốm", by_id=by))


def finished_round(people, luck):
    """The one of the sample data: seven entries, two panels, halves, two cells left empty."""
    criteria = [(one["id"], one["max_points"], one["step"]) for one in FINISHED["criteria"]]
    order = [one for one, _, _ in criteria]
    sheets = [
        (s["entry"], s["judge"], s["points"] and [s["points"][one] for one in order])
        for s in FINISHED["scores"]
    ]
    return Round("finished round", criteria, sheets, people, luck)


def strict_round(people, luck):
    """Twelve entries, every other of eight jurors strict; the last two are equal in all."""
    criteria = [("idea", Decimal(30), Decimal("0.5")), ("use", Decimal(10), Decimal(1))]
    sheets = []
    for place in range(12):
        alike = min(place, 10)
        for juror in ((alike + step) % 8 for step in range(4)):
            halves = Decimal(alike * 7 % 4) / 2
            points = [10 + alike + halves - 6 * (juror % 2), 4 + alike * juror % 5]
            sheets.append((place, juror, points))
    made = Round("strict round", criteria, sheets, people, luck)
    made.contest.deciding = Deciding.ADJUSTED
    made.contest.awards[0].count = 12
    made.contest.rubric[1].tie_order = 1
    made.entries[3].bonus, made.entries[7].penalty = Decimal("1.50"), Decimal("2.25")
    db.session.flush()
    return made


@pytest.fixture
def names(monkeypatch):
    """The lot that draws the names of jurors is another one each time: here it is not."""
    monkeypatch.setattr(ledgers, "SystemRandom", lambda: Random(6962))


@pytest.fixture(scope="module")
def made_locales(tmp_path_factory):
    """Locales with a decimal comma and their own order of letters, made where there are none."""
    folder = tmp_path_factory.mktemp("locales")
    make = shutil.which("localedef")
    for name in LOCALES[1:] if make else ():
        asked = [make, "--no-archive", "-i", name, "-f", "UTF-8", folder / f"{name}.UTF-8"]
        subprocess.run(asked, check=False, capture_output=True)
    return folder


@pytest.fixture(params=LOCALES)
def spoken(request, made_locales, monkeypatch):
    """The process speaks this locale."""
    name = "C" if request.param == "C" else f"{request.param}.UTF-8"
    monkeypatch.setenv("LOCPATH", str(made_locales))
    monkeypatch.setenv("LC_ALL", name)
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        pytest.fail(NO_LOCALE.format(name))
    yield name
    locale.setlocale(locale.LC_ALL, before)


def as_expected(made, first, second, language="vi"):
    """(the publication, its ledger) once two have published it."""
    with in_language(language):
        publication = make_table(made.contest, by=first)
        actions.agree(publication, by=second)
    db.session.commit()
    return publication, queries.ledger_of(publication)


def test_the_finished_round_is_the_same_file_in_every_locale(
    names, spoken, browser, first, second, tmp_path
):
    made = finished_round([first, second], Random(spoken))
    publication, ledger = as_expected(made, first, second)
    assert (publication.digest, ledger.digest) == (TABLE, FILE)
    assert sha256(ledger.text.encode()).hexdigest() == FILE
    (tmp_path / "results.jsonl").write_text(ledger.text, encoding="utf-8")
    (tmp_path / "key.pub").write_bytes(browser.get("/results/key.pub").data)
    command = [sys.executable, "-I", VERIFY, "results.jsonl", "key.pub"]
    done = subprocess.run(
        command, cwd=tmp_path, env=dict(os.environ), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert TABLE in done.stdout
    assert FILE in done.stdout


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_it_is_the_same_file_for_readers_and_organisers_of_every_language(
    names, browser, first, second, language
):
    first.language = second.language = language
    made = finished_round([first, second], Random(language))
    publication, ledger = as_expected(made, first, second, language)
    assert (publication.digest, ledger.digest) == (TABLE, FILE)
    for reader in ("vi", "en", "fr"):
        browser.speak(reader)
        reply = browser.get(f"/results/tables/{publication.id}/results.jsonl")
        assert sha256(reply.data).hexdigest() == FILE
        assert FILE in browser.get(f"/results/{made.contest.id}").text


def test_a_round_evened_out_is_the_same_table_in_every_locale(names, spoken, first, second):
    made = strict_round([first, second], Random(f"strict {spoken}"))
    publication, ledger = as_expected(made, first, second)
    head, *lines = (json.loads(line) for line in ledger.text.splitlines())
    assert head["rules"]["deciding"] == "adjusted"
    places = [line["rank"] for line in lines if line["type"] == "place"]
    assert len(places) == 12
    assert len(set(places)) == 11  # two are equal
    assert publication.digest == EVENED


def test_half_a_point_is_another_digest(names, browser, first, second):
    """What is compared can differ."""
    made = finished_round([first, second], Random(1))
    made.entries["idea-05"].bonus = Decimal("0.50")
    db.session.flush()
    publication, ledger = as_expected(made, first, second)
    assert publication.digest != TABLE
    assert ledger.digest != FILE
