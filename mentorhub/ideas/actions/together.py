"""Several hands, or one hand on a bad network: what each page saved, brought together."""

from collections.abc import Mapping
from typing import Any

from mentorhub.ideas import queries
from mentorhub.ideas.models import Idea, PageSaving
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.merging import Merge, OpenPage, fingerprints, merged_or_stale


def bring_together(
    idea: Idea, stored: Mapping[str, Any], typed: Mapping[str, Any], page: OpenPage | None
) -> Merge:
    """What to store of what was typed on this page; without a page (the house itself) all of it.

    Raises Stale with the `merge` where two wrote the same part. `idea` is locked.
    """
    if page is None:
        return Merge(typed)
    saving = queries.saving_of(page.key) or PageSaving(idea_id=idea.id, key=page.key, parts={})
    own = saving.parts if saving.idea_id == idea.id else {}
    found = merged_or_stale(stored, typed, page.seen, own)
    if saving.idea_id == idea.id:
        saving.parts, saving.at = {**own, **fingerprints(found.merged)}, now()
        db.session.add(saving)
    return found
