"""`flask workflow`: print docs/workflow.md, the life of an idea, from the table that moves it."""

from collections.abc import Iterator

import click

from mentorhub.ideas.domain import limits
from mentorhub.ideas.domain.workflow import (
    ANSWERED_WITHIN,
    ASKED_AFTER,
    MOST_UPDATES_A_DAY,
    PUBLIC_STATES,
    TAKEN_BACK_WITHIN,
    TRANSITIONS,
    IdeaState,
    Part,
    what_next,
)

REMINDED, ASKED = ANSWERED_WITHIN.days, ASKED_AFTER.days
HEAD = f"""# The life of an idea

Printed from the code by `flask workflow`; a test fails when this page is out of step. Nobody moves
an idea of their own team as an officer.

- An officer is reminded {REMINDED} days after an idea was sent, and every {REMINDED} days until
  there is an answer.
- The team is asked whether it is in use {ASKED} days after the approval, and every {ASKED} days
  until it is.
- An approval and a merging are taken back within {TAKEN_BACK_WITHIN.seconds // 60} minutes.

| state | public | step | who | to | reason |
|---|---|---|---|---|---|
"""
RETURNING = ("separate", "resume")
WHO = {Part.TEAM: "its team", Part.OFFICER: "the unit’s officer", Part.HOUSE: "a fact noted here"}


@click.command("workflow")
def workflow() -> None:
    """Print the life of an idea as Markdown."""
    click.echo(workflow_page(), nl=False)


FOOT = f"""
## Against abuse

- A person begins at most {limits.MOST_BEGUN_A_DAY} ideas a day and sends {limits.MOST_SENT_A_DAY};
  {limits.MOST_FROM_A_DEVICE} are sent from one device and {limits.MOST_TO_A_UNIT} to one unit.
  Whoever is stopped keeps the draft. Days begin at midnight in Việt Nam.
- An idea that shares {limits.ALIKE_FROM:.0%} of all words and pairs of words with an earlier one of
  the same author stands in the officer’s queue with a link to it, and is approved by itself.
  Ideas typed from slips are of one author where unit, name and year of birth are the same; there
  titles so alike are enough.
- Support counts in public once the account is {limits.PROVED_AFTER.days} days old, or
  {limits.UNPROVED_AFTER.days} where neither number nor address is proved. Until then it is kept,
  the officer sees both figures, and an hourly job lets it count.
- Of one idea {MOST_UPDATES_A_DAY} pieces of news are posted a day.
"""


def workflow_page() -> str:
    return HEAD + "".join(_rows()) + FOOT


def _rows() -> Iterator[str]:
    for state in IdeaState:
        public = "yes" if state in PUBLIC_STATES else ""
        for verb, parts in what_next(state).steps:
            step = TRANSITIONS[verb]
            who = " or ".join(WHO[part] for part in parts)
            reason = "owed" if step.needs_reason else ""
            target = "where it was before" if verb in RETURNING else f"`{step.target}`"
            yield f"| `{state}` | {public} | {verb} | {who} | {target} | {reason} |\n"
