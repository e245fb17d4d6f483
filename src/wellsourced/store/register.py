"""A register beside a record: what its lists are cut from, so that none is read whole to be shown.

A row for each claim with its place in every order in which claims are listed; by whose name, by
which words of which page, and from which day each can be found. It holds nothing that the record
does not, is made from it alone, and may be deleted: the next who needs it makes it anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from shutil import rmtree

import duckdb
import pyarrow as pa

from wellsourced.errors import UnwrittenError
from wellsourced.store.packed import pack
from wellsourced.store.tables import CHECKS, COUNTS, LAYERS, PARTS, STORIES, TALLIES, UTTERANCES

_CONFIG: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1200MB", "threads": 2}
_THREAD = "('comment', 'trackback')"
_CONTESTED = "('disputed', 'denied', 'retracted')"
_PIECE = 20_000
_NEIGHBOURS = 64  # rows of numbers, which are short
_TOGETHER = 8  # claims: those of a screen are seldom neighbours
INDEX, CLAIMS = "register.duckdb", "claims.packed"
TEXTS, MARKS = "texts.packed", "marks.packed"
NEAR = "near.packed"
BY_ROW = {t.name: f"{t.name}.packed" for t in (TALLIES, STORIES, CHECKS)}
_STANDS = """SELECT DISTINCT n, document FROM (SELECT rowid::INT AS n, unnest(list_concat([origin],
  list_transform(copies, lambda c: c.document), list_transform(passages, lambda p: p.a),
  list_transform(passages, lambda p: p.b))) AS document FROM r.stories)"""
TOLD_ON = {
    TALLIES.name: "FROM told_count",
    CHECKS.name: "FROM checked",
    STORIES.name: _STANDS,  # as a whole or by a passage
}
OF_PAGES = (*(t.name for t in (UTTERANCES, COUNTS)), *(t.name for _, t in LAYERS))

Fold = Callable[[str], str]

_CLAIMS = f"""
CREATE TEMP TABLE base AS SELECT rowid::INT AS n, id, type, status, rivals, text, actor,
  recipient, first_heard AS heard, last_heard AS last, len(evidence)::INT AS told,
  origins.low AS low, origins.high AS high, hedged,
  status IN {_CONTESTED} AS contested,
  len(denied_by) + len(disputed_by) + len(retracted_by) AS against,
  coalesce(earliest, latest) IS NOT NULL AS stated,
  CASE WHEN coalesce(earliest, latest) IS NOT NULL THEN coalesce(earliest, latest)
    ELSE first_heard END AS start,
  CASE WHEN coalesce(earliest, latest) IS NOT NULL THEN latest ELSE first_heard END AS finish,
  list_aggregate(list_transform(evidence, lambda e: struct_pack(d := e.document, s := e."start")),
    'min') AS spot,
  len(list_filter(evidence, lambda e: e."chain"[-1] = 'unnamed'))::INT AS nameless
FROM r.claims;
CREATE TEMP TABLE ranked AS SELECT n, row_number() OVER (ORDER BY NOT contested,
  -CASE WHEN contested THEN least(against, high) ELSE 0 END, -low, -high, text, id)::INT AS rank
FROM base;
"""
# Claims that stand together, as `tell.disputes` has it: rivals, one text, contested about one.
_TIES = """
SELECT n, min(n) OVER (PARTITION BY lower(text)) AS m FROM base
UNION ALL
SELECT n, min(n) OVER (PARTITION BY type, actor, coalesce(recipient, '')) FROM base
  WHERE contested AND coalesce(actor, '') <> ''
UNION ALL
SELECT b.n, o.n FROM (SELECT n, unnest(rivals) AS rival FROM base) b JOIN base o ON o.id = b.rival
"""
_LISTED = """
CREATE TABLE claim AS
WITH groups AS (SELECT g.n, g.head, min(k.rank) OVER (PARTITION BY g.head) AS first, k.rank,
    count(*) OVER (PARTITION BY g.head)::INT AS size
  FROM grouped g JOIN ranked k USING (n)),
