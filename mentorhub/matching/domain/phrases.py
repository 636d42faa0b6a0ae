"""The words of a team that a reason may name: telling ones, pairs of them, its own tags."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mentorhub.matching.domain.analyser import analysed, fold, words
from mentorhub.matching.domain.model import Passage, Profile

# Words that say nothing alone. The index keeps them; they are only never given as a reason.
_EMPTY = frozenset(
    fold(
        "các của và là có cho với những một không được trong khi ở để này đó thì mà từ đến ra vào "
        "lên xuống cũng đã đang sẽ còn như bằng về trên dưới theo tại do vì nên hay hoặc nhiều ít "
        "rất hơn nhất mỗi từng chưa phải cần giúp làm người bạn mình nhóm đội em tôi chúng ta họ "
        "việc cách cùng sau trước lại hai ba bốn năm mới tự đi số sổ the and of to in for "
        "with on from des les une aux pour dans avec sur"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What may be named, the terms it is stored as, and those a text must have to share it."""

    text: str
    terms: frozenset[str]
    needed: frozenset[str]


def phrases(team: Profile) -> list[Phrase]:
    """Words and pairs the team wrote, and whole tags of its own that no concept stands for."""
    own = [passage for document in team.documents for passage in document.passages]
    tags = (tuple(words(tag.text, tag.language)) for tag in team.typed)
    whole = [tag for tag in tags if any(map(_is_telling, tag))]
    said = [phrase for passage in own for phrase in _of(passage)]
    return [_phrase(phrase) for phrase in dict.fromkeys([*whole, *said])]


def _phrase(said: tuple[str, ...]) -> Phrase:
    folded = ["~" + fold(word) for word in said]
    pairs = [f"{one} {other[1:]}" for one, other in pairwise(folded)]
    return Phrase(" ".join(said), frozenset(analysed(list(said))), frozenset(pairs or folded))


def _of(passage: Passage) -> Iterator[tuple[str, ...]]:
    said = words(passage.text, passage.language)
    telling = [_is_telling(word) for word in said]
    for place, word in enumerate(said):
        if telling[place]:
            yield (word,)
            if place + 1 < len(said) and telling[place + 1]:
                yield (word, said[place + 1])


def _is_telling(word: str) -> bool:
    return len(word) > 1 and fold(word) not in _EMPTY and not word.isdigit()
