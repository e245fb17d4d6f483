"""A brief as one page of HTML.

It opens without a network, holds no script, prints well; nothing of it asks for another file.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from wellsourced.app.briefing.drawing import Drawing, drawing
from wellsourced.app.briefing.words import plain, quoted, where
from wellsourced.model import Brief, BriefPart

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(brief: Brief) -> str:
    """Give the whole file."""
    template = _templates().get_template("brief.html")
    return template.render(brief=brief, policy=POLICY, map=_drawn(brief), MAP=BriefPart.MAP)


def _drawn(brief: Brief) -> Drawing | None:
    told = {p.head for s in brief.sections if s.part is BriefPart.MAP for p in s.paragraphs}
    return drawing([p for p in brief.places if p.name in told])


@cache
def _templates() -> Environment:
    found = Environment(
        loader=PackageLoader("wellsourced.app.briefing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"plain": plain, "quoted": quoted, "where": where}
    return found
