"""Templates are data: read by the code that enforces rules, and refused where it would refuse."""

import json
import re
from datetime import date, timedelta
from importlib.resources import files

import pytest

from mentorhub.contests.domain.stages import StageKind
from mentorhub.contests.domain.templates import LANGUAGES, read_template, templates
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.rights.domain import working_days_later

NAMES = [
    *("an-giang-ideas", "public-services-hackathon", "young-makers-of-a-commune"),
    *("school-contest", "hackathon-with-two-panels", "rural-start-up"),
]


def told(key):
    folder = files("mentorhub.contests").joinpath("data")
    (file,) = [f for f in folder.iterdir() if f.name[2:] == key.replace("-", "_") + ".json"]
    return json.loads(file.read_text("utf-8"))


def test_six_templates_are_offered_in_this_order():
    assert list(templates()) == NAMES


def texts_in(thing):
    """Every text in three languages anywhere in a file."""
    if isinstance(thing, dict):
        if "vi" in thing:
            yield thing
        for part in thing.values():
            yield from texts_in(part)
    elif isinstance(thing, list):
        for part in thing:
            yield from texts_in(part)


@pytest.mark.parametrize("key", NAMES)
def test_a_template_says_everything_in_three_languages_and_where_it_is_from(key):
    found = list(texts_in(told(key)))
    assert len(found) > 30
    assert all(set(text) == set(LANGUAGES) and all(text.values()) for text in found)
    assert len(told(key)["source"]) > 60
    assert set(told(key)["limits"]["sectors"]) <= taxonomy().sectors.keys()


@pytest.mark.parametrize("key", NAMES)
def test_its_points_add_up_to_a_hundred(key):
    """In every stage of judging."""
    template = templates()[key]
    judged = sum(stage.kind is StageKind.JUDGING for stage in template.stages)
    for number in range(1, judged + 1):
        marked = [line for line in template.criteria if line.stage in (None, number)]
        assert sum(line.maximum for line in marked) == 100


@pytest.mark.parametrize("key", NAMES)
def test_the_words_repeat_no_figure_of_the_rules(key):
    """Ages and sizes are told by sentences made of the values: an organiser changes them there."""
    template = templates()[key]
    of_the_law_and_of_the_programme = {"18", "48"}  # minors are under 18; 48 hours of building
    values = {str(value) for value in template.people.values()}
    for text in (template.summary, template.rules):
        figures = set(re.findall(r"\d+", " ".join(text.values())))
        assert figures <= of_the_law_and_of_the_programme - values


def without(thing, *path, value):
    """The file with one value changed."""
    changed = json.loads(json.dumps(thing))
    here = changed
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("terms", "age_min"), 40),
        (("terms", "team_min"), 9),
        (("terms", "share_in_age"), "5/4"),
        (("limits", "most_entries"), 0),
        (("limits", "unit_min"), 11),
        (("points", "bonus"), "5"),
        (("points", "complaint_days"), -1),
        (("criteria", 0, "maximum"), "33"),
        (("criteria", 0, "bands", 0, "to"), "7.5"),
        (("criteria", 0, "bands", 0, "to"), "2.5"),
        (("stages", 1, "round", "best"), None),
        (("stages", 1, "round", "carried"), 101),
        (("stages", 0, "first"), 60),
        (("stages", 0, "last"), 3),
        (("stages", 0, "kind"), "party"),
        (("lateness", "grace_minutes"), 61),
        (("lateness", "late"), "maybe"),
    ],
)
def test_a_template_nobody_could_have_saved_is_refused(path, value):
    sound = told("rural-start-up")
    assert read_template("6_rural_start_up.json", sound).key == "rural-start-up"
    with pytest.raises(ValueError):
        read_template("6_rural_start_up.json", without(sound, *path, value=value))


@pytest.mark.parametrize("key", NAMES)
def test_the_stage_for_complaints_holds_the_days_promised_whatever_weekday_results_come_on(key):
    template = templates()[key]
    (results,) = [one for one in template.stages if one.kind is StageKind.PUBLISH]
    (complaints,) = [one for one in template.stages if one.kind is StageKind.COMPLAINT]
    for number in range(7):
        published = date(2027, 6, 7 + number)
        last = published + timedelta(days=complaints.last - results.first)
        assert last >= working_days_later(published, template.points.complaint_days), published


def test_ages_are_counted_in_the_year_of_the_deadline():
    terms = templates()["an-giang-ideas"].terms(date(2027, 3, 1))
    assert (terms.counted_on, terms.age_min, terms.age_max) == (date(2027, 12, 31), 16, 35)
