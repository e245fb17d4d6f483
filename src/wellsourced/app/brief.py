"""The commands `brief` and `lint`: a sourced brief as a file, and what a brief should not say."""

from datetime import date
from pathlib import Path

import click

from wellsourced.app.options import FILE, about_option, as_of_option
from wellsourced.app.output import print_json
from wellsourced.app.seen import asked_case, seen
from wellsourced.case import lint as found_in
from wellsourced.errors import InputError
from wellsourced.model import Brief, Length

_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)
FORMATS = (".html", ".md", ".docx", ".pdf", ".json")


@click.command()
@asked_case
@about_option
@as_of_option
@click.option(
    "--since",
    metavar="DAY",
    help="Say first what changed after that day.",
    callback=lambda ctx, param, value: _day(value),
)
@click.option(
    "--length",
    type=click.Choice([n.value for n in Length]),
    default=Length.SHORT.value,
    show_default=True,
    help="A page or two, or all there is.",
)
@click.option(
    "--output",
    "-o",
    "out",
    type=_OUT,
    metavar="FILE",
    help="FILE.html, .md, .docx, .pdf or .json; without it, Markdown on standard output.",
)
def brief(
    *,
    case: Path,
    about: str | None,
    as_of: date | None,
    since: date | None,
    length: str,
    out: Path | None,
) -> None:
    """Write a sourced brief: what is claimed, how it stands, and who says otherwise.

    Every sentence has footnotes with the page, the characters and the words it rests on. What only
    readers say stands apart. Words of likelihood are a source's or an analyst's own, and quoted.
    The HTML is one file that needs no network; a PDF needs Pango, a library of the system.

    \b
    Example:
      wellsourced brief my-case -o brief.html
      wellsourced brief my-case --about "River Guard" --since 2009-09-24 -o brief.docx
    """
    if out is not None and out.suffix not in FORMATS:
        raise InputError(
            f"no brief can be written as {out.suffix or out.name!r}",
            hint=f"end the name with {', '.join(FORMATS)}",
        )
    found = seen(case).brief(about=about, as_of=as_of, since=since, length=Length(length))
    if out is None:
        click.echo(written(found, ".md").decode(), nl=False)
        return
    content = written(found, out.suffix)
    try:
        out.write_bytes(content)
    except OSError as error:
        raise InputError(f"cannot write {out}: {error.strerror}") from error
    many = sum(len(p.sentences) for s in found.sections for p in s.paragraphs)
    click.echo(f"{out}: {many} sentences, {len(found.footnotes)} footnotes", err=True)


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "form", flag_value="json", help="The findings, for programs.")
def lint(*, file: Path, form: str | None) -> None:
    """Look through a brief (.md, .txt) for words of likelihood outside ICD 203.

    Also for likelihood and confidence in one sentence, and for sentences without a footnote. What
    is quoted is the source's own. Ends with 1 if something is found.

    \b
    Example:
      wellsourced lint brief.md
    """
    try:
        rows = found_in(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is no text", hint="lint reads .md and .txt, in UTF-8") from error
    if form == "json":
        print_json(rows)
    else:
        for row in rows:
            click.echo(f"{file}:{row.line}: {row.rule}: {row.words!r}; {row.remedy}")
    if rows:
        click.get_current_context().exit(1)


def written(found: Brief, suffix: str) -> bytes:
    """Give a brief as a file of that ending; a format's library is loaded when it is asked for."""
    if suffix == ".md":
        from wellsourced.app.briefing.markdown import markdown

        return markdown(found).encode()
    if suffix == ".docx":
        from wellsourced.app.briefing.document import document

        return document(found)
    if suffix == ".pdf":
        from wellsourced.app.briefing.print import printed

        return printed(found)
    if suffix == ".json":
        import msgspec

        return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"
    from wellsourced.app.briefing.page import page

    return page(found).encode()


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as 2007-02-16") from error
