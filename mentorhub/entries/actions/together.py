"""Several hands on one entry, or one hand on a bad network (decision 18)."""

from collections.abc import Mapping
from typing import Any

from mentorhub.entries import queries
from mentorhub.entries.domain import as_parts
from mentorhub.entries.models import Entry, EntrySaving
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.merging import Merge, OpenPage, fingerprints, merged_or_stale


def bring_together(
    entry: Entry,
    version: int,
    present: Mapping[str, Any],
    typed: Mapping[str, Any],
    page: OpenPage | None,
) -> Merge:
    """All of it while nobody else has saved; else each part by itself (decision 18)."""
    parts = as_parts(typed)
    stored = {**dict.fromkeys(parts, ""), **as_parts(present)}
    saving = _saving(entry, page) if page else None
    own = saving.parts if saving else {}
    if entry.version == version:
        found = Merge(parts)
    else:
        seen = page.seen if page else {}
        found = merged_or_stale(stored, parts, seen, own, saved=dict(present), typed=dict(typed))
    if saving is not None:
        saving.parts, saving.at = {**own, **fingerprints(found.merged)}, now()
        db.session.add(saving)
    return found


def _saving(entry: Entry, page: OpenPage) -> EntrySaving | None:
    """What this page saved last; nothing where its key is that of a page of another entry."""
    found = queries.saving_of(page.key)
    if found is None:
        return EntrySaving(entry_id=entry.id, key=page.key, parts={})
    return found if found.entry_id == entry.id else None


def forget_pages(entry: Entry) -> None:
    db.session.execute(queries.FORGET_PAGES, {"entry": entry.id})
