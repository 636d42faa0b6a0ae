"""Nothing stands outside the matrix unnoticed: rows, routes, permissions."""

from mentorhub.commands.permissions import routes_by_permission
from mentorhub.platform.permissions import PERMISSIONS
from tests.permissions.surfaces import BY_ACTION, SURFACES
from tests.permissions.surfaces.exceptions import (
    NARROWER,
    NO_SURFACE,
    WAITING,
    narrower,
)
from tests.permissions.surfaces.permissions import OUTSIDE
from tests.permissions.surfaces.rows import BY_ROW
from tests.permissions.table import LETTERS, ROLES, ROWS


def test_every_row_has_a_surface_or_says_that_it_has_none():
    assert set(BY_ACTION) | set(NO_SURFACE) == set(ROWS)
    assert set(BY_ACTION) & set(NO_SURFACE) == set()


def test_the_table_holds_known_letters_for_every_role():
    assert len(ROWS) * len(ROLES) == 73 * 21
    assert {letter for cells in ROWS.values() for letter in cells.values()} <= LETTERS


def test_what_is_said_to_be_narrower_grants_something_in_the_table():
    """A line about a cell that denies anyhow would hide the day it no longer does."""
    for action, roles in NARROWER.items():
        assert {role for role in roles if ROWS[action][role] in ".SDM"} == set(), action
    assert all(any(narrower(one, role) for one in SURFACES if one.action == action)
               for action, roles in NARROWER.items() for role in roles)  # fmt: skip


def test_rows_without_a_surface_have_no_route(app):
    """Building one without entering it here fails."""
    addresses = " ".join(rule.rule for rule in app.url_map.iter_rules())
    views = " ".join(app.view_functions)
    for action, words in NO_SURFACE.items():
        assert [word for word in words if word in addresses or word in views] == [], action


def test_letters_that_wait_have_nothing_to_wait_for_yet(app):
    """Once a draft can be shared, or a jury deliberates, the cells are run as they stand."""
    names = " ".join([*app.view_functions, *(rule.rule for rule in app.url_map.iter_rules())])
    names += " " + " ".join(PERMISSIONS)
    for letter, (why, words) in WAITING.items():
        assert letter in LETTERS
        assert len(why) > 10
        assert [word for word in words if word in names] == [], letter


def test_every_permission_of_a_route_answers_for_a_row_or_says_why_it_need_not(app):
    asked = {name for name in routes_by_permission(app) if name}
    assert asked - set(BY_ROW) - set(OUTSIDE) == set()
    assert (set(BY_ROW) | set(OUTSIDE)) - asked == set()
    assert set(BY_ROW) & set(OUTSIDE) == set()


def test_permissions_answer_for_rows_that_exist_and_have_a_surface():
    assert set().union(*BY_ROW.values()) <= set(BY_ACTION)
    assert all(len(why) > 10 for why in OUTSIDE.values())
