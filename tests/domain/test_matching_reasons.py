"""The test by deletion: whatever a reason names is taken away, and the score must fall."""

from dataclasses import replace

import numpy as np
import pytest

from mentorhub.commands.demo.content import content
from mentorhub.matching.domain.explain import Explainer
from mentorhub.matching.domain.model import Document, Passage, Profile, fit, pooled
from mentorhub.matching.domain.tags import taxonomy

LUCK = np.random.default_rng(7)
VOCABULARY = [word for concept in taxonomy().local for word in concept.label("vi").split()]
CONCEPTS = [concept.id for concept in taxonomy().local]


def sentence(words=30):
    return Document((Passage(" ".join(LUCK.choice(VOCABULARY, words)), "vi"),))


def made_up(id_, documents=1):
    tags = tuple((str(name), 2) for name in LUCK.choice(CONCEPTS, 4, replace=False))
    own = tuple(replace(sentence(), id=f"{id_}.{n}" if n else "") for n in range(documents))
    return Profile(id_, own, tags)


def of_demo():
    data = content()
    mentors = [
        Profile(
            row["id"],
            (Document((Passage(row["bio"]["vi"], "vi"),)),),
            tuple((skill["tag"], skill["level"]) for skill in row["skills"]),
        )
        for row in data["mentors"]
    ]
    teams = [
        Profile(
            row["id"],
            (Document((Passage(f"{row['title']['vi']}. {row['problem_vi']}", "vi"),)),),
            tuple({**dict.fromkeys(row["tags"], 1), **dict.fromkeys(row["needs"], 2)}.items()),
        )
        for row in data["ideas"]
    ]
    return mentors, teams


def synthetic():
    return [made_up(f"m{n}", 1 + n % 7) for n in range(40)], [made_up(f"t{n}") for n in range(25)]


def without(index, team, mentor, reason):
    """The fit of the mentor when what the reason names is gone."""
    place = index.place(mentor.id)
    left = [pair for pair in team.concepts if pair[0] != reason.facts.get("concept")]
    fewer = replace(team, concepts=tuple(left))
    said = [term for term in fewer.words if term not in reason.terms]
    text = index.text.scores(index.text.query(said))
    own = text[index.first[place] : index.first[place + 1]]
    names = [document.id for document in mentor.documents]
    kept = own[[name != reason.facts.get("project") for name in names]]
    tags = index.tags.scores(index.tags.query(fewer.tag_words))[place]
    score = pooled(kept, np.array([0, len(kept)]))[0] if len(kept) else 0.0
    return score / index.scale.text_deviation + 0.5 * tags / index.scale.tags_deviation


@pytest.mark.parametrize("made", [of_demo, synthetic])
def test_without_what_a_reason_names_the_score_is_lower(made):
    mentors, teams = made()
    index = fit(mentors, teams=teams)
    nothing = type("Nothing", (), {"facts": {}, "terms": frozenset()})
    pairs = told = 0
    for team in teams:
        explainer = Explainer(index, team)
        for mentor in mentors:
            pairs += 1
            reasons = explainer.reasons(mentor.id, skills=dict(mentor.concepts))
            whole = without(index, team, mentor, nothing) if reasons else 0.0
            for reason in reasons:
                told += 1
                assert without(index, team, mentor, reason) < whole
    assert pairs >= 750
    assert told >= 500
