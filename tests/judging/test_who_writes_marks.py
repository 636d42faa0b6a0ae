"""R7: in the whole program marks are written in one place, and three ways lead there.

None of them is an organiser's or an administrator's alone; that nobody else gets through by request
is asked in `test_who_judges.py`. The program is read here, not run: a name that is put together
while it runs would be missed.
"""

import ast
import re

import pytest

from mentorhub.platform.settings import ROOT

PROGRAM = ROOT / "mentorhub"
WRITES = "judging/actions/marking.py"
WAYS = {
    "judging/views/desk.py",  # the juror's own page
    "transcripts/actions/confirming.py",  # a paper of the juror's, typed by two
    "tallies/actions.py",  # points given elsewhere, brought by one and confirmed by another
    "commands/demo/competing.py",  # sample content
}
MAKE = {
    WRITES,
    "transcripts/forms.py",  # fills the fields of a form; never added to a session
}
NAME = {
    *MAKE,
    "judging/queries/cards.py",
    "judging/queries/hand.py",
    "judging/privacy.py",  # deletes them five years later
}
OTHER_POINTS = {"judging/domain/design.py"}  # a column of figures
WRITING = re.compile(r"update|insert|bulk_\w+", re.IGNORECASE)
IN_SQL = re.compile(r"\b(update|insert\s+into|replace\s+into)\s+\"?mark\b", re.IGNORECASE)


def last(node):
    """The last part of a name: `save_marks` of `actions.save_marks`."""
    return getattr(node, "attr", getattr(node, "id", ""))


def calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def leads_to(name):
    """Is it called, handed on, given another name, or fetched by its name in quotes?"""

    def holds(tree):
        spoken = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name))
        renamed = (node for node in ast.walk(tree) if isinstance(node, ast.alias) and node.asname)
        quoted = (arg for call in calls(tree) for arg in call.args if isinstance(arg, ast.Constant))
        return (
            any(last(one) == name for one in spoken)
            or any(one.name == name for one in renamed)
            or any(one.value == name for one in quoted)
        )

    return holds


def is_by_name(call):
    return last(call.func) in ("setattr", "__setattr__")


def sets_points(tree):
    """`x.points = …`, also among others, as `+=`, of a loop, or by `setattr`."""
    stored = (one for one in ast.walk(tree) if isinstance(getattr(one, "ctx", None), ast.Store))
    by_name = filter(is_by_name, calls(tree))
    return any(last(one) == "points" and isinstance(one, ast.Attribute) for one in stored) or any(
        isinstance(arg, ast.Constant) and arg.value == "points"
        for call in by_name
        for arg in call.args
    )


def makes_marks(tree):
    return any(last(call.func) == "Mark" for call in calls(tree))


def writes_rows(tree):
    """`update(Mark)`, `insert(Mark)`, or the same in SQL."""
    named = (c for c in calls(tree) if any(last(arg) == "Mark" for arg in c.args))
    words = (one.value for one in ast.walk(tree) if isinstance(one, ast.Constant))
    return any(WRITING.fullmatch(last(call.func)) for call in named) or any(
        isinstance(word, str) and IN_SQL.search(word) for word in words
    )


def modules(holds, word):
    """Those it holds of; without the word in its text, in whatever case, it holds of none."""
    found = set()
    for file in PROGRAM.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if word in text.lower() and holds(ast.parse(text)):
            found.add(file.relative_to(PROGRAM).as_posix())
    return found


def test_points_of_a_mark_are_set_in_one_place():
    assert modules(sets_points, "points") == {WRITES} | OTHER_POINTS
    assert modules(makes_marks, "mark") == MAKE
    assert modules(leads_to("Mark"), "mark") == NAME
    assert modules(writes_rows, "mark") == set()


def test_near_marks_nothing_is_set_by_a_name_that_is_not_written_out():
    by_name = modules(lambda tree: any(map(is_by_name, calls(tree))), "setattr")
    assert by_name
    folders = {name.partition("/")[0] for name in by_name}
    assert folders.isdisjoint({"judging", "transcripts", "tallies", "publishing", "measures"})


def test_only_the_ways_of_jurors_papers_and_tallies_lead_there():
    assert modules(leads_to("save_marks"), "save_marks") == WAYS


@pytest.mark.parametrize(
    ("holds", "way"),
    [
        (sets_points, "mark.points, mark.note = 3, ''"),
        (sets_points, "mark.points += 3"),
        (sets_points, "mark.points: Decimal = 3"),
        (sets_points, "for mark.points in found: pass"),
        (sets_points, "setattr(mark, 'points', 3)"),
        (sets_points, "object.__setattr__(mark, 'points', 3)"),
        (makes_marks, "session.add(models.Mark(points=3))"),
        (writes_rows, "session.execute(update(Mark).values(points=3))"),
        (writes_rows, "sqlite.insert(models.Mark)"),
        (writes_rows, "text('UPDATE mark SET points = 3')"),
        (leads_to("Mark"), "table = models.Mark.__table__"),
        (leads_to("Mark"), "from mentorhub.judging.models import Mark as Row"),
        (leads_to("save_marks"), "form.attempt(actions.save_marks, card)"),
        (leads_to("save_marks"), "form.attempt(save_marks, card)"),
        (leads_to("save_marks"), "partial(save_marks)"),
        (leads_to("save_marks"), "attempt(act=save_marks)"),
        (leads_to("save_marks"), "getattr(actions, 'save_marks')"),
        (leads_to("save_marks"), "from mentorhub.judging.actions import save_marks as keep"),
    ],
)
def test_a_way_nobody_entered_would_be_found(holds, way):
    assert holds(ast.parse(way))
    assert not holds(ast.parse("mark = given.points; setattr(card, 'feedback', mark)"))
