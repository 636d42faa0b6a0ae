"""Ideas on the list for the national portal."""

from tests.factories import make_idea, make_person, make_team


def idea_of(unit, author=None, **fields):
    return make_idea(team=make_team(author or make_person(unit=unit)), unit=unit, **fields)
