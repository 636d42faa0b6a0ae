"""Several hands on one entry, or one hand on a bad network (decision 18)."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import delete

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
    key = page.key if page else uuid4()
    saving = queries.saving_of(key) or EntrySaving(entry_id=entry.id, key=key, parts={})
    own = saving.parts if saving.entry_id == entry.id else {}
    if entry.version == version:
        found = Merge(parts)
    else:
        seen = page.seen if page else {}
        found = merged_or_stale(stored, parts, seen, own, saved=dict(present), typed=dict(typed))
    if page is not None and saving.entry_id == entry.id:
        saving.parts, saving.at = {**own, **fingerprints(found.merged)}, now()
        db.session.add(saving)
    return found


def forget_pages(entry: Entry) -> None:
    db.session.execute(delete(EntrySaving).where(EntrySaving.entry_id == entry.id))
