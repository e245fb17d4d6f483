"""The words of each post without what the page or a standing signature adds to them."""

import re
from collections import Counter
from collections.abc import Sequence

from wellsourced.read.markup import Block
from wellsourced.read.phrases import is_ending

_BUTTON = re.compile(
    r"(?:reply|report( abuse| comment)?|like|quote|share|permalink|link|edit|flag|delete|up|down|"
    r"log in to reply|reply with quote|reply to this|antworten|zitieren|répondre|responder|top|"
    r"#?\d+|says:?|\W*|show|hide|more|(un)?helpful|thanks|vote|\d+ (likes?|votes?|points?)|"
    r"(click|zum vergrößern) .{0,14}(expand|enlarge|anklicken)\W*|share this post|link to post|"
    r"share on other sites)",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"(?:reply|respond|antworten|répondre|responder|rispondi|beantwoorden|odpowiedz|svara|svar|"
    r"ответить|cevapla|vastaa|відповісти)(?: (?:to .{1,40}|auf .{1,40}|à .{1,40}|a .{1,40}))?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:re|aw|sv|antw|fwd?): .{1,150}", re.IGNORECASE)
_RULE = re.compile(r"[_\-–—=*~]{5,}")
_EDGE = 4  # blocks at the end of a post within which apparatus stands
_LINE = 80  # characters of its longest line
_SIGNED = 30  # characters; what is shorter may be a greeting
_LONGEST = 600  # characters of the longest signature


def is_button(words: str) -> bool:
    """Whether the words are those of a button.

    >>> is_button("Reply"), is_button("I reply.")
    (True, False)
    """
    return len(words) < 40 and _BUTTON.fullmatch(words.strip(" ()[]|·•")) is not None


def is_reply(words: str) -> bool:
    """Whether the words are those of the button by which a reader answers.

    >>> is_reply("Reply"), is_reply("Reply to Ana"), is_reply("Replying was hard")
    (True, True, False)
    """
    return len(words) < 60 and _REPLY.fullmatch(words.strip(" ()[]|·•↩»")) is not None


def own_words(
    posts: Sequence[Sequence[Block]], authors: Sequence[str | None]
) -> list[tuple[Block, ...]]:
    """Give each post's blocks without buttons, notes of edits, and signatures.

    What many posts of a page end with, and what one writer's posts all end with, is no
    part of what they say.
    """
    plain = [_plain(post) for post in posts]
    common = _common(plain, authors)
    cut = [_cut(post, common) for post in plain]
    signed = _signatures(cut, authors)
    return [
        post[:-1] if len(post) > 1 and (author, post[-1].text) in signed else post
        for post, author in zip(cut, authors, strict=True)
    ]


def _plain(post: Sequence[Block]) -> tuple[Block, ...]:
    told = tuple(b for b in post if not is_button(b.text))
    return told[1:] if len(told) > 1 and _SUBJECT.fullmatch(told[0].text) else told


def _common(posts: Sequence[Sequence[Block]], authors: Sequence[str | None]) -> frozenset[str]:
    """Lines at the edges of so many posts, and of so many writers, that they are the page's."""
    seen: Counter[str] = Counter()
    writers: dict[str, set[str | None]] = {}
    for post, author in zip(posts, authors, strict=True):
        edge = {_fold(b.text) for b in post[-_EDGE:] if len(b.text) <= _LINE}
        seen.update(edge)
        for words in edge:
            writers.setdefault(words, set()).add(author)
    least = max(3, 0.4 * len(posts))
    told = (words for words, n in seen.items() if n >= least)
    return frozenset(words for words in told if len(writers[words]) > 2 or None in writers[words])


def _fold(words: str) -> str:
    return re.sub(r"\d+", "0", words)


def _cut(post: Sequence[Block], common: frozenset[str]) -> tuple[Block, ...]:
    """A post down to the rule above its signature, without the lines that are not its own."""
    rule = (n for n, b in enumerate(post) if n and _ruled(post, n))
    end = next(rule, len(post))
    while end > 1 and _not_own(post[end - 1].text, common):
        end -= 1
    for n in range(max(1, end - _EDGE), end):  # a note of an edit, and what stands below it
        if is_ending(post[n].text) and sum(len(b.text) for b in post[n:end]) < 3 * _LINE:
            end = n
            break
    return tuple(_without_note(b) for b in post[:end])


def _ruled(post: Sequence[Block], n: int) -> bool:
    if not _RULE.match(post[n].text):
        return False
    return sum(len(b.text) for b in post[n:]) < _LONGEST


def _not_own(words: str, common: frozenset[str]) -> bool:
    return _fold(words) in common or is_ending(words)


def _without_note(block: Block) -> Block:
    """A block whose last lines are a rule, a signature below it, or a note of an edit."""
    lines = block.text.split("\n")
    end = len(lines)
    for n in range(1, len(lines)):
        if _RULE.match(lines[n]) and len("\n".join(lines[n:])) < _LONGEST:
            end = n
            break
    while end > 1 and _added(lines[end - 1]):
        end -= 1
    return block if end == len(lines) else block._replace(text="\n".join(lines[:end]).strip())


def _added(line: str) -> bool:
    return is_ending(line) or is_button(line) or not any(c.isalnum() for c in line)


def _signatures(
    posts: Sequence[Sequence[Block]], authors: Sequence[str | None]
) -> set[tuple[str | None, str]]:
    last = Counter(
        (author, post[-1].text)
        for post, author in zip(posts, authors, strict=True)
        if author and len(post) > 1 and len(post[-1].text) > _SIGNED
    )
    return {key for key, n in last.items() if n > 1}
