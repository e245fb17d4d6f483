"""Threads that a page carries as data: records of schema.org, and the state of its own scripts."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from lxml import etree

from wellsourced.model import PartKind
from wellsourced.read.markup import Block, blocks, tree_of
from wellsourced.read.whens import whole

_Json = object
_LONGEST = 3_000_000  # characters of one script
_MOST = 6_000_000  # characters of all that are read
_RECORDS = 20_000
_HINT = re.compile(r'"[^"]{0,20}(?:comment|repl(?:y|ies)|posts?)[^"]{0,20}"\s*:', re.IGNORECASE)
_UNDER = re.compile(r"comment|repl(?:y|ies)|responses?$|messages?$|kommentar", re.IGNORECASE)
_TYPES = frozenset({"Comment", "UserComments", "Answer"})
_WORDS = [
    "text",
    "body",
    "commentText",
    "commentBody",
    "comment_text",
    "comment_body",
    "bodyText",
    "rawText",
    "raw_text",
    "body_html",
    "bodyHtml",
    "contentHtml",
    "content",
    "message",
    "comment",
    "description",
]
_WHO = [
    "author",
    "user",
    "creator",
    "commenter",
    "owner",
    "poster",
    "username",
    "userName",
    "user_name",
    "author_name",
    "authorName",
    "displayName",
    "display_name",
    "nickname",
    "name",
]
_NAME = [
    "name",
    "displayName",
    "display_name",
    "username",
    "userName",
    "nickname",
    "login",
    "fullName",
]
_WHEN = [
    "dateCreated",
    "datePublished",
    "created_at",
    "createdAt",
    "createDate",
    "created_utc",
    "created",
    "timestamp",
    "publishedAt",
    "published_at",
    "postedAt",
    "posted_at",
    "date",
    "time",
]
_ID = ["@id", "id", "commentId", "comment_id", "_id", "url"]
_OVER = [
    "parentItem",
    "parent",
    "parentId",
    "parent_id",
    "in_reply_to",
    "inReplyTo",
    "replyTo",
    "reply_to",
]
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_TAGS = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|blockquote|span|ul|li)\b", re.IGNORECASE)


class Carried(NamedTuple):
    """A comment; `above`: the number of the one that it answers."""

    author: str | None
    at: str | None
    blocks: tuple[Block, ...]
    above: int | None


class _Node(NamedTuple):
    """A value of the data: the key it stands under, and the comment around it."""

    value: _Json
    key: str
    above: int | None


def carried(root: etree._Element) -> list[Carried]:
    """Give the comments that the page's data hold, in their order, each once."""
    read = 0
    for script in root.iter("script"):
        words = script.text or ""
        if not 60 < len(words) <= _LONGEST or not _HINT.search(words):
            continue
        read += len(words)
        if read > _MOST:
            return []
        if found := _comments(_data(words)):
            return found
    return []


def _data(words: str) -> _Json:
    """The first object or list of a script; None, if it has none that can be read."""
    start = re.search(r"[{\[](?=\s*[\"{\[])", words)
    if start is None:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(words, start.start())[0]
    except (ValueError, RecursionError):
        return None


def _comments(data: _Json) -> list[Carried]:
    found: list[Carried] = []
    numbers: dict[str, int] = {}
    seen: set[tuple[str | None, str]] = set()
    stack = [_Node(data, "", None)]
    while stack and len(found) < _RECORDS:
        node = stack.pop()
        above = node.above
        if isinstance(node.value, dict) and (told := _comment(node.value, node.key)):
            key = (told.author, told.blocks[0].text)
            if key not in seen:
                seen.add(key)
                over = numbers.get(_over(node.value), above)
                above = len(found)
                found.append(told._replace(above=over))
                numbers[_first_text(node.value, _ID) or f"#{above}"] = above
        stack += reversed(list(_below(node, above)))
    return found


def _below(node: _Node, above: int | None) -> Iterator[_Node]:
    if isinstance(node.value, dict):
        for key, value in node.value.items():
            if isinstance(value, dict | list):
                # An index of comments by their ids is under the name of the index.
                named = str(key) if not any(c.isdigit() for c in str(key)) else node.key
                yield _Node(value, named, above)
    elif isinstance(node.value, list):
        for value in node.value:
            if isinstance(value, dict | list):
                yield _Node(value, node.key, above)


def _comment(told: Mapping[str, _Json], key: str) -> Carried | None:
    kinds = told.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    typed = any(isinstance(kind, str) and kind in _TYPES for kind in listed)
    if not typed and not _UNDER.search(key):
        return None
    words = _first_text(told, _WORDS)
    author = next((name for k in _WHO if (name := _name(told.get(k)))), None)
    at = next((time for k in _WHEN if (time := _time(told.get(k)))), None)
    if not words or not author or not (at or typed):
        return None
    said = tuple(_blocks(words))
    return Carried(author, at, said, None) if said else None


def _over(told: Mapping[str, _Json]) -> str:
    for key in _OVER:
        value = told.get(key)
        if isinstance(value, dict):
            value = _first_text(value, _ID)
        if isinstance(value, str | int) and value:
            return str(value)
    return ""


def _first_text(told: Mapping[str, _Json], keys: Sequence[str]) -> str | None:
    for key in keys:
        value = told.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool) and keys is _ID:
            return str(value)
    return None


def _name(value: _Json) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = _first_text(value, _NAME)
    words = " ".join(_plain(html.unescape(value)).split()) if isinstance(value, str) else ""
    return words if 0 < len(words) <= 60 else None


def _time(value: _Json) -> str | None:
    if isinstance(value, str) and len(value) <= 40:
        told = whole(value)
        return told.at if told else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > 1e11 else value
        if 5e8 < seconds < 4e9:
            return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M")
    return None


def _plain(words: str) -> str:
    """Words without what no text may hold: control characters, halves of a character."""
    return _NO_TEXT.sub(" ", words)


def _blocks(words: str) -> Iterator[Block]:
    plain = _plain(html.unescape(words) if "&lt;" in words else words)
    tree = tree_of(f"<div>{plain}</div>") if _TAGS.search(plain) else None
    if tree is not None:
        yield from blocks(tree)
        return
    for paragraph in re.split(r"\s*\n\s*\n\s*", _plain(html.unescape(plain))):
        if told := "\n".join(" ".join(line.split()) for line in paragraph.split("\n")).strip():
            yield Block(PartKind.BODY, told)
