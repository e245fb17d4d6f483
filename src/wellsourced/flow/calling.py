"""What is called how in a large record: things by the beginning of their ids, or by names."""

from wellsourced.flow.about import fold
from wellsourced.flow.library import Library


class Finder:
    """Finds the things of a record by what somebody calls them."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def called(self, table: str, name: str) -> list[int]:
        """Give the rows of a table whose ids begin so, the first few."""
        if not name:
            return []
        query = f"SELECT rowid FROM r.{table} WHERE id >= $1 AND id < $2 ORDER BY id LIMIT 5"
        rows = self.library.numbers(query, name, f"{name}\U0010ffff")
        exact = self.library.numbers(f"SELECT rowid FROM r.{table} WHERE id = $1", name)
        return exact or rows

    def meant(self, name: str) -> list[str]:
        """Give all that a name means, with its factions, as they are looked for."""
        found: set[str] = set()
        todo = {fold(m) for m in self.means(name)}
        while todo:
            found |= todo
            asked = [w for n in sorted(todo) for w in self._within(n)]
            todo = {fold(w) for w in asked} - found
        return sorted(found)

    def folded(self, name: str) -> str:
        """Give a name as the register has it."""
        return fold(name)

    def means(self, name: str) -> list[str]:
        """Give the names that one means."""
        return self.library.names("SELECT means FROM g.known WHERE name = $1", fold(name))

    def _within(self, folded: str) -> list[str]:
        return self.library.names("SELECT part FROM g.within WHERE name = $1", folded)

    def nearest(self, name: str) -> list[str] | None:
        """Give the names most like one that is not known; None: it is known."""
        if self.means(name):
            return None
        query = """SELECT DISTINCT means FROM g.known
            ORDER BY jaro_winkler_similarity(name, $1) DESC, means LIMIT 3"""
        return self.library.names(query, fold(name))

    def pages_called(self, name: str) -> list[str]:
        """Give the ids of the pages of an id, or file."""
        if self.library.has(name):
            return [name]
        query = "SELECT id FROM r.documents WHERE file = $1 LIMIT 5"
        found = self.library.names(query, name)
        if found or not name:
            return found
        query = """SELECT id FROM r.documents WHERE (id >= $1 AND id < $2)
            OR ends_with(file, '/' || $1) LIMIT 5"""
        return self.library.names(query, name, f"{name}\U0010ffff")
