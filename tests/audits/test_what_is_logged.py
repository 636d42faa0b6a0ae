"""Each permission has said whether its decisions are logged, and in which words."""

import re

from mentorhub.platform.permissions import PERMISSIONS, SENSITIVE

FAMILIES = {
    "audit", "conflict", "consent", "export", "grant", "guardian", "judging", "juror", "privacy",
    "results", "role", "roster", "safety", "score", "thread",
}  # fmt: skip
OFFICE = re.compile(r"officer|admin|organis|guards|runs (the|a) contest|on its jury|may see its")


def test_whoever_reads_by_office_or_something_that_is_secret_has_said_whether_it_is_logged():
    """A permission says yes or no if it is held by an office, or is of a family of secrets."""
    silent = {
        name
        for name, rule in PERMISSIONS.items()
        if (name.partition(".")[0] in FAMILIES or OFFICE.search(rule.words))
        and name not in SENSITIVE
    }
    assert silent == set()


def test_what_is_logged_can_be_said_in_words():
    from mentorhub.audits.notices import KINDS

    logged = {name for name, asked in SENSITIVE.items() if asked is not False}
    assert logged - KINDS.keys() == {"audit.write_or_delete"}
