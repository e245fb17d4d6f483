"""What kind of word each is: the parser's own rules of words, asked once a word."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import msgspec
import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.types import Ints2d

RULES = ("attribute_ruler", "lemmatizer")  # the last steps of the parser, in this order
_MANY = 200_000  # words remembered; a worker reads for days
_ASKED: list[int | str] = ["ORTH", "TAG", "DEP"]
_GIVEN: list[int | str] = ["TAG", "POS", "LEMMA", "DEP"]

_Key = tuple[int, int, int]  # the word, its tag, what it is to its head
_Form = tuple[int, int, int, int]  # tag, part of speech, lemma, what it is to its head


@dataclass(slots=True)
class Forms:
    """Gives each word its part of speech and lemma, as the parser's own last two steps do.

    Their rules look at one word, its tag and its label: what they said of it once holds wherever
    it stands. Where a rule of two words applies ("there is", "let's") they are asked of
    both together.
    """

    ruler: AttributeRuler
    lemmas: Lemmatizer
    alone: AttributeRuler
    pairs: Matcher
    openings: Matcher
    known: dict[_Key, _Form] = field(default_factory=dict)
    joined: dict[tuple[_Key, ...], list[_Form]] = field(default_factory=dict)
    opening: set[_Key] = field(default_factory=set)

    def formed(self, tree: Doc) -> Doc:
        """Give the tree with the part of speech and the lemma of each word."""
        keys = [(a, b, c) for a, b, c in tree.to_array(_ASKED).tolist()]
        if len(self.known) > _MANY:
            self.known.clear()
        known = self.known
        if missing := [k for k in dict.fromkeys(keys) if k not in known]:
            self._learn(tree.vocab, missing)
        given = [known[k] for k in keys]
        if not self.opening.isdisjoint(keys):
            for start, end in _stretches(self.pairs(tree, allow_missing=True)):
                given[start:end] = self._together(tree.vocab, tuple(keys[start:end]))
        return _written(tree, _GIVEN, given)

    def _together(self, vocab: Vocab, keys: tuple[_Key, ...]) -> list[_Form]:
        """Ask the parser's own rules about words that stand beside each other."""
        if len(self.joined) > _MANY:
            self.joined.clear()
        if keys not in self.joined:
            words = self.lemmas(self.ruler(_bare(vocab, keys)))
            self.joined[keys] = [(a, b, c, d) for a, b, c, d in words.to_array(_GIVEN).tolist()]
        return self.joined[keys]

    def _learn(self, vocab: Vocab, missing: list[_Key]) -> None:
        """Ask the parser's own rules about words, each as if it stood alone."""
        words = _bare(vocab, missing)
        at = self.openings(words, allow_missing=True)
        self.opening |= {missing[start] for _, start, _ in at}
        self.lemmas(self.alone(words))
        rows = words.to_array(_GIVEN).tolist()
        self.known.update(zip(missing, map(tuple, rows), strict=True))


def forms(language: Language) -> Forms | None:
    """Give the remembering form of a parser's word rules; None: it has others than we know.

    >>> from wellsourced.mark.syntax import parser, parsed
    >>> [(t.lemma_, t.pos_) for t in next(parsed(["There were boats."]))]
    [('there', 'PRON'), ('be', 'VERB'), ('boat', 'NOUN'), ('.', 'PUNCT')]
    """
    if tuple(language.pipe_names[-2:]) != RULES:
        return None
    ruler, lemmas = (language.get_pipe(name) for name in RULES)
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmas, Lemmatizer):
        return None
    alone = AttributeRuler(language.vocab)
    pairs, openings = Matcher(language.vocab), Matcher(language.vocab)
    for rule in ruler.patterns:
        patterns = msgspec.convert(rule["patterns"], list[list[dict[str, object]]])
        if any(len(words) > 1 for words in patterns):
            pairs.add("pair", patterns)
            openings.add("opening", [words[:1] for words in patterns])
        else:
            alone.add_patterns([rule])
    return Forms(ruler, lemmas, alone, pairs, openings)


def _stretches(found: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Where matches stand, those that share a word as one.

    >>> _stretches([(7, 4, 6), (7, 0, 2), (8, 5, 8)])
    [(0, 2), (4, 8)]
    """
    out: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for _, start, end in found):
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return out


def _bare(vocab: Vocab, keys: Sequence[_Key]) -> Doc:
    words = Doc(vocab, words=[vocab.strings[word] for word, _, _ in keys])
    return _written(words, _ASKED[1:], [k[1:] for k in keys])


def _written(tree: Doc, what: list[int | str], rows: Sequence[Sequence[int]]) -> Doc:
    table = np.array(rows, dtype=np.uint64).reshape(-1, len(what))
    return tree.from_array(what, cast(Ints2d, table))
