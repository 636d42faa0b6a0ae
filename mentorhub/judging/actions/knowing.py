"""What jurors know and entries are about, as the domain weighs it."""

from collections.abc import Sequence

from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry
from mentorhub.judging import queries
from mentorhub.judging.domain.expertise import Knowledge, Subject, Suitability, suitability
from mentorhub.judging.models import JurorAnswer
from mentorhub.matching.domain.analyser import tokens
from mentorhub.matching.domain.tags import concept_words, taxonomy


def suitability_of(
    contest: Contest, entries: Sequence[Entry], seats: Sequence[Juror]
) -> Suitability:
    """(entries, seats), in their order."""
    answers = queries.answers_in(contest)
    before = queries.judged_before({seat.person_id for seat in seats if seat.person_id})
    concepts = queries.concepts_of(entries)
    subjects = [
        Subject(_words(one), concepts.get(one.id, frozenset()), one.sector) for one in entries
    ]
    jury = [
        _known(answers.get(seat.id), before.get(seat.person_id, {}) if seat.person_id else {})
        for seat in seats
    ]
    return suitability(subjects, jury)


def silent_among(contest: Contest, jurors: Sequence[Juror]) -> list[Juror]:
    """Those who said nothing of what they know: every entry suits them alike."""
    answers = queries.answers_in(contest)
    return [one for one in jurors if _known(answers.get(one.id), {}).is_silent]


def _words(entry: Entry) -> list[str]:
    parts = (entry.title, entry.summary, entry.problem, entry.solution, entry.benefit)
    return tokens("\n".join(parts), entry.language)


def _known(answer: JurorAnswer | None, judged: dict[str, int]) -> Knowledge:
    if answer is None:
        return Knowledge(judged=judged)
    known = taxonomy()
    pieces = answer.knows.replace(";", ",").replace("\n", ",").split(",")
    found = [concept for piece in pieces if (concept := known.find(piece.strip())) is not None]
    named = [word for concept in found for word in concept_words(concept)]
    fields = [
        word
        for field in answer.fields
        if field in known.sectors
        for word in tokens(known.sectors[field].label(answer.language), answer.language)
    ]
    return Knowledge(
        tokens=tokens(answer.knows, answer.language) + named + fields if answer.knows else fields,
        concepts=frozenset(concept.id for concept in found),
        fields=frozenset(answer.fields),
        judged=judged,
    )
