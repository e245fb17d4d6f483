"""The command `serve`: the web application of a case, on this machine."""

import getpass
from pathlib import Path

import click

from wellsourced.app.options import case_argument
from wellsourced.case import Case
from wellsourced.errors import InputError

_HERE = ("127.0.0.1", "localhost", "::1")


@click.command()
@case_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535))
@click.option("--withhold-commenters", "withhold", is_flag=True, help="Never name readers.")
@click.option(
    "--by", metavar="NAME", default=getpass.getuser, show_default="you", help="Who decides."
)
def serve(*, case: Path, host: str, port: int, withhold: bool, by: str) -> None:
    """Show a case in the browser, for whoever sits at this machine.

    Nothing is loaded from elsewhere, and nobody but this machine can reach it.

    \b
    Example:
      wellsourced serve my-case
    """
    opened = Case.open(case)
    opened.claims()  # a case that was not run says so here
    if host not in _HERE:
        raise InputError(
            f"{host} can be reached by others, and this case has no accounts",
            hint="leave --host away to serve this machine alone",
        )
    import uvicorn

    from wellsourced.app.web.site import site

    click.echo(f"wellsourced shows {case} at http://{host}:{port}/  (Ctrl-C ends it)", err=True)
    uvicorn.run(
        site(opened, withhold=withhold, user=by), host=host, port=port, log_level="warning"
    )
