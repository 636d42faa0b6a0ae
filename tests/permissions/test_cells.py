"""Every cell of the matrix, done for real on every surface that exists."""

import pytest

from tests.permissions.runner import run
from tests.permissions.stage import Stage, apart
from tests.permissions.surfaces import BY_ACTION
from tests.permissions.sweep import look_everywhere, read_all_mail
from tests.permissions.table import ROLES

pytestmark = pytest.mark.matrix
MOMENTS = ("open", "scoring", "closed", "published")


@pytest.mark.parametrize("action", BY_ACTION)
def test_each_role_may_do_what_its_cell_says_and_no_more(app, action, tally):
    for moment in dict.fromkeys(surface.moment for surface in BY_ACTION[action]):
        with apart():
            stage = Stage(app, moment)
            for surface in BY_ACTION[action]:
                if surface.moment == moment:
                    for role in ROLES:
                        run(stage, surface, role, tally)
    assert tally.table() == []


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("moment", MOMENTS)
def test_no_list_search_count_or_calendar_holds_what_a_cell_denies(app, moment, half, tally):
    look_everywhere(Stage(app, moment), ROLES[half::2], tally)
    assert tally.table() == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_mail_or_news_holds_what_a_cell_denies(app, moment, tally):
    told = read_all_mail(Stage(app, moment), tally)
    assert tally.table() == []
    assert told > 3
