"""`flask evaluate`: how well the matching ranks people for projects, and projects for people."""

from collections.abc import Iterator
from pathlib import Path

import click

from mentorhub.matching.domain.cases import Case, Rows, case, rows
from mentorhub.matching.domain.embedding import Embedder, EmbedderFailed
from mentorhub.matching.domain.evaluation import AMONG, MODELS, WITH_EMBEDDING, Direction, Report
from mentorhub.matching.domain.evaluation import evaluate as judge

HISTORY = "--history"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("evaluate")
@click.option("--people", type=FILE, help="JSON lines: id, bio, tags, documents, languages.")
@click.option("--projects", type=FILE, help="JSON lines: id, title, text, tags, language.")
@click.option("--ratings", type=FILE, help="JSON lines: person, project, rating.")
@click.option(HISTORY, is_flag=True, help="What mentors here accepted (1) and declined (0).")
@click.option(
    "--model", type=click.Choice([*MODELS, *WITH_EMBEDDING]), default=MODELS[-1], show_default=True
)
@click.option("--seed", type=int, default=0, show_default=True, help="Draws samples.")
def evaluate(
    people: Path | None,
    projects: Path | None,
    ratings: Path | None,
    history: bool,
    model: str,
    seed: int,
) -> None:
    """Print the weighted pairwise misranking loss (0 perfect, 0.5 chance) with its 95 % interval,
    recall and nDCG of both directions, and the part of the score that named reasons carry."""
    given = (people, projects, ratings)
    if history == any(given) or not (history or all(given)):
        raise click.UsageError(f"Give --people, --projects and --ratings, or {HISTORY} alone.")
    try:
        judged = _of_history() if history else case(*map(_rows, given))
        parts = model.split("+")
        report = judge(judged, parts=parts, seed=seed, embed=_embedder(parts))
    except (ValueError, EmbedderFailed) as error:
        raise click.ClickException(str(error)) from error
    for line in lines(report):
        click.echo(line)


def lines(report: Report) -> Iterator[str]:
    """The report as it is printed: a line for each direction, and more about it indented."""
    for one in report.directions:
        yield f"{one.name} loss {_loss(one)}"
        yield f"  queries {one.queries}, recall@{AMONG} {one.recall:.3f}, nDCG {one.gain:.3f}"
    named = "–" if report.named is None else f"{report.named:.3f}"
    yield f"share of the score in named reasons {named}"


def _loss(one: Direction) -> str:
    if one.loss is None:
        return "– (no two ratings of one query differ)"
    return f"{one.loss.value:.3f} [{one.loss.low:.3f}, {one.loss.high:.3f}]"


def _rows(path: Path | None) -> Rows:
    assert path is not None
    try:
        return rows(path.name, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name} is not UTF-8 text") from error


def _embedder(parts: list[str]) -> Embedder | None:
    """Raises ValueError where the model is asked for and not there."""
    if "embedding" not in parts:
        return None
    from mentorhub.matching.actions import language_model

    if (found := language_model()) is None:
        raise ValueError("no language model is installed: see requirements-embedding.txt")
    return found


def _of_history() -> Case:
    from mentorhub.mentoring.actions import answered_case

    return answered_case()
