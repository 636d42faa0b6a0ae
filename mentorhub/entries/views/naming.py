"""Parts of an entry by what the page they are written on calls them."""

from collections.abc import Mapping, Sequence
from typing import Any

from mentorhub.entries.forms import entry_form
from mentorhub.entries.models import Entry
from mentorhub.platform.i18n import language
from mentorhub.questions.queries import questions_of


def named_parts(
    entry: Entry, parts: Sequence[str], content: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Each part, “q_…” for a question, with its name in the reader's language."""
    if not parts:
        return []
    form = entry_form(entry, content, formdata=None)
    asked = {
        f"q_{one.key}": one.label.in_language(language()) for one in questions_of(entry.contest)
    }
    return [(name, asked.get(name) or str(form[name].label.text)) for name in parts]
