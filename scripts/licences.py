"""The table of licences in docs/reference/licences.md; printed, or put there by cog."""

from parts import Component, components


def table() -> str:
    """Give the table, a row a package, but for setuptools: each Python brings its own."""
    rows = ["| package | version | licence | |", "| --- | --- | --- | --- |"]
    return "\n".join([*rows, *(_row(c) for c in components() if c.name != "setuptools")])


def _row(part: Component) -> str:
    mark = "copyleft" if part.copyleft else ""
    return f"| {part.name} | {part.version} | {part.licence or 'not stated'} | {mark} |"


if __name__ == "__main__":
    print(table())