resting AS (SELECT c.n, count(DISTINCT t.n) AS counts FROM told c JOIN told_count t
  ON c.document = t.document AND c.first < t.last AND t.first < c.last GROUP BY 1),
failing AS (SELECT DISTINCT c.n FROM told c JOIN checked k
  ON c.document = k.document AND c.first < k.last AND k.first < c.last AND k.failing)
SELECT b.n, b.id, b.type, b.status, b.heard, b.last, b.start, b.finish, b.stated, b.contested,
  g.head, g.size, row_number() OVER (ORDER BY g.first, g.rank)::INT AS place,
  row_number() OVER (ORDER BY coalesce(b.start, b.finish, DATE '9999-12-31'),
    -(coalesce(b.finish, DATE '9999-12-31') - coalesce(b.start, b.finish, DATE '9999-12-31')),
    NOT b.stated, coalesce(b.heard, DATE '9999-12-31'), b.spot.d, b.spot.s, b.id)::INT AS moment,
  len(b.rivals)::INT AS rivals, b.high,
  (CASE WHEN b.contested THEN 4 ELSE 0 END + least(len(b.rivals), 3)
  + CASE WHEN b.status = 'single-source' AND b.high > 1 THEN 3
     WHEN b.status = 'corroborated' AND b.low = 2 THEN 2
     WHEN b.status = 'disputed' AND b.low = 1 AND b.high = 1 THEN 1
     WHEN b.status = 'unsupported' AND b.hedged > 1 THEN 1 ELSE 0 END
  + least(coalesce(r.counts, 0), 3) + CASE WHEN f.n IS NULL THEN 0 ELSE 3 END
  + CASE WHEN b.told >= 5 THEN 1 ELSE 0 END
  + CASE WHEN b.nameless > 0 AND 2 * b.nameless >= b.told THEN 1 ELSE 0 END)::INT AS score
FROM base b JOIN groups g USING (n) LEFT JOIN resting r USING (n) LEFT JOIN failing f USING (n)
ORDER BY place;
CREATE TABLE queue AS SELECT n, score, type, status FROM claim WHERE score > 0
  ORDER BY score DESC, high DESC, id;
"""
_TOLD = """
CREATE TABLE told AS SELECT DISTINCT e.document AS document, e."start"::INT AS first,
  e."end"::INT AS last, n FROM (SELECT rowid::INT AS n, unnest(evidence) AS e FROM r.claims)
  ORDER BY document, first, n;
CREATE TABLE told_count AS SELECT DISTINCT e.document AS document, e."start"::INT AS first,
  e."end"::INT AS last, n FROM (SELECT rowid::INT AS n, unnest(evidence) AS e FROM r.tallies)
  ORDER BY document, first, n;
CREATE TABLE checked AS SELECT DISTINCT q.document AS document, q."start"::INT AS first,
  q."end"::INT AS last, n, failing FROM (SELECT rowid::INT AS n, unnest(about) AS q,
  verdict = 'inconsistent' AS failing FROM r.checks) ORDER BY document, first, n;
CREATE TABLE copied AS SELECT DISTINCT d AS document, n, pages FROM (
  SELECT n, len(held) AS pages, unnest(held) AS d FROM (SELECT rowid::INT AS n,
    list_distinct(list_filter(list_append(list_transform(copies, lambda c: c.document), origin),
      lambda d: d IS NOT NULL)) AS held FROM r.stories)) ORDER BY document, n;
