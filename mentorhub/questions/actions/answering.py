"""What of an entry's answers is stored, and what is sent."""

from collections.abc import Mapping
from typing import Any

from mentorhub.contests.models import Contest
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l, spoken
from mentorhub.questions import queries
from mentorhub.questions.domain.answers import LONGEST_FORM, Unfit, check, relevant, size
from mentorhub.questions.domain.asking import concerned


def answers_kept(
    contest: Contest, given: Mapping[str, Any], *, stands: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """{"answers": …} to store of what was typed, or nothing at all where nothing was.

    An answer no form lets through is refused, unless it `stands` so already; one to a question
    that never was is left out.
    """
    asked = {question.key: question for question in queries.all_of(contest)}
    kept = {key: one for key, one in given.items() if key in asked and one not in ("", [], None)}
    for key, one in kept.items():
        if stands and stands.get(key) == one:
            continue
        try:
            check(asked[key].asked, one)
        except Unfit as flaw:
            if asked[key].removed_at is None:
                name = spoken(asked[key].label)
                raise Refused(
                    _l(
                        "The answer to “%(question)s” does not fit. Look at it again.",
                        question=name,
                    )
                ) from flaw
    if size(kept) > LONGEST_FORM:
        raise Refused(_l("All answers together are too long. Shorten some of them."))
    return {"answers": dict(sorted(kept.items()))} if kept else {}


def as_sent(
    contest: Contest,
    content: Mapping[str, Any],
    *,
    stands: Mapping[str, Any] | None = None,
    reached: int = 1,
) -> dict[str, Any]:
    """The content without answers, in words or files, to what is not asked of this entry.

    What was answered before its question was taken away stays, and so does what `stands`: an
    answer that was sent as it is, whatever limits its question has now.
    """
    asked = queries.all_of(contest)
    form = [one.asked for one in asked if one.removed_at is None]
    removed = {one.key for one in asked if one.removed_at is not None}
    sector, given = str(content.get("sector") or ""), content.get("answers", {})
    kept = {one.key for one in concerned(form, sector, given, reached=reached)} | removed
    same = {key for key, one in (stands or {}).items() if key in kept and given.get(key) == one}
    answers = relevant(form, sector, given, removed=removed | same, reached=reached)
    beside = {one.key for one in asked} - kept  # asked, but not of this entry
    files = [one for one in content.get("files", ()) if one["slot"] not in beside]
    rest = {name: value for name, value in content.items() if name not in ("answers", "files")}
    parts = {"answers": answers, "files": files}
    return {**rest, **{name: part for name, part in parts.items() if part}}
