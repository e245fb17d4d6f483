"""A brief as a PDF: its page of HTML, as it is printed.

WeasyPrint lays it out, with Debian's Pango; nothing is fetched, and there is no browser.
"""

import logging

from wellsourced.app.briefing.page import page
from wellsourced.errors import PluginError
from wellsourced.model import Brief

_REMEDY = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"


def printed(brief: Brief) -> bytes:
    """Give the whole file; the same brief gives the same bytes.

    Raises PluginError where Pango is missing.
    """
    try:
        from weasyprint import HTML
    except OSError as error:
        raise PluginError(
            "a PDF needs Pango, which is not on this machine",
            hint=f"{_REMEDY}; or take -o FILE.html and print it",
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    seal = brief.title.encode("utf-8", "replace")
    found: bytes = HTML(string=page(brief), url_fetcher=_nothing).write_pdf(pdf_identifier=seal)
    return found


def _nothing(url: str) -> dict[str, object]:
    """Nothing is fetched."""
    raise ValueError(f"a brief asks for nothing: {url}")