"""
# Of each page the rows that have to do with it; of each row its pages, by their places.
_NEAR = """
WITH page AS (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM r.documents),
counts AS (SELECT document AS id, list(DISTINCT n ORDER BY n) AS held FROM told_count GROUP BY 1),
checks AS (SELECT document AS id, list(DISTINCT n ORDER BY n) AS held FROM checked GROUP BY 1),
texts AS (SELECT document AS id, list(DISTINCT n ORDER BY n) AS held FROM copied GROUP BY 1)
SELECT to_json({tallies: coalesce(c.held, []), checks: coalesce(k.held, []),
  stories: coalesce(s.held, [])}) FROM page LEFT JOIN counts c USING (id)
  LEFT JOIN checks k USING (id) LEFT JOIN texts s USING (id) ORDER BY nth
"""
_PAGES = """
WITH page AS (SELECT id, (row_number() OVER (ORDER BY id) - 1)::INT AS nth FROM r.documents),
held AS (SELECT n, list(DISTINCT nth ORDER BY nth) AS pages FROM ({on}) JOIN page ON id = document
  GROUP BY 1)
SELECT to_json(coalesce(pages, [])) FROM (SELECT rowid::INT AS n FROM r.{table}) LEFT JOIN held
  USING (n) ORDER BY n
"""
# Whom and what a claim is about, comes from or names: by role, so that each can be counted.
_NAMED = """
CREATE TEMP TABLE spoken AS
SELECT n, unnest(string_split(actor, '; ')) AS name, 'slot' AS role FROM (SELECT rowid::INT AS n, *
  FROM r.claims) WHERE actor IS NOT NULL
UNION ALL SELECT rowid::INT, unnest(string_split(recipient, '; ')), 'slot' FROM r.claims
  WHERE recipient IS NOT NULL
UNION ALL SELECT rowid::INT, unnest(string_split(place, '; ')), 'place' FROM r.claims
  WHERE place IS NOT NULL
UNION ALL SELECT rowid::INT, unnest(list_transform(list_concat(said_by, confirmed_by),
  lambda s: s."name")), 'says' FROM r.claims
UNION ALL SELECT rowid::INT, unnest(list_transform(list_concat(denied_by, disputed_by,
  questioned_by, retracted_by), lambda s: s."name")), 'against' FROM r.claims
UNION ALL SELECT n, unnest(e."chain"), 'chain' FROM (SELECT rowid::INT AS n, unnest(evidence) AS e
  FROM r.claims)
UNION ALL SELECT t.n, coalesce(k.name, m.name), 'words' FROM told t JOIN r.marks_entities m
  ON m.document = t.document AND t.first <= m."start" AND m."end" <= t.last
  LEFT JOIN r.names k ON k.surface = lower(m.name)
UNION ALL SELECT t.n, coalesce(k.name, m.name), 'words' FROM told t JOIN r.marks_places m
  ON m.document = t.document AND t.first <= m."start" AND m."end" <= t.last
  LEFT JOIN r.names k ON k.surface = lower(m.name);
"""
_ABOUT = """
CREATE TABLE about AS SELECT DISTINCT f.folded AS name, s.role, c.place, s.n
  FROM spoken s JOIN folds f USING (name) JOIN claim c USING (n) ORDER BY 1, 2, 3;
CREATE TABLE named AS SELECT a.name, c.* EXCLUDE (id) FROM (SELECT DISTINCT name, n FROM about) a
  JOIN claim c USING (n) ORDER BY a.name, c.place;
CREATE TABLE known AS SELECT DISTINCT f.folded AS name, m.name AS means FROM (
  SELECT name AS spelt, name FROM r.entities
  UNION SELECT unnest(list_transform(aliases, lambda a: a."name")), name FROM r.entities
  UNION SELECT surface, name FROM r.names
  UNION SELECT DISTINCT name, name FROM spoken) m JOIN folds f ON f.name = m.spelt ORDER BY 1, 2;
CREATE TABLE within AS SELECT DISTINCT f.folded AS name, e.name AS part FROM r.entities e
  JOIN folds f ON f.name = e.part_of WHERE e.kind <> 'person' ORDER BY 1, 2;
