"""What of a page is apparatus by its tag or its name: menus, share buttons, related stories."""

import re
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from lxml import etree

from wellsourced.read.census import mark_of
from wellsourced.read.markup import names


def _pairs(words: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(pair.split("-")) for pair in names(words))


_TELLING = frozenset({"role", "hidden", "aria-hidden", "style"})
_SAID = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "body", "article", "main"})
_ROLES = names("navigation banner contentinfo complementary search dialog menu alert")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

# One word of a name that says apparatus, wherever in the name it stands.
_WORDS = names(
    """
    nav navbar navigation menu menus submenu breadcrumb breadcrumbs footer masthead sidebar topbar
    share sharing sharebar shares social sociable sharedaddy addtoany addthis sharethis
    related relatedposts recommended recommendation recommendations
    newsletter newsletters subscribe subscription signup promo promos promotion
    ad ads advert adverts advertisement advertising sponsor sponsored taboola outbrain adsense
    widget widgets cookie cookies consent gdpr popup modal overlay lightbox paywall
    tags taglist tagcloud pagination pager paging toolbar login register search
    trending skip donate donation donations copyright disclaimer
    byline postmetadata metadata postmeta timestamp comments comment commentlist disqus respond
    author authors vcard bio biography cta affiliate disclosure license licence
    carousel ticker rating ratings reactions follow
    """
)
_SURE = names("nav navbar footer cookie cookies consent comments disqus related newsletter")
# Two words that say so only together.
_PAIRS = _pairs(
    """
    read-more read-next see-also also-like also-read more-on more-from more-stories more-news
    more-articles more-posts most-read most-viewed most-popular most-commented most-shared
    popular-posts popular-stories popular-articles latest-news latest-posts latest-stories
    recent-posts recent-comments recent-news recent-articles you-may you-might skip-link skip-to
    sr-only screen-reader visually-hidden print-only print-link author-bio author-box author-info
    author-card author-profile author-meta author-name author-details about-author bio-box
    post-meta post-nav post-footer post-tags post-info post-date post-author post-categories
    entry-meta entry-footer entry-utility entry-info entry-date entry-categories
    article-meta article-footer article-tags article-tools article-info article-date
    article-actions article-author story-meta story-footer story-tags story-tools story-date
    meta-data meta-info tag-list tag-links tag-cloud cat-links previous-next prev-next nav-links
    d-none is-hidden call-action side-bar left-bar right-bar right-column rail-right right-rail
    """
)
_PICTURE = names(
    """
    image images photo photos picture pictures thumbnail slideshow gallery imagebox imgbox
    """
)
_CAPTION = re.compile(
    r"caption|bildunterschrift|legend(?:e|\b)|image-?desc|imgdesc", re.IGNORECASE
)
_CREDIT = _pairs("image-credit photo-credit media-credit image-source picture-credit")


# A name that tells how the page is laid out says nothing of what the element holds.
_LAYOUT = names(
    "has with without no above enable enabled layout grid row col column columns elementor"
)


# Names of what holds the story, and of what it shows of others' words.
_STORY = _pairs(
    """
    article-body article-content article-text story-body story-content story-text entry-content
    post-content post-body post-text content-body body-content main-content page-content
    media-embed tweet-embed social-embed embed-block twitter-tweet
    """
)
_SHORT = 3  # letters of a word that counts only where a hyphen sets it apart


def _named(mark: str) -> bool:
    told = [_told(name) for name in mark.split()]
    return any(says is True for says in told) and not any(says is False for says in told)


@lru_cache(maxsize=20_000)
def _told(name: str) -> bool | None:
    """Whether one name says apparatus; False: it says story; None: it says neither."""
    words = [word.lower() for word in _WORD.findall(name)]
    pairs = set(pairwise(words))
    if not _LAYOUT.isdisjoint(words):
        return None
    apart = set(re.split(r"[-_]", name.lower()))
    said = any(w in _WORDS and (len(w) > _SHORT or w in apart) for w in words)
    if not _STORY.isdisjoint(pairs) and (not said or "embed" in words):
        return False
    return True if said or not _PAIRS.isdisjoint(pairs) else None


def _captioned(mark: str) -> bool:
    if _CAPTION.search(mark):
        return True
    for name in mark.split():
        words = [word.lower() for word in _WORD.findall(name)]
        if words and (words[-1] in _PICTURE or not _CREDIT.isdisjoint(pairwise(words))):
            return True
    return False


class Role(Enum):
    """What an element is besides the story; SURELY: whatever its length."""

    APPARATUS = "apparatus"
    SURELY = "surely"
    CAPTION = "caption"


def role_of(element: etree._Element, *, linked: bool) -> Role | None:
    """Tell by its tag, its name and its attributes what an element is; None: nothing says so.

    `linked`: whether it holds a link; a teaser without one is the story's own opening.
    """
    tag = str(element.tag)
    if role := _BY_TAG.get(tag):
        return role
    keys = element.keys()
    if not keys:
        return None
    if not _TELLING.isdisjoint(keys) and _hides(element):
        return Role.APPARATUS
    mark = mark_of(element)
    role = _role(mark) if mark else None
    if tag in _SAID and role is not Role.CAPTION:
        return None
    return Role.APPARATUS if role is None and linked and "teaser" in mark.lower() else role


_BY_TAG = {
    **dict.fromkeys(("figure", "figcaption", "caption"), Role.CAPTION),
    **dict.fromkeys(("nav", "footer", "menu", "aside"), Role.SURELY),
    **dict.fromkeys(("dialog", "form"), Role.APPARATUS),
}


def _hides(element: etree._Element) -> bool:
    told = element.attrib
    if told.get("role") in _ROLES or "hidden" in told or told.get("aria-hidden") == "true":
        return True
    return "display:none" in told.get("style", "").replace(" ", "").lower()


@lru_cache(maxsize=20_000)
def _role(mark: str) -> Role | None:
    if _captioned(mark):
        return Role.CAPTION
    if not _named(mark):
        return None
    words = {word.lower() for word in _WORD.findall(mark)}
    return Role.APPARATUS if _SURE.isdisjoint(words) else Role.SURELY


def is_surely(element: etree._Element) -> bool:
    """Whether apparatus is so sure that its length says nothing against it."""
    if "display:none" in element.get("style", "").replace(" ", ""):
        return True
    return role_of(element, linked=True) is Role.SURELY
