"""What kind of thing a name names, by its words and by what stands around it."""

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from wellsourced.mark.runs import Run
from wellsourced.mark.words import Words, words
from wellsourced.model import EntityKind

Votes = Counter[EntityKind]

_PERSON, _PLACE, _ORG = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION


def votes(tokens: Sequence[Token], run: Run) -> Votes:
    """Weigh what one sighting says of the name's kind."""
    lists = words()
    out: Votes = Counter()
    if run.title:
        out[_PERSON] += 6
    head = _head(tokens, run, lists)
    if head is not None:
        out[head] += 5
    _by_shape(out, tokens, run)
    _by_place(out, tokens, run, lists)
    _by_syntax(out, tokens, run, lists)
    return out


def _head(tokens: Sequence[Token], run: Run, lists: Words) -> EntityKind | None:
    """The kind by the name's head word: the last before "of" or "for", else the last."""
    texts = [t.text for t in tokens[run.first : run.last + 1]]
    for i, text in enumerate(texts):
        if text in {"of", "for"} and i:
            if texts[i - 1] == "State" and _faith(texts[0], lists):
                return EntityKind.FACTION
            return lists.heads.get(texts[i - 1])
    kind = lists.heads.get(texts[-1])
    if kind is not None and texts[-1] == "State" and _faith(texts[0], lists):
        return EntityKind.FACTION
    if kind is None and len(texts) > 1:
        kind = lists.firsts.get(texts[0])
    return kind


def _faith(text: str, lists: Words) -> bool:
    """Whether a word is that of a people or a faith without a country: "an Islamic State"."""
    known = lists.nations.get((text,))
    return known is not None and known.code is None


def _by_shape(out: Votes, tokens: Sequence[Token], run: Run) -> None:
    size = sum(1 for t in tokens[run.first : run.last + 1] if t.is_alpha)
    text = tokens[run.first].text
    if run.first == run.last and text.isupper() and 2 <= len(text) <= 8:
        out[_ORG] += 2
    if size > 1 and not any(t.text in {"of", "for"} for t in tokens[run.first : run.last + 1]):
        particles = words().titles.particles
        arabic = any(t.lower_ in particles for t in tokens[run.first : run.last + 1])
        out[_PERSON] += 1 if size < 5 or arabic else 0
    if run.first and tokens[run.first - 1].lower_ == "the":
        out[_PERSON] -= 4
        out[_ORG] += 2


def _by_place(out: Votes, tokens: Sequence[Token], run: Run, lists: Words) -> None:
    before = [t.lower_ for t in tokens[max(0, run.first - 3) : run.first]]
    if before and before[-1] in lists.titles.placing:
        out[_PLACE] += 2
    if before[-1:] in (["from"], ["to"], ["of"]):
        out[_PLACE] += 1 if before[-1] != "of" else 0
        if len(before) > 1 and before[-2] in lists.titles.towns:
            out[_PLACE] += 4
    after = tokens[run.last + 1 : run.last + 3]
    if after and after[0].text in lists.titles.towns:
        out[_PLACE] += 3
    if len(after) == 2 and after[0].text == "," and (after[1].text,) in lists.nations:
        out[_PLACE] += 2


def _by_syntax(out: Votes, tokens: Sequence[Token], run: Run, lists: Words) -> None:
    top = tokens[run.last]
    for token in tokens[run.first : run.last + 1]:
        if not run.first <= token.head.i - tokens[0].i <= run.last:
            top = token
            break
    if top.dep_ in {"nsubj", "nsubjpass"} and top.head.lemma_ in lists.titles.personal:
        out[_PERSON] += 2
    if top.dep_ == "dobj" and top.head.lemma_ in lists.titles.fighting:
        out[_ORG] += 2
    if top.dep_ == "pobj" and top.head.lower_ in {"against", "like"}:
        out[_ORG] += 1
    nouns = [top.head] if top.dep_ in {"appos", "compound"} else []
    nouns += [c for c in top.children if c.dep_ == "appos"]
    if any(n.lower_ in lists.titles.roles for n in nouns):
        out[_PERSON] += 3
    if any(n.lower_ in lists.nouns for n in nouns if n.i > top.i):
        out[_ORG] += 2
    after = tokens[run.last + 1 : run.last + 3]
    if len(after) == 2 and after[0].text == "," and after[1].like_num and len(after[1]) == 2:
        out[_PERSON] += 3  # "Odo Kell, 34, ..."
    if after and after[0].lower_ in {"who", "himself", "herself"}:
        out[_PERSON] += 3