"""
# Which words stand in which page, by its place among the ids, and in which claim.
_WORDS = """
CREATE TABLE spelt AS SELECT DISTINCT unnest(regexp_extract_all(lower(text), '[\\p{L}\\p{N}]+'))
  AS word, (row_number() OVER (ORDER BY id) - 1)::INT AS n FROM r.documents ORDER BY word, n;
CREATE TABLE worded AS SELECT DISTINCT unnest(regexp_extract_all(lower(concat_ws(' ', text, actor,
  recipient, place)), '[\\p{L}\\p{N}]+')) AS word, rowid::INT AS n FROM r.claims ORDER BY word, n;
CREATE TABLE word AS SELECT word FROM spelt UNION SELECT word FROM worded ORDER BY word;
"""
# What is counted once: it changes with the record alone.
_SUMS = """
CREATE TABLE sums AS SELECT
  (SELECT count(DISTINCT document) FROM r.parts) AS pages,
  (SELECT count(DISTINCT outlet) FROM r.documents) AS outlets,
  (SELECT count(DISTINCT n) FROM checked WHERE failing) AS failing,
  (SELECT count(DISTINCT n) FROM checked WHERE NOT failing) AS holding,
  (SELECT count(DISTINCT n) FROM copied) AS texts;
"""
# The days on which something came to be known, as `flow.days` has it; `added` by evidence.
_DAYS = f"""
CREATE TABLE day AS
WITH page AS (SELECT d.id, CASE WHEN d.earlier IS NOT NULL THEN x.seen
    ELSE coalesce(d.published.latest, x.seen) END AS day
  FROM r.documents d JOIN (SELECT d.id, coalesce((d.fetched_at AT TIME ZONE 'UTC')::DATE, a.day,
    DATE '9999-12-31') AS seen FROM r.documents d LEFT JOIN added a USING (evidence)) x
  USING (id)),
word AS (SELECT greatest(page.day, coalesce(try_cast(p.at[:10] AS DATE), page.day)) AS day
  FROM r.parts p JOIN page ON page.id = p.document WHERE p.kind IN {_THREAD})
SELECT day, sum(page)::INT AS pages, sum(comment)::INT AS comments FROM (
  SELECT day, 1 AS page, 0 AS comment FROM page UNION ALL SELECT day, 0, 1 FROM word)
WHERE day < DATE '9999-12-31' GROUP BY 1 ORDER BY 1;
"""
_TEXTS = """
SELECT id, to_json(t) FROM (SELECT * REPLACE (strftime(make_timestamp(epoch_us(fetched_at)),
  '%Y-%m-%dT%H:%M:%S.%fZ') AS fetched_at) FROM r.documents) t ORDER BY id
"""
_IDS = "SELECT id, '' FROM r.documents ORDER BY id"
_SOURCES = """
CREATE TABLE source AS FROM (
WITH said AS (SELECT DISTINCT n, s."name" AS name, s.unnamed AS unnamed, s.kind AS kind, alone,
    denied, list_contains(back, s) AS back FROM (
  SELECT rowid::INT AS n, unnest(list_concat(said_by, confirmed_by)) AS s,
    len(list_distinct(list_concat(said_by, confirmed_by))) = 1 AS alone,
    len(denied_by) > 0 OR status = 'denied' AS denied, retracted_by AS back FROM r.claims)),
pages AS (SELECT s.name, s.unnamed, s.kind, count(DISTINCT e.document) AS documents
  FROM said s JOIN (SELECT rowid::INT AS n, unnest(evidence) AS e FROM r.claims) t USING (n)
  WHERE len(e."chain") > 0 AND (e."chain"[-1] = s.name OR s.unnamed) GROUP BY ALL)
SELECT s.name, s.unnamed, s.kind, count(*) AS claims, count_if(alone) AS alone,
  count_if(denied) AS denied, count_if(back) AS retracted,
  coalesce(any_value(p.documents), 0) AS documents
FROM said s LEFT JOIN pages p USING (name, unnamed, kind) GROUP BY ALL)
ORDER BY unnamed, claims DESC, lower(name), name, kind;
"""
_PLACES = """
CREATE TABLE spot AS
WITH meant AS (SELECT coalesce(k.name, m.name) AS name, m.latitude, m.longitude, m.country,
    max(m.score) AS score, count(*) AS often FROM r.marks_places m
  LEFT JOIN r.names k ON k.surface = lower(m.name)
  WHERE m.latitude IS NOT NULL AND m.longitude IS NOT NULL GROUP BY ALL),
