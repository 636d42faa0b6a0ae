import pytest

from mentorhub.commands.evaluate import evaluate
from mentorhub.mentoring import actions
from mentorhub.platform.i18n import in_language
from tests.factories import make_idea, make_mentor, make_person, make_team


@pytest.fixture(autouse=True)
def english(app):
    with in_language("en"):
        yield


def answered(team, mentor, answer, **facts):
    by = team.members[0].person
    request = actions.ask(team, mentor, need="Xin giúp", first_meeting="T7", by=by)
    answer(request, by=mentor.person, **facts)


@pytest.fixture
def history(app):
    """One team, declined by a lawyer and then accepted by somebody who knows water."""
    team = make_team()
    make_idea(team, needs=["water-quality"])
    lawyer, chemist = (
        make_mentor(make_person(name, age=40), skills=[skill])
        for name, skill in (("Khôi", "trademark-gi"), ("Huy", "water-quality"))
    )
    answered(team, lawyer, actions.decline, reason="")
    answered(team, chemist, actions.accept)
    answered(make_team(name="Đội hai"), chemist, actions.decline, reason="")


def test_accepted_and_declined_requests_are_what_the_matching_is_judged_by(history):
    case = actions.answered_case()
    assert (len(case.people), len(case.projects)) == (2, 2)
    found = [(one.person, one.project, one.value) for one in case.ratings]
    assert found == [(0, 0, 0.0), (0, 1, 1.0), (1, 1, 0.0)]


def test_past_work_is_no_part_of_the_profile_it_would_give_away(history):
    assert all(len(person.documents) == 1 for person in actions.answered_case().people)


def test_the_command_runs_on_the_history(app, history):
    told = app.test_cli_runner().invoke(evaluate, ["--history"])
    assert told.output.splitlines()[0] == "project→people loss 0.000 [0.000, 0.000]"


def test_without_an_answer_there_is_nothing_to_judge_by(app):
    told = app.test_cli_runner().invoke(evaluate, ["--history"])
    assert (told.exit_code, told.output) == (1, "Error: no request has been answered yet\n")
