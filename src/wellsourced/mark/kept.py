"""The trees of passages that were parsed lately: what stands on many pages is parsed once."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from spacy.tokens import Doc

Parse = Callable[[Iterable[str]], Iterator[Doc]]

MOST = 100_000
"""Words whose trees are kept: those of some two hundred pages, in thirty megabytes."""

_NOTHING = np.zeros((0,), dtype="f")  # in place of what the parser thought of each word


class Trees:
    """Gives trees, of which the latest are kept.

    A tree depends on the words of its passage alone, not on what is parsed beside it; so nothing
    can be told from the marks of whether a tree was kept. Within one document no two passages
    share a tree, as its words are told apart by the tree that they stand in.
    """

    def __init__(self, parse: Parse, most: int = MOST) -> None:
        self._parse, self._most = parse, most
        self._kept: dict[str, Doc] = {}
        self._words = 0

    def of(self, texts: Sequence[str]) -> list[Doc]:
        """Give the tree of each text of a document; those that are kept are not parsed anew."""
        free = {t: self._taken(t) for t in dict.fromkeys(texts) if t in self._kept}
        known = [free.pop(t, None) for t in texts]
        made = self._parse(t for t, tree in zip(texts, known, strict=True) if tree is None)
        trees = [tree if tree is not None else next(made) for tree in known]
        for text, tree in zip(texts, trees, strict=True):
            self._keep(text, tree)
        return trees

    def _taken(self, text: str) -> Doc:
        tree = self._kept.pop(text)
        self._words -= len(tree)
        return tree

    def _keep(self, text: str, tree: Doc) -> None:
        """Keep a tree, and let go of those that were asked for longest ago."""
        if text in self._kept:
            return
        tree.tensor = _NOTHING
        self._kept[text] = tree
        self._words += len(tree)
        while self._words > self._most:
            self._taken(next(iter(self._kept)))
