"""What a night changed in the weights of the suggestions, told to those who may go back."""

from mentorhub.activity.actions import record
from mentorhub.matching.domain.weights import Weights
from mentorhub.mentoring.domain.weighing import moved
from mentorhub.mentoring.models import WeightChoice
from mentorhub.platform.i18n import LANGUAGES, _, _l, decimal, in_language, ngettext

MOST_NAMED = 3
WEIGHT_NAMES = {
    "text": _l("Words both sides write"),
    "tags": _l("Tags both sides have"),
    "lift": _l("Related words, even where none is the same"),
    "same_commune": _l("In the same commune"),
    "near": _l("At most 20 km apart"),
    "shared_time": _l("Free at the same time"),
    "worked_together": _l("Have worked together before"),
    "pending": _l("Requests already waiting (counts against)"),
}


def tell_of(made: WeightChoice, *, before: Weights, now: Weights) -> None:
    """News of what counts differently; none where everything counts about as it was told last."""
    changes = moved(before, now)
    if changes:
        words = {}
        for name in LANGUAGES:
            with in_language(name):
                words[name] = _in_words(changes)
        record("weights.changed", made, by=None, changes=words)


def _in_words(changes: list[tuple[str, float]]) -> str:
    """The first three by name; of the others how many they are."""
    said = [
        _(
            "%(name)s: %(times)s times as much as before",
            name=WEIGHT_NAMES[name],
            times=decimal(times, 1 if times >= 1 else 2),
        )
        for name, times in changes[:MOST_NAMED]
    ]
    if (rest := len(changes) - MOST_NAMED) > 0:
        said.append(ngettext("and %(num)d more", "and %(num)d more", rest))
    return "; ".join(said)
