"""No file, list, page or mail has a column that no permission covers (reliability T1)."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from mentorhub.platform.holdings import HOLDINGS
from mentorhub.platform.i18n import _, in_language
from mentorhub.platform.permissions import PERMISSIONS
from tests.permissions.canaries import CANARIES
from tests.permissions.columns.files import COPY, FILES
from tests.permissions.columns.lists import HEADINGS
from tests.permissions.columns.mails import LETTERS, NEWS
from tests.permissions.columns.people import FIELDS, NOBODY, PEOPLE
from tests.permissions.places import places
from tests.permissions.produced import columns_of, copies, tables, words_of
from tests.permissions.rest import plant_the_rest
from tests.permissions.stage import Stage, apart
from tests.permissions.sweep import forbidden
from tests.permissions.table import ROLES

pytestmark = pytest.mark.matrix
TEMPLATES = Path(__file__).parents[2] / "templates"
READERS = ("OW", "JA", "CO", "UO", "PA")
SIGNED_IN = tuple(role for role in ROLES if role not in ("AN", "GU"))
LOOKS = {  # the other faces of a page
    "reports.report": ("", "?show=sent", "?print=1"),
    "rosters.roster": ("", "?print=1"),
}
WROTE = {"TN": {"report"}}  # words of one's own, in the copy of one's own data
GIVEN_TO_ALL = {"_", "button", "config", "locale", "paragraph", "subject"}


def unregistered(found, register):
    """What stands somewhere and in no line of the register."""
    return {
        place: sorted(extra)
        for place, columns in found.items()
        if (extra := set(columns) - set(register.get(place, ())))
    }


def spoken(headings):
    with in_language("vi"):
        return {heading and str(_(heading)) for heading in headings}


def heading(markup):
    """The words of a heading; the twelve months are one."""
    read_out = re.sub(r"<span aria-hidden.*?</span>|<[^>]+>", "", markup)
    return re.sub(r"\d+", "%(month)s", read_out)


def template(text):
    return Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).parse(text)


def fields_of_people(text):
    """`person.full_name` and the like, wherever a template writes or asks for it."""
    for node in template(text).find_all(nodes.Getattr):
        if node.attr in FIELDS:
            holder = getattr(node.node, "attr", getattr(node.node, "name", "…"))
            if holder not in NOBODY:
                yield f"{holder}.{node.attr}"


def names_taken(text):
    """What a template is given by the program: names it reads and never sets."""
    names = list(template(text).find_all(nodes.Name))
    return {one.name for one in names if one.ctx == "load"} - {
        one.name for one in names if one.ctx == "store"
    }


def test_every_heading_of_every_table_handed_out_is_covered(app):
    register = {name: spoken(headings) for name, headings in FILES.items()}
    register["the deadline as a calendar"] = set(FILES["the deadline as a calendar"])
    found = {}
    for moment in ("open", "published"):
        with apart():
            for name, _role, reply, headings in tables(Stage(app, moment)):
                assert reply.status_code == 200, name
                found.setdefault(name, set()).update(headings)
    assert unregistered(found, register) == {}
    assert unregistered(register, found) == {}


@pytest.mark.parametrize("moment", ["open", "published"])
def test_no_file_holds_what_its_reader_may_not_read(app, moment):
    stage, wrong = Stage(app, moment), []
    for name, role, reply, _headings in tables(stage):
        ending = "xlsx" if reply.data.startswith(b"PK") else "csv"
        said = words_of(reply, ending)
        kept = forbidden(stage, role)
        if name.startswith("the list of members with"):
            kept = {one: row for one, row in kept.items() if row != "export.with_contacts"}
        wrong += [(name, role, one) for one in kept if stage.says(said, one)]
    for role, reply in copies(stage, SIGNED_IN):
        kept = set(forbidden(stage, role)) - WROTE.get(role, set())
        wrong += [("copy", role, one) for one in kept if stage.says(reply.text, one)]
    assert wrong == []


@pytest.mark.parametrize("moment", ["open", "published"])
def test_every_column_of_a_copy_of_ones_data_is_covered(app, moment):
    known = {table: words.split() for table, words in COPY.items()}
    for role, reply in copies(Stage(app, moment), SIGNED_IN):
        assert reply.status_code == 200, role
        assert unregistered(columns_of(reply.json), known) == {}, role


def test_what_a_copy_would_show_of_a_table_is_covered_though_nobody_has_a_row(app):
    shown = {table: held.shown for table, held in HOLDINGS.items() if held.shown or held.export}
    assert unregistered(shown, {table: words.split() for table, words in COPY.items()}) == {}
    assert set(COPY) == {table for table, held in HOLDINGS.items() if held.shown} | {
        table for table in shown if table in COPY
    }


@pytest.mark.timeout(600)
@pytest.mark.parametrize("moment", ["scoring", "published"])
def test_every_heading_of_every_list_is_covered(app, moment):
    stage, found = Stage(app, moment), {}
    plant_the_rest(stage)
    for place in places(app):
        for role in READERS if "GET" in place.methods else ():
            asked = stage.fill(place.address)
            for address in (asked + part for part in LOOKS.get(place.endpoint, ("",))):
                with stage.undone():
                    reply = stage.ask(role, "GET", address)
                if reply.mimetype != "text/html":
                    continue  # files have their own register
                # a column of one person: the name is a field of theirs, which the next test covers
                heads = re.findall(r'<th scope="col"(?! data-person)[^>]*>(.*?)</th>', reply.text)
                found.setdefault(place.endpoint, set()).update(map(heading, heads))
    known = {
        endpoint: spoken(name for names in by_permission.values() for name in names)
        for endpoint, by_permission in HEADINGS.items()
    }
    assert unregistered(found, known) == {}


def test_every_field_of_a_person_on_a_page_is_covered():
    register = {}
    for by_template in PEOPLE.values():
        for name, words in by_template.items():
            register.setdefault(name, set()).update(words.split())
    found = {
        str(path.relative_to(TEMPLATES)): set(fields_of_people(path.read_text(encoding="utf-8")))
        for path in sorted(TEMPLATES.rglob("*.*"))
    }
    found = {name: fields for name, fields in found.items() if fields}
    assert unregistered(found, register) == {}
    assert unregistered(register, found) == {}


def test_news_tells_only_facts_that_are_covered(app):
    found = {}
    for verb, line in app.extensions["notices"].lines.items():
        for fact in re.findall(r"%\((\w+)\)", str(line)):
            found.setdefault(fact, set()).add(verb.partition(".")[0])
    register = {fact: things.split() for fact, things in NEWS.items()}
    assert unregistered(found, register) == {}
    assert unregistered(register, found) == {}


def test_a_mail_takes_only_words_that_are_covered():
    found = {}
    for path in sorted((TEMPLATES / "emails").rglob("*.*")):
        name = str(path.relative_to(TEMPLATES / "emails").with_suffix(""))
        words = names_taken(path.read_text(encoding="utf-8"))
        found.setdefault(name, set()).update(words - GIVEN_TO_ALL)
    register = {name: words.split() for name, words in LETTERS.items()}
    assert unregistered(found, register) == {}
    assert unregistered(register, found) == {}


def test_the_permissions_named_exist(app):
    named = {p for headings in FILES.values() for p in headings.values()} | set(PEOPLE)
    named |= {p for by_permission in HEADINGS.values() for p in by_permission}
    assert named - set(PERMISSIONS) == set()


def test_a_column_nobody_entered_fails(app, monkeypatch):
    """The proof that the tests above can fail: a heading, a field, a fact and a column more."""
    from mentorhub.rosters.views import files

    told = files._headings
    monkeypatch.setattr(files, "_headings", lambda contacts: [*told(contacts)[1:], "Giấy tờ"])
    with pytest.raises(AssertionError, match="Giấy tờ"):
        test_every_heading_of_every_table_handed_out_is_covered(app)
    assert unregistered({"a.html": fields_of_people("{{ person.details.phone }}")}, {}) == {
        "a.html": ["details.phone"]
    }
    assert CANARIES["line phone"] not in FILES["the list of members"]
