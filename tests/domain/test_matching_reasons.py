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


def typing(id_, text, *tags):
    own = (Document((Passage(text, "vi"),)),)
    return Profile(id_, own, typed=tuple(Passage(tag, "vi") for tag in tags))


def named(index, team, mentor):
    told = Explainer(index, team).reasons(mentor.id, skills={})
    return [reason.facts["phrase"] for reason in told if reason.kind == "words"]


def test_a_tag_of_their_own_words_is_named_whole():
    weaver = typing("weaver", "Ngồi khung cửi từ nhỏ", "dệt thổ cẩm Chăm")
    others = [typing(f"m{n}", "Lái ghe, sửa máy", f"máy số {n}") for n in range(9)]
    team = typing("team", "Ngồi học nghề", "Dệt thổ cẩm Chăm", "máy bay giấy")
    index = fit([weaver, *others], teams=[team])
    explainer = Explainer(index, team)
    assert named(index, team, weaver)[0] == "dệt thổ cẩm chăm"
    assert "máy bay giấy" not in named(index, team, others[0])
    assert explainer.covered("weaver", explainer.reasons("weaver", skills={})) >= 0.6


def test_what_a_third_of_the_mentors_write_is_no_reason():
    said = ["Kinh nghiệm nuôi lươn", *["Kinh nghiệm lâu năm"] * 5, *["Thợ hàn"] * 8]
    mentors = [typing(f"m{n:02}", text) for n, text in enumerate(said)]
    team = typing("team", "Cần kinh nghiệm nuôi lươn")
    assert named(fit(mentors), team, mentors[0]) == ["nuôi lươn"]
    assert "kinh nghiệm" in named(fit(mentors[:1] + mentors[6:]), team, mentors[0])


def test_a_named_past_project_names_what_its_text_adds():
    alike = Document((Passage("Đo độ mặn trước khi bơm", "vi"),), "salt")
    mentor = replace(typing("m", "Thợ hàn"), documents=(Document(()), alike))
    team = typing("team", "Đo độ mặn trước khi bơm nước")
    explainer = Explainer(fit([mentor, typing("n", "Luật sư")]), team)
    project = [one for one in explainer.reasons("m", skills={}) if one.kind == "project"]
    assert explainer.covered("m", project) == pytest.approx(1.0)
