"""The options that tell what a run is run by."""

import functools
from collections.abc import Callable

import click

from wellsourced.config import By


def run_by(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options, which it takes as one: `by`."""

    @click.option("--engine", metavar="NAME", help="local (the default), ray, or a plug-in's.")
    @click.option("--address", help="The cluster of the engine: auto, HOST:PORT, ray://...")
    @click.option("--workers", type=click.IntRange(min=0), help="Processes; 0: none but this one.")
    @functools.wraps(command)
    def told(
        *, engine: str | None, address: str | None, workers: int | None, **others: object
    ) -> None:
        command(by=By(engine=engine, address=address, workers=workers), **others)

    return told
