"""Who may read the files of an entry, asked of it anew for every file (matrix: sub.files)."""

from mentorhub.entries.rules import (
    entries_are_closed,
    it_was_sent,
    on_the_team,
    organises_it,
    results_are_out,
)
from mentorhub.platform.permissions import permit

ADD = permit("entry.file.add", on_the_team)
READ = permit(
    "entry.file.read",
    on_the_team | organises_it & entries_are_closed & it_was_sent,
    sensitive=~on_the_team & ~results_are_out,
)
