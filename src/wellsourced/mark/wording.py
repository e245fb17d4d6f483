"""The words of an answer made plain, to be looked through."""

import re

_ADDRESS = re.compile(r"(?:^|(?<=\s))\.?@\w+:?|#(?=\w)")
_LINK = re.compile(r"https?\S+|www\.\S+")
_PASSED_ON = re.compile(
    r"\b(?:RT|MT) ?@\w+.*|[“\"]\s*@\w+:[^”\"]*[”\"]?", re.DOTALL
)  # passed on to the end, or up to the closing mark: what follows is one's own
_OF_IT = re.compile(
    r"(?:.*[^\w'])?(?:it|you|this|that|these|those|"
    r"(?:this|that|these|those|the|your) (?:whole |entire )?(?:story|stories|reports?|news|photo|"
    r"picture|pic|claims?|tweet|post|rumou?rs?|video|article|account|info|information))"
    r"(?:'s|'re| is| was| are| were| has been| all)?(?: \w+){0,2} $"
)  # "This story is an utter ..."
_BARE_NOT = re.compile(
    r"(?<!\w)(is|are|was|were|do|does|did|has|have|had|could|would|should|ca|wo)nt(?!\w)"
)
_BARE = re.compile(r"(?<!\w)(?:(that|he|she|what|where|there)(s)|(they|you)(re))(?!\w)")
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_HEAD = 25  # words; the sentence that begins after them is not looked at
_NEAR = 60  # characters before a word that can tell how it is meant


def own_words(words: str) -> str:
    """Give an answer without what it passes on.

    >>> own_words("RT @wren: The bridge fell"), own_words("Sad. “@wren: The bridge fell”")
    (' ', 'Sad.  ')
    """
    return _PASSED_ON.sub(" ", words)


def bare_words(own: str) -> str:
    """Give own words without links, names addressed and hashes.

    >>> bare_words("@wren It #fell. https://example.org/pier").split()
    ['It', 'fell.']
    """
    return _ADDRESS.sub(" ", _LINK.sub(" ", own))


def links(own: str) -> bool:
    """Whether there is a link among the words."""
    return _LINK.search(own) is not None


def addressed(own: str) -> int:
    """Count the names that an answer is addressed to.

    >>> addressed("@wren @mole no #luck")
    2
    """
    return sum("@" in m[0] for m in _ADDRESS.finditer(own))


def sentences(words: str) -> list[str]:
    """Give the sentences, with their end marks.

    >>> sentences("No. Who says so?")
    ['No.', ' Who says so?']
    """
    return _SENTENCE.findall(words)


def before(words: str, at: int) -> str:
    """Give the words right before a place: those that can turn what stands there."""
    return words[max(0, at - _NEAR) : at]


def of_it(said: str) -> bool:
    """Whether what follows is said of what is answered.

    >>> of_it("this story is an utter "), of_it("the minister is an utter ")
    (True, False)
    """
    return _OF_IT.match(said) is not None


def head(words: str) -> str:
    """Give the sentences with which an answer begins; in what follows others are answered.

    >>> head("No. " + "It rained all day. " * 9).count("rained")
    6
    """
    end = 0
    for sentence in _SENTENCE.finditer(words):
        if end and len(words[: sentence.start()].split()) >= _HEAD:
            return words[:end]
        end = sentence.end()
    return words


def spelt(lower: str) -> str:
    """Give words in small letters with the apostrophes that hurried writers leave out.

    >>> spelt("thats fake, he didnt")
    "that's fake, he didn't"
    """
    plain = lower.replace("’", "'")
    return _BARE.sub(lambda m: f"{m[1] or m[3]}'{m[2] or m[4]}", _BARE_NOT.sub(r"\1n't", plain))
