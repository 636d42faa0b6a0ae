"""What may lie between a juror and an entry: the words of a declared conflict of interest."""

from mentorhub.contests.domain.sentence import N_

IN_WORDS = {
    "family": N_("Family"),
    "colleague": N_("Same workplace or unit"),
    "mentor": N_("Mentor, teacher or adviser of the team"),
    "money": N_("Money or shares"),
    "other": N_("Something else"),
}


def told(relation: str, details: str) -> str:
    """As a declaration is kept: the key of the relation, and what was written beside it."""
    return ": ".join(part for part in (relation, details) if part)


def relation_in(reason: str) -> tuple[str | None, str]:
    """(the message of the relation, the rest); None where a reason names none of these."""
    relation, _colon, details = reason.partition(": ")
    if relation in IN_WORDS:
        return IN_WORDS[relation], details
    return None, reason
