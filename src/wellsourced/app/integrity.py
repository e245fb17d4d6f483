"""Commands that look whether all is as it was and all is there: verify, head, doctor."""

import sys
from pathlib import Path

import click
from msgspec import Struct

from wellsourced.app.options import FILE, FOLDER, case_argument
from wellsourced.app.output import print_json
from wellsourced.app.texts import put, text
from wellsourced.case import Case
from wellsourced.errors import InputError
from wellsourced.integrity import (
    Head,
    Verified,
    head_in,
    locked,
    signed,
    signer,
    verified,
)

_FINDINGS, _BROKEN = 1, 4


class _Holds(Struct, frozen=True):
    """What verify prints for programs."""

    holds: bool
    found: Verified
    signed_by: str | None = None


@click.command()
@case_argument
@click.option("--head", "kept", metavar="FILE|LINE", help="A head that was kept elsewhere.")
@click.option("--signature", type=FILE, metavar="FILE", help="The signature of that head.")
@click.option("--key", type=FILE, metavar="FILE", help="The public key it has to be by.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def verify(
    *, case: Path, kept: str | None, signature: Path | None, key: Path | None, as_json: bool
) -> None:
    """Re-read every span and quote, and re-derive every hash; exit code 4 if one does not hold.

    What does not hold is named: the file and its first bad byte, the link, the ruling, the row.
    That something at the end is missing, or that all was made anew, is told with --head, by a line
    that `wellsourced head` printed before; with --signature and --key, by whom it was signed.

    \b
    Example:
      wellsourced verify my-case
      wellsourced verify my-case --head head.txt --signature head.txt.sig --key ada.pub
    """
    opened = Case.open(case)
    if bool(signature) != bool(key) or (signature and not kept):
        raise click.UsageError("--signature, --key and --head go together")
    told = _given(kept) if kept else ""
    proof = (text(signature), text(key)) if signature and key else None
    who = signer(told.encode(), *proof) if proof else None
    found = verified(opened, head_in(told) if kept else None)
    if as_json:
        print_json(_Holds(not found.broken, found, who))
    else:
        _print(found, who)
    sys.exit(_BROKEN if found.broken else 0)


def _given(kept: str) -> str:
    """A head is given as it stands, or as the file that holds it."""
    if kept.startswith("wellsourced-head"):
        return f"{kept}\n"
    if not Path(kept).is_file():
        hint = "`wellsourced head CASE -o FILE` writes one"
        raise InputError(f"no such file, and no head: {kept!r}", hint=hint)
    return text(Path(kept))


def _print(found: Verified, who: str | None) -> None:
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    for bad in found.broken:
        click.echo(f"broken: {bad}")
    held = (
        f"{found.links} links of the evidence chain, {found.documents} documents, "
        f"{found.spans:,} spans, {found.quotes:,} quotes"
        f"{f', {found.rulings} rulings' if found.rulings else ''}"
        f"{f', {found.answers} answers of the reading aid' if found.answers else ''}"
        f"{f', {found.imports} lines of the log of imports' if found.imports else ''}"
    )
    click.echo(f"these hold: {held}" if found.broken else f"all holds: {held}")
    if who:
        click.echo(f"the head was signed by {who}")


@click.command()
@case_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Into it.")
@click.option("--sign", "key", type=FILE, metavar="KEY", help="Sign it, into FILE.sig.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def head(*, case: Path, output: Path | None, key: Path | None, as_json: bool) -> None:
    """Print one line that stands for all that was added, ruled and published.

    Keep it where the case is not: on paper, in a mail, with somebody else. By it `verify --head`
    tells later whether something at the end is missing, or all was made anew. KEY is a private
    Ed25519 key of SSH (ssh-keygen -t ed25519); ssh-keygen -Y verify checks the signature too.

    \b
    Example:
      wellsourced head my-case
      wellsourced head my-case -o head.txt --sign ~/.ssh/id_ed25519
    """
    if key and not output:
        raise click.UsageError("--sign needs -o FILE: the signature lies beside it")
    found = Case.open(case).head()
    if as_json:
        print_json(_Printed(found, found.seal, found.line()))
    elif not output:
        click.echo(found.line())
    if output:
        line = f"{found.line()}\n"
        signature = _signature(line.encode(), key) if key else None
        put(output, line)
        if signature:
            put(output.with_name(f"{output.name}.sig"), signature)


class _Printed(Struct, frozen=True):
    """What head prints for programs."""

    head: Head
    seal: str
    line: str


def _signature(line: bytes, key: Path) -> str:
    secret = key.read_bytes()
    if not locked(secret):
        return signed(line, secret)
    password = click.prompt(f"password of {key}", hide_input=True, err=True)
    return signed(line, secret, password.encode())


@click.command()
@click.argument("folder", type=FOLDER, default=".")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def doctor(*, folder: Path, as_json: bool) -> None:
    """Look whether everything that is needed is there; exit code 1 if something is not.

    FOLDER is a case, which is looked at too, or where one is to lie. What is not as it should be
    is told with what to do about it; what only some need is a warning.

    \b
    Example:
      wellsourced doctor
      wellsourced doctor my-case
    """
    findings = Case.doctor(folder)
    if as_json:
        print_json(findings)
    else:
        for finding in findings:
            colour, mark = _MARKS[finding.grade]
            remedy = f" ({finding.remedy})" if finding.remedy else ""
            words = f"{finding.what:14} {finding.words}{remedy}"
            click.echo(f"{click.style(mark, colour)} {words}")
    sys.exit(0 if all(f.grade != "bad" for f in findings) else _FINDINGS)


_MARKS = {"ok": ("green", "ok     "), "warning": ("yellow", "warning"), "bad": ("red", "MISSING")}
