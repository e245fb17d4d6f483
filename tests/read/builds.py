"""Invented threads in many builds of HTML, as comment services and old pages set them."""

from typing import NamedTuple

from tests.read.forms import AGO, AM, CLOCK, DAY, DOTS, EU, SHORT, Form, said_in


class Wanted(NamedTuple):
    """A comment as it has to be found; white space in its words counts as one blank."""

    author: str | None
    at: str | None
    words: str


ISO = "{0:%Y}-{0:%m}-{0:%d}T{0:%H}:{0:%M}:00+00:00"
P = "</p><p>"
BR = "<br><br>"


class Build(NamedTuple):
    """Around the comments {rows}; each by a form, whose {words} are set with its gap."""

    around: str
    row: Form


def build(around: str, item: str, when: str = DAY + " at " + AM, **more) -> Build:
    more.setdefault("gap", P)
    return Build(around, Form(item, when, **more))


BUILDS = {
    "kubrick": build(
        '<h3 id="comments">{n} Responses to “Bridge”</h3><ol class="commentlist">{rows}</ol>',
        '<li class="alt" id="comment-{n}"><cite><a href="http://u{n}.example/">{who}</a>'
        "</cite> Says:"
        '<br><small class="commentmetadata"><a href="#comment-{n}">{when}</a></small>'
        "<p>{words}</p></li>",
    ),
    "blocks of terms": build(
        '<div id="comments"><h4>{n} Comments:</h4><dl id="comments-block">{rows}</dl></div>',
        '<dt class="comment-author" id="c{n}"><a rel="nofollow" '
        'href="http://b.example/{n}">{who}</a>'
        ' said...</dt><dd class="comment-body"><p>{words}</p></dd><dd class="comment-footer">'
        '<span class="comment-timestamp"><a href="#c{n}">{when}</a></span></dd>',
        AM + ", " + DAY,
        gap=BR,
    ),
    "posted by below": build(
        '<h2 id="comments">Comments</h2>{rows}',
        '<p>{words}</p><p class="posted">Posted by: <a href="mailto:u{n}@b.example">{who}</a> at '
        "{when}</p>",
    ),
    "rules between": build(
        "<h3>Comments</h3>{rows}",
        "<b>{who}</b> wrote on {when}:<br>{words}<hr>",
        EU,
        gap="<br>",
    ),
    "rows of a guest book": build(
        '<table width="90%" border="0">{rows}</table>',
        '<tr bgcolor="#eeeeee"><td><b>Name:</b> {who}</td><td align="right"><b>Date:</b> '
        "{when}</td>"
        '</tr><tr><td colspan="2">{words}</td></tr>',
        DOTS + " " + CLOCK,
        gap=BR,
    ),
    "stories of points": build(
        '<table class="comment-tree">{rows}</table>',
        '<tr class="athing comtr" id="{n}99"><td><table><tr><td class="ind"><img src="s.gif" '
        'width="{m}"></td><td class="votelinks"><a href="vote?id={n}"></a></td><td '
        'class="default">'
        '<div><span class="comhead"><a href="user?id={who}" class="hnuser">{who}</a> <span '
        'class="age" title="{when}"><a href="item?id={n}">{n} hours ago</a></span> <span '
        'class="navs"> | <a href="#{m}">next</a> [–]</span></span></div><div class="comment"><div '
        'class="commtext c00">{words}</div><div class="reply"><u><a href="reply?id={n}">reply</a>'
        "</u></div></div></td></tr></table></td></tr>",
        ISO,
    ),
    "service, saved": build(
        '<div id="disqus_thread"><section id="conversation"><ul id="post-list">{rows}</ul>'
        "</section>"
        "</div>",
        '<li class="post" id="post-{n}77"><div class="post-content" data-role="post-content"><div '
        'class="avatar"><a href="/by/u{n}" class="user"><img alt="Avatar"></a></div><div '
        'class="post-body"><header><span class="post-byline"><span class="author"><a '
        'href="/by/u{n}"'
        '>{who}</a></span></span><span class="post-meta"><a href="#c{n}" class="time-ago" '
        'title="{when}">{n} years ago</a></span></header><div class="post-body-inner"><div '
        'class="post-message"><div><p>{words}</p></div></div></div><footer><menu><li '
        'class="voting"><span class="count">{n}</span></li><li class="reply"><a href="#">Reply</a>'
        '</li><li class="item-share"><a>Share ›</a></li></menu></footer></div></div></li>',
        "{0:%A}, " + DAY + " " + AM,
    ),
    "names of a machine": build(
        '<div class="x1a2 _5v47">{rows}</div>',
        '<div class="_3-8y clearfix"><a class="_ohe"><img src="a.jpg"></a><div><div><span><span '
        'class=" UFICommentActorName"><a href="https://social.example/u{n}">{who}</a>'
        "</span></span>"
        '<div class="_3-8m"><div class="_30o4"><span class="_5mdd"><span>{words}</span>'
        "</span></div>"
        '</div><div class="_2vq9"><a href="#">Like</a> · <a href="#">Reply</a> · <a '
        'class="uiLinkSu">'
        '<abbr class="livetimestamp" data-utime="19300{n}" title="{when}">{n}y</abbr></a>'
        "</div></div>"
        "</div></div>",
        "{0:%A}, " + DAY + " at " + AM,
        gap="<br>",
    ),
    "streams": build(
        '<div id="comments-stream" class="talk-stream">{rows}</div>',
        '<div class="talk-stream-comment-wrapper"><div class="comment__comment"><div '
        'class="header">'
        '<span class="name"><button>{who}</button></span><span class="time" '
        'title="{when}">{n} days '
        'ago</span></div><div class="content"><div>{words}</div></div><div class="bar"><button>'
        "Respect</button><button>Reply</button></div></div></div>",
        DAY + " " + AM,
        gap="</div><div>",
    ),
    "spots": build(
        '<div data-spotim-module="conversation"><ul class="spcv_messages-list">{rows}</ul></div>',
        '<li class="spcv_list-item" aria-label="comment by {who}"><article class="spcv_root"><div '
        'class="spcv_top-line"><a class="src-components-Username"><span '
        'data-spot-im-class="message-'
        'username">{who}</span></a><time data-spot-im-class="message-timestamp">'
        "{when}</time></div>"
        '<div class="components-MessageLayout" data-spot-im-class="message-text"><div><p>'
        "{words}</p>"
        '</div></div><div class="components-MessageActions"><button>Reply</button><span>{n}</span>'
        "</div></article></li>",
        SHORT,
        timed="day",
    ),
    "journal": build(
        '<div id="comments">{rows}</div>',
        '<div id="ljcmt{n}" class="comment-wrap"><table class="talk-comment"><tr><td><b><span '
        'class="ljuser"><a href="http://j.example/profile"><img></a><a href="http://j.example/">'
        '<b>{who}</b></a></span></b><br><font size="-1"><span title="{n} years after">'
        "{when}</span>"
        '</font> (<a href="?t={n}">link</a>)</td></tr><tr><td><div>{words}</div><p><font '
        'size="-2">'
        '(<a href="?r={n}">Reply to this</a>) (<a href="?t={n}">Thread</a>)</font></p></td></tr>'
        "</table></div>",
        "{0:%Y}-{0:%m}-{0:%d} {0:%I}:{0:%M} {0:%p}",
        gap=BR,
    ),
    "microdata": build(
        "<section>{rows}</section>",
        '<div itemprop="comment" itemscope itemtype="http://schema.org/Comment"><span itemprop='
        '"author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">{who}</span>'
        '</span><meta itemprop="dateCreated" content="{when}"><div itemprop="text"><p>{words}</p>'
        "</div></div>",
        ISO,
    ),
    "modern, hashed": build(
        '<section aria-label="comments" class="css-1k2j">{rows}</section>',
        '<div class="css-9x1"><div class="css-0a"><h3 class="css-n{n}">{who}</h3><span class="css-'
        'loc">Havrin</span><span class="css-t">{when}</span></div><div class="css-b"><p>'
        "{words}</p>"
        '</div><div class="css-f"><button>Reply</button><button>{n} Recommend</button>'
        "</div></div>",
        SHORT,
        timed="day",
    ),
    "bullets of a newsroom": build(
        '<div id="reader-comments">{rows}</div>',
        '<div class="comment" id="comment-{n}"><div class="comment-header"><p class="user-info">'
        '<a class="js-usr" href="/registration/{n}/profile.html">{who}</a>, Havrin, <span>'
        "Veldland, "
        '</span>{when}</p></div><div class="comment-body comment-text"><p>{words}</p></div><div '
        'class="rating"><span>{n}</span><span>{m}</span></div></div>',
        AGO,
        timed="none",
    ),
    "German": build(
        '<div id="kommentare">{rows}</div>',
        '<div class="artikel-kommentar"><h4>{n}. Ein Wort</h4><p class="meta">{when} von <a href='
        '"/nutzer/u{n}">{who}</a></p><div class="txt">{words}</div><a class="melden">'
        "Melden</a></div>",
        "{0:%d}.{0:%m}.{0.year}, " + CLOCK + " Uhr",
        gap=BR,
    ),
    "French": build(
        '<div class="reactions"><h2>{n} réactions</h2><ul>{rows}</ul></div>',
        '<li class="reaction"><p class="signature"><strong>{who}</strong> le {when}</p><div class='
        '"texte"><p>{words}</p></div><a href="#r">Répondre</a> <a href="#a">Alerter</a></li>',
        "{0.day} mars {0.year} à {0:%H}h{0:%M}",
    ),
    "Russian": build(
        '<div class="komments">{rows}</div>',
        '<div class="koment_item"><span class="nick">{who}</span> <span class="dt">'
        "{when}</span><div "
        'class="koment_txt">{words}</div><a href="#" class="otvet">Ответить</a></div>',
        "{0.day} марта {0.year}, " + CLOCK,
        gap="<br>",
    ),
    "a frame's list": build(
        '<div class="cmt-list">{rows}</div>',
        '<div class="cmt"><div class="cmt-u">{who}</div><div class="cmt-d">{when}</div><div class='
        '"cmt-t">{words}</div></div>',
        "{0:%d}/{0:%m}/{0.year} {0:%H}:{0:%M}",
        gap="<br>",
    ),
    "paragraphs": build(
        '<a name="comments"></a><h3>Comments</h3>{rows}',
        "<p>{words}</p><p><i>Comment by {who} — {when}</i></p>",
        DAY + " @ " + AM,
    ),
    "halo": build(
        '<p><b>Comments</b></p><table class="HaloScan">{rows}</table>',
        '<tr><td>{words}<br><b><a href="mailto:x">{who}</a></b> | <small>{when}</small> | '
        '<a href="#{n}'
        '">#</a><hr></td></tr>',
        "{0:%d}.{0:%m}.{0:%y} - {h}:{0:%M} {0:%p}",
        gap=BR,
    ),
    "board, rows": build(
        '<table class="forumline">{rows}</table>',
        '<tr><td width="150" valign="top"><span class="name"><a name="{n}"></a><b>'
        "{who}</b></span><br>"
        '<span class="postdetails">Regular<br><br>Joined: 02 May 2029<br>Posts: {m}</span>'
        "</td><td>"
        '<table><tr><td><span class="postdetails">Posted: {when}&nbsp;&nbsp;Post subject: '
        "Bridge</span>"
        '</td></tr><tr><td><hr></td></tr><tr><td><span class="postbody">{words}</span></td></tr>'
        "</table></td></tr>",
        "{0:%a} {0:%b} {0:%d}, {0.year} {h}:{0:%M} {0:%p}",
        gap=BR,
    ),
    "crawler's view": build(
        '<div id="main-outlet">{rows}</div>',
        '<div id="post_{n}" class="topic-body crawler-post"><div '
        'class="crawler-post-meta"><span class='
        '"creator" itemprop="author"><a href="/u/u{n}"><span itemprop="name">{who}</span>'
        "</a></span>"
        '<span class="crawler-post-infos"><time datetime="{when}" class="post-time">March 3</time>'
        '<span itemprop="position">{n}</span></span></div><div class="post" '
        'itemprop="text"><p>{words}'
        '</p></div><div><span class="post-likes">{n} Likes</span></div></div>',
        ISO,
    ),
    "unnamed boxes that open": build(
        "<div><h2>Discussion ({n})</h2>{rows}</div>",
        "<details open><summary>{who} <span>{when}</span></summary><p>{words}</p></details>",
    ),
    "microdata of RDFa": build(
        "<div>{rows}</div>",
        '<div typeof="UserComments"><span property="creator">{who}</span> <span '
        'property="commentTime" content="{when}">of March</span><div property="commentText"><p>'
        "{words}</p></div></div>",
        ISO,
    ),
    "data beside the words": build(
        '<ul class="talkback">{rows}</ul>',
        '<li data-author="{who}"><strong>{who}</strong><span class="ts" title="{when}">2 days ago'
        '</span><div><p>{words}</p></div><a href="#">Reply</a> <a href="#">Flag</a></li>',
        ISO,
    ),
    "headings and a button": build(
        '<ol class="list">{rows}</ol>',
        '<li><article><header><h4>{who}</h4><p><a href="#x"><time datetime="{when}">March</time>'
        "</a></p></header><div><p>{words}</p></div><button>Reply</button></article></li>",
        ISO,
    ),
    "elements of its own": build(
        "<section><h2>{n} Comments</h2>{rows}</section>",
        '<reader-comment><div class="hd"><b>{who}</b> <time datetime="{when}">lately</time></div>'
        '<div class="bd"><p>{words}</p></div></reader-comment>',
        ISO,
    ),
    "usenet": build(
        "<hr>{rows}",
        "<pre>From: {who}\nDate: {when}\nSubject: Re: Bridge\n\n{words}\n</pre><hr>",
        "{0:%a}, {0.day} {0:%b} {0.year} {0:%H}:{0:%M}:00 +0200",
        gap="\n\n",
    ),
}
STORY = "<p>The old bridge at Havrin fell on Monday, the council of the town said to all.</p>" * 6
SIDE = (
    '<div class="sidebar"><h3>Recent comments</h3><ul><li><a href="/a">Zed on Ferry: I '
    "told you.</a>"
    '</li><li><a href="/b">Yann on Pier: And so it went.</a></li></ul><h3>Related</h3><ul><li>'
    '<a href="/c">Ferry stops in May</a> May 1, 2030</li><li><a href="/d">Pier closed</a> May 3, '
    "2030</li></ul></div>"
)


def page(name: str, seed: int) -> tuple[str, list[Wanted]]:
    """Give a page with a thread of this build, and the comments."""
    around, form = BUILDS[name]
    rows, wanted = [], []
    for n, (who, at, words) in enumerate(said_in(form, seed)):
        facts = {"n": n + 1, "m": 3 * n + 2, "h": at.hour % 12 or 12}
        when = form.when.format(at, **facts)
        rows.append(form.item.format(who=who, words=words, when=when, **facts))
        told = {"minute": at.isoformat()[:16], "day": at.date().isoformat()}.get(form.timed)
        plain = words.replace(form.gap, " ")
        wanted.append(Wanted(who, told, " ".join(plain.split())))
    thread = around.replace("{n}", str(len(rows))).replace("{rows}", "".join(rows))
    html = (
        "<html><head><title>Bridge falls</title></head><body><div id='nav'><a href='/'>"
        "Home</a></div>"
        f"<div class='story'><h1>Bridge falls</h1>{STORY}</div>{thread}{SIDE}"
        "<div id='foot'>© 2031 Veld Courier</div></body></html>"
    )
    return html, wanted
