"""The tables that an export has, as the database is asked for them: whole, typed, in their order.

Some lie in the record as they are told; of the others a row is made of what lies there. That it
is the row that `tell` makes of the same record is held by tests.
"""

_PLAIN = ("claims", "tallies", "checks", "stories")
ORDER = """
coalesce(first_day, last_day, DATE '9999-12-31'),
coalesce(last_day, DATE '9999-12-31') - coalesce(first_day, last_day, DATE '9999-12-31') DESC,
NOT stated, coalesce(first_heard, DATE '9999-12-31'), coalesce(words_at.d, ''),
coalesce(words_at.s, 0), id
"""
DATED = """
SELECT *, CASE WHEN stated THEN earliest ELSE first_heard END AS first_day,
  CASE WHEN stated THEN latest ELSE first_heard END AS last_day
FROM (
  SELECT {fields}, earliest IS NOT NULL OR latest IS NOT NULL AS stated,
    list_min(list_transform(evidence, lambda e: {{'d': e.document, 's': e.start}})) AS words_at
  FROM claims
)
"""
_TIMELINE = f"""
SELECT first_day AS earliest, last_day AS latest, id AS claim, type, text, status, origins,
  CASE WHEN stated THEN 'stated' ELSE 'first heard' END AS basis
FROM ({DATED.format(fields="id, type, text, status, origins, earliest, latest, first_heard")})
ORDER BY {ORDER}
"""
SOURCES = """
WITH told AS (
  SELECT id, list_distinct(list_concat(said_by, confirmed_by)) AS origins, retracted_by,
    len(denied_by) > 0 OR status = 'denied' AS refused,
    list_distinct(list_transform(list_filter(evidence, lambda e: len(e.chain) > 0),
      lambda e: {'document': e.document, 'origin': e.chain[-1]})) AS heard
  FROM claims
), resting AS (
  SELECT unnest(origins) AS s, len(origins) = 1 AS sole, refused, retracted_by, heard FROM told
), counted AS (
  SELECT s, count(*) AS claims, count(*) FILTER (sole) AS alone,
    count(*) FILTER (refused) AS denied,
    count(*) FILTER (list_contains(retracted_by, s)) AS retracted
  FROM resting GROUP BY s
), spread AS (
  SELECT s, count(DISTINCT document) AS documents FROM (
    SELECT s, unnest(list_transform(
      list_filter(heard, lambda h: s.unnamed OR h.origin = s.name), lambda h: h.document
    )) AS document FROM resting
  ) GROUP BY s
)
SELECT s.name AS name, s.unnamed AS unnamed, s.kind AS kind, claims, alone, denied, retracted,
  coalesce(documents, 0) AS documents
FROM counted LEFT JOIN spread USING (s)
"""
TIES = "SELECT * FROM claims WHERE type = 'ALLEGIANCE'"


def query(table: str) -> str | None:
    """Give how a table is asked for; None: no database can tell it as it is told.

    >>> query("checks")
    'SELECT * FROM checks'
    """
    if table == "timeline":
        return _TIMELINE
    return f"SELECT * FROM {table}" if table in _PLAIN else None
