"""`flask catalogues`: the .po files people edit become the .mo files the program reads."""

import click


@click.command("catalogues")
@click.option("--check", is_flag=True, help="Only say what is missing or wrong in the .po files.")
def catalogues(check: bool) -> None:
    """Compile the translations that changed."""
    # web workers load this module too, and need none of what reads and checks catalogues
    from mentorhub.platform.catalogues import compile_catalogues, problems

    if check:
        found = problems()
        for problem in found:
            click.echo(problem)
        raise SystemExit(1 if found else 0)
    for written in compile_catalogues():
        click.echo(f"{written.parents[1].name}: {written.stem}")
