"""Who may do what: roles, the scopes of tokens, and what an address or a decision needs."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from wellsourced.errors import WellsourcedError
from wellsourced.model import Decision


class Need(StrEnum):
    """What one has to be allowed, to be let in at an address."""

    NOTHING = "nothing"  # the way in: signing in and out, and what these screens are drawn with
    READ = "read"
    RULE = "rule"
    REVIEW = "review"  # who looks at what, and what is shown to nobody any more
    ACCOUNTS = "accounts"


class Role(StrEnum):
    """What an account is allowed; each more than the one before."""

    VIEWER = "viewer"  # reads
    ANALYST = "analyst"  # and decides
    REVIEWER = "reviewer"  # and assigns, and redacts
    ADMIN = "admin"  # and gives and takes accounts


class Scope(StrEnum):
    """What a token is for, as far as its owner may do so."""

    READ = "read"
    RULE = "rule"


RANK = (Need.NOTHING, Need.READ, Need.RULE, Need.REVIEW, Need.ACCOUNTS).index  # more: higher
_MOST = {
    Role.VIEWER: Need.READ,
    Role.ANALYST: Need.RULE,
    Role.REVIEWER: Need.REVIEW,
    Role.ADMIN: Need.ACCOUNTS,
}
_SCOPES: Mapping[Need, Scope | None] = {
    Need.READ: Scope.READ,
    Need.RULE: Scope.RULE,
    Need.REVIEW: Scope.RULE,
    Need.ACCOUNTS: None,
}
_OF_DECISIONS = {Decision.ASSIGN: Need.REVIEW, Decision.REDACT: Need.REVIEW}


class RefusedError(WellsourcedError):
    """Something that the asker may not do."""


class Person(Struct, frozen=True, kw_only=True):
    """Somebody who asks; `scopes`: of the token that was shown, None: signed in, or at home.

    `account`: is there one, or is it just whoever sits at this machine?

    >>> ada = Person(name="Ada", role=Role.ANALYST)
    >>> ada.may(Need.RULE), ada.may(Need.REVIEW)
    (True, False)
    """

    name: str
    role: Role
    scopes: frozenset[Scope] | None = None
    account: bool = True

    def may(self, need: Need) -> bool:
        """Whether this one may do what is needed, in the role and by the token."""
        if need is Need.NOTHING:
            return True
        allowed = RANK(need) <= RANK(_MOST[self.role])
        return allowed and (self.scopes is None or _SCOPES[need] in self.scopes)


def needed(decision: Decision) -> Need:
    """Give what a decision needs.

    >>> str(needed(Decision.ACCEPT)), str(needed(Decision.REDACT))
    ('rule', 'review')
    """
    return _OF_DECISIONS.get(decision, Need.RULE)