chosen AS (SELECT *, row_number() OVER (PARTITION BY name ORDER BY often DESC,
  coalesce(score, 1) DESC, latitude DESC, longitude DESC, country) AS nth FROM meant),
held AS (SELECT s.name, count(DISTINCT s.n) AS claims,
  count(DISTINCT CASE WHEN c.contested THEN s.n END) AS contested
  FROM spoken s JOIN claim c USING (n) WHERE s.role = 'place' GROUP BY 1),
counts AS (SELECT name, count(DISTINCT id) AS tallies,
  max(CASE WHEN outcome = 'killed' THEN best END) AS killed FROM (SELECT id, outcome, best,
    unnest(string_split(place, '; ')) AS name FROM r.tallies WHERE place IS NOT NULL) GROUP BY 1)
SELECT c.name, c.latitude, c.longitude, c.score, c.country, coalesce(h.claims, 0) AS claims,
  coalesce(h.contested, 0) AS contested, coalesce(t.tallies, 0) AS tallies, t.killed
FROM chosen c LEFT JOIN held h USING (name) LEFT JOIN counts t USING (name) WHERE c.nth = 1
ORDER BY claims DESC, tallies DESC, c.name;
"""


def made(record: Path, to: Path, fold: Fold, added: Mapping[str, date]) -> None:
    """Make the register of a record in an empty folder.

    `fold` gives a name as it is looked for; `added`: the day on which each original came in.
    Raises UnwrittenError if it cannot be written.
    """
    config = {**_CONFIG, "temp_directory": str(to / "spill")}
    try:
        with duckdb.connect(str(to / INDEX), config=config) as db:
            db.execute(f"ATTACH '{str(record).replace(chr(39), chr(39) * 2)}' AS r (READ_ONLY)")
            _indexed(db, fold, added)
            told = _told(db, "SELECT to_json(t) FROM r.claims t")
            pack(to / CLAIMS, told, together=_TOGETHER)
            for name, file in BY_ROW.items():
                pack(to / file, _told(db, f"SELECT to_json(t) FROM r.{name} t"))
            pack(to / NEAR, _told(db, _NEAR), together=_NEIGHBOURS)
            for table, on in TOLD_ON.items():
                told = _told(db, _PAGES.format(table=table, on=on))
                pack(to / pages_of(table), told, together=_NEIGHBOURS)
            pack(to / TEXTS, _pages(db, _TEXTS, (PARTS.name,)))
            pack(to / MARKS, _pages(db, _IDS, OF_PAGES))
    except duckdb.Error as error:
        why = str(error).partition("\n")[0]
        hint = "put it right (is the disk full?) and do it again: nothing is lost"
        raise UnwrittenError(f"{to} cannot be written: {why}", hint=hint) from error
    rmtree(to / "spill", ignore_errors=True)


def pages_of(table: str) -> str:
    """Name the file that tells on which pages each row of a table is told."""
    return f"{table}.pages.packed"


def _indexed(db: duckdb.DuckDBPyConnection, fold: Fold, added: Mapping[str, date]) -> None:
    for part in (_CLAIMS, _TOLD):
        db.execute(part)
    _keep(db, "grouped", pa.table({"n": _numbers(db), "head": _heads(db)}))
    db.execute(_LISTED)
    db.execute(_NAMED)
    _keep(db, "folds", _folds(db, fold))
    _keep(db, "added", _table({"evidence": added.keys(), "day": added.values()}, pa.date32()))
    for part in (_ABOUT, _DAYS, _SOURCES, _PLACES, _WORDS, _SUMS):
        db.execute(part)
    for table in ("grouped", "folds", "added"):
        db.execute(f"DROP TABLE {table}")


def _told(db: duckdb.DuckDBPyConnection, query: str) -> Iterator[bytes]:
    with db.cursor() as asked:
        found = asked.execute(query)
        while rows := found.fetchmany(_PIECE):
            yield from (r[0].encode() for r in rows)


def _pages(db: duckdb.DuckDBPyConnection, query: str, owned: Sequence[str]) -> Iterator[bytes]:
    """Each page with its rows of some tables, in the order of their ids."""
    with ExitStack() as opened:
        tables = {name: _owned(opened.enter_context(db.cursor()), name) for name in owned}
        heads = {name: next(rows, None) for name, rows in tables.items()}
        for page, text in _keyed(opened.enter_context(db.cursor()), query):
            cells = [f'"documents":[{text}]']
            for name, rows in tables.items():
                held = []
                while (head := heads[name]) is not None and head[0] <= page:
                    held.append(head[1])
                    heads[name] = next(rows, None)
                cells.append(f'"{name}":[{",".join(held)}]')
            yield f"{{{','.join(cells)}}}".encode()


def _owned(db: duckdb.DuckDBPyConnection, name: str) -> Iterator[tuple[str, str]]:
    return _keyed(db, f"SELECT document, to_json(t) FROM r.{name} t ORDER BY document, t.rowid")


def _keyed(db: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[str, str]]:
    found = db.execute(query)
    while rows := found.fetchmany(_PIECE):
        yield from rows


def _table(columns: Mapping[str, Iterable[object]], last: pa.DataType) -> pa.Table:
    kinds = (*([pa.string()] * (len(columns) - 1)), last)
    return pa.table(
        {k: pa.array(list(c), t) for (k, c), t in zip(columns.items(), kinds, strict=True)}
    )


def _keep(db: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    db.register("given", table)
    db.execute(f"CREATE TABLE {name} AS FROM given")
    db.unregister("given")


def _numbers(db: duckdb.DuckDBPyConnection) -> pa.Array:
    row = db.execute("SELECT count(*) FROM base").fetchone()
    return pa.array(range(row[0] if row else 0), pa.int32())


def _heads(db: duckdb.DuckDBPyConnection) -> pa.Array:
    """For each claim the least of those that it stands with."""
    above = list(range(len(_numbers(db))))
    for n, m in _pairs(db.execute(_TIES)):
        a, b = n, m
        while above[a] != a:
            above[a] = a = above[above[a]]
        while above[b] != b:
            above[b] = b = above[above[b]]
        if a != b:
            above[max(a, b)] = min(a, b)
    for n, up in enumerate(above):  # who is above has a lesser number, so is settled already
        above[n] = above[up]
    return pa.array(above, pa.int32())


def _pairs(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int]]:
    while rows := found.fetchmany(_PIECE):
        yield from ((n, m) for n, m in rows if n != m)


def _folds(db: duckdb.DuckDBPyConnection, fold: Fold) -> pa.Table:
    """Each name that is written anywhere, and how it is looked for."""
    found = db.execute(
        """SELECT name FROM spoken UNION SELECT name FROM r.entities UNION
        SELECT unnest(list_transform(aliases, lambda a: a."name")) FROM r.entities UNION
        SELECT surface FROM r.names UNION SELECT part_of FROM r.entities
        WHERE part_of IS NOT NULL"""
    ).fetchall()
    names = sorted(n for (n,) in found if n)
    return _table({"name": names, "folded": map(fold, names)}, pa.string())
