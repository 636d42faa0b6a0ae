"""R7: in the whole program marks are written in one place, and three ways lead there.

None of them is an organiser's or an administrator's alone; that nobody else gets through by request
is asked in `test_who_judges.py`.
"""

import ast

from mentorhub.platform.settings import ROOT

PROGRAM = ROOT / "mentorhub"
WAYS = {
    "judging/views/desk.py",  # the juror's own page
    "transcripts/actions/confirming.py",  # a paper of the juror's, typed by two
    "tallies/actions.py",  # points given elsewhere, brought by one and confirmed by another
    "commands/demo/competing.py",  # sample content
}


def calls(tree):
    """Names that are called, by their last part."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {getattr(one, "attr", getattr(one, "id", "")) for one in called} | {
        handed.attr  # form.attempt(actions.save_marks, …)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for handed in node.args
        if isinstance(handed, ast.Attribute)
    }


def points_set(tree):
    """Is `something.points = …` there?"""
    targets = (
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for whole in node.targets
        for target in (whole.elts if isinstance(whole, ast.Tuple) else [whole])
    )
    return any(isinstance(one, ast.Attribute) and one.attr == "points" for one in targets)


def modules(holds):
    found = set()
    for file in PROGRAM.rglob("*.py"):
        if holds(ast.parse(file.read_text(encoding="utf-8"))):
            found.add(file.relative_to(PROGRAM).as_posix())
    return found


def test_points_of_a_mark_are_set_in_one_place():
    assert modules(points_set) == {"judging/actions/marking.py"}


def test_only_the_ways_of_jurors_papers_and_tallies_lead_there():
    assert modules(lambda tree: "save_marks" in calls(tree)) == WAYS


def test_a_way_nobody_entered_would_be_found():
    assert points_set(ast.parse("mark.points, mark.note = 3, ''"))
    assert "save_marks" in calls(ast.parse("form.attempt(actions.save_marks, card)"))
