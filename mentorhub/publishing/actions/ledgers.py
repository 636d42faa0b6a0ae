"""Freezing what the results follow from: the ledger that is published and signed with them."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from random import SystemRandom
from uuid import UUID

from mentorhub.contests.models import Contest
from mentorhub.contests.queries import criteria_version
from mentorhub.judging.actions import signed_checkpoint, tree_at
from mentorhub.judging.actions.receipts import Told, ledgers
from mentorhub.judging.domain.ledger import canonical
from mentorhub.judging.queries import closings_of, leaves_of
from mentorhub.platform import signing
from mentorhub.platform.db import db
from mentorhub.publishing import queries
from mentorhub.publishing.domain.earlier import shown_before
from mentorhub.publishing.domain.ledger import (
    Book,
    Closed,
    Earlier,
    Rules,
    fingerprint,
    pseudonyms,
    written,
)
from mentorhub.publishing.domain.table import Line
from mentorhub.publishing.models import Ledger, Publication


def freeze(publication: Publication, lines: Sequence[Line], awards: Mapping[UUID, UUID]) -> Ledger:
    """Write and sign the ledger of a table. The names of its jurors are drawn here, once."""
    contest = publication.contest
    counted = {line.entry for line in lines}
    sheets = [sheet for sheet in queries.sheets_of(contest) if sheet.entry in counted]
    titles = {award.id: award.name.in_language(contest.language) for award in contest.awards}
    earlier = queries.published_or_none(contest)
    before = queries.ledger_of(earlier) if earlier else None
    rubric = [queries.criterion_of(line) for line in contest.rubric_now]
    shown = _earlier(contest, lines)
    book = Book(
        contest=contest.id,
        title=contest.title,
        edition=publication.edition,
        rubric=rubric,
        rules=_rules(publication),
        sheets=sheets,
        lines=lines,
        awards={entry: titles[award] for entry, award in awards.items()},
        withheld={award: titles[award] for award in publication.withheld_awards},
        digest=publication.digest,
        leaves=leaves_of(contest.id),
        checkpoint=signed_checkpoint(contest.id),
        previous=before.digest if before else "",
        names=pseudonyms(sheets, SystemRandom()),
        earlier=shown,
        since=queries.ruled_since(contest),
        version=criteria_version(contest),
        closed=list(_closed(contest, {one.number for one in shown})),
    )
    text = signed(written(book))
    ledger = Ledger(
        contest_id=contest.id,
        publication_id=publication.id,
        text=text,
        digest=fingerprint(text),
    )
    db.session.add(ledger)
    return ledger


def _closed(contest: Contest, shown: Collection[int]) -> Iterator[Closed]:
    """Of the stages whose sheets stand in the ledger. The log was read before: notes hold."""
    for closing in closings_of(contest.id):
        tree, last = tree_at(closing), closing.stage == contest.judged_stage
        if tree is not None and (last or closing.stage in shown):
            yield Closed(None if last else closing.stage, tree.size, tree.root_told)


def _earlier(contest: Contest, lines: Sequence[Line]) -> list[Earlier]:
    """Each stage draws names of its own: who sat in two of them stays nobody's to know."""
    stages = shown_before(queries.sheets_before(contest), lines, average=contest.average)
    return [replace(one, names=pseudonyms(one.sheets, SystemRandom())) for one in stages]


def _rules(publication: Publication) -> Rules:
    contest, basis = publication.contest, publication.basis
    return Rules(
        pass_mark=contest.pass_mark,
        no_zero=contest.no_zero,
        tie_break=[line.id for line in contest.tie_break],
        decided={UUID(entry): order for entry, order in publication.decided.items()},
        average=basis["average"],
        deciding=basis["deciding"],
        why=basis.get("why"),
        variances=basis.get("variances"),
    )


def leaves_told(contest: Contest) -> Told | None:
    """The leaves in the ledger of the table that stands; None before there is one."""
    publication = queries.published_or_none(contest)
    ledger = queries.ledger_of(publication) if publication else None
    if ledger is None:
        return None
    lines = (line for line in ledger.text.splitlines() if line.startswith('{"leaves":'))
    return Told(ledger.digest, json.loads(next(lines))["leaves"])


ledgers.append(leaves_told)


def signed(lines: str) -> str:
    """The lines, and one more with the signature over their bytes."""
    last = {"type": "signature", "signature": signing.signature_of(lines.encode())}
    return lines + canonical(last).decode() + "\n"
