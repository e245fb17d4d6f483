"""A case read with a language model's aid: asked of marks in doubt alone, and kept apart."""

from collections.abc import Callable, Iterator
from datetime import datetime

import msgspec
from msgspec import Struct

from wellsourced.case import Case, texts
from wellsourced.errors import InputError
from wellsourced.fetch.completion import Completion, Speaker, UnansweredError
from wellsourced.model import Decision, Document, Order, Slot, digest
from wellsourced.model.aid import Aid, Doubt, Doubtful, Worth
from wellsourced.store.aids import aids
from wellsourced.store.links import Links
from wellsourced.store.lock import alone
from wellsourced.tell import doubts

LOCK = "aid.lock"
_ENDED = frozenset({Worth.MARK, Worth.NOTHING, Worth.REJECTED})


class Asker(Struct, frozen=True, kw_only=True):
    """Who is asked: the model's name, what speaks for it, and the clock."""

    model: str
    speaker: Speaker
    clock: Callable[[], datetime]


class Question(Struct, frozen=True, kw_only=True):
    """A mark in doubt, with the messages that ask about it."""

    of: Doubtful
    page: Document
    prompt: str


class Planned(Struct, frozen=True, kw_only=True):
    """What would be sent about a mark in doubt."""

    of: Doubtful
    file: str
    messages: msgspec.Raw


def speaker(
    case: Case, key: str, *, seconds: Callable[[], float], pause: Callable[[float], None]
) -> Completion:
    """Give the model that the settings name; raises InputError where they name none."""
    aid = case.settings().aid
    if not (aid.address and aid.model):
        raise InputError(
            "the reading aid is off: the settings name no model",
            hint='[aid] address = "http://127.0.0.1:8080/v1", model = "..." in wellsourced.toml',
        )
    return Completion(
        address=aid.address,
        model=aid.model,
        key=key,
        seconds=aid.seconds,
        tries=aid.tries,
        clock=seconds,
        pause=pause,
    )


def questions(case: Case) -> tuple[Question, ...]:
    """Give what would be asked. Names of readers and redacted words are blanked in it."""
    held = case.seen(ruled=True, withhold_commenters=True)
    record = held._records.at(None)
    pages = {d.id: d for d in record.documents()}
    found = doubts.doubtful(pages.values(), case._records.at(None).marks())
    return tuple(
        Question(of=d, page=pages[d.document], prompt=doubts.prompt(d, pages[d.document]))
        for d in found
    )


def planned(case: Case) -> tuple[Planned, ...]:
    """Give what would be sent, word for word."""
    return tuple(
        Planned(of=q.of, file=q.page.file, messages=msgspec.Raw(q.prompt.encode()))
        for q in questions(case)
    )


def ask(case: Case, asker: Asker, most: int) -> Iterator[Aid]:
    """Ask of so many marks in doubt that were not answered yet; each answer is kept as it comes.

    What was answered once is not asked again, as long as the words and the model are the same.
    """
    kept = aids(case.path)
    with alone(case.path / LOCK, "aid"):
        yield from _asked(case, asker, most, kept)


def _asked(case: Case, asker: Asker, most: int, kept: Links[Aid]) -> Iterator[Aid]:
    done = {a.asked for a in kept.all() if a.worth in _ENDED}
    for question in questions(case):
        asked = digest("aid", asker.model, question.prompt)
        if asked in done or most <= 0:
            continue
        most -= 1
        done.add(asked)
        (aid,) = kept.append([_answered(question, asked, asker)])
        yield aid


def answers(case: Case) -> tuple[Aid, ...]:
    """Give all answers; raises IntegrityError where one is not what was written down.

    Words that are quoted are read again: where they stand no longer, the answer is no mark.
    """
    record = case.seen(withhold_commenters=True)._records.at(None)
    pages = {d.id: d for d in record.documents()}
    return tuple(_again(aid, pages.get(aid.of.document)) for aid in aids(case.path).all())


def take(case: Case, name: str, *, claim: str | None = None) -> tuple[Order, ...]:
    """Give the rulings by which an analyst makes a mark of the aid their own; it stays named.

    Days go into the slots of the claim that is told in the words; a source or a commitment, for
    which a claim has no slot, is noted with it, and where no claim is told there, with the page.
    Raises InputError for an answer that is no mark, and where several claims are told there.
    """
    found = [a for a in answers(case) if a.seal.startswith(name)] if name else []
    if len(found) != 1 or found[0].worth is not Worth.MARK:
        what = f"is {found[0].worth}" if len(found) == 1 else f"names {len(found)} answers"
        raise InputError(f"{name!r} {what}", hint=f"wellsourced aid {case.path} --list")
    (aid,) = found
    of = claim or _told_there(case, aid)
    proposer = f"machine aid {aid.model}, answer {aid.seal[:8]}"
    days = ((Slot.EARLIEST, aid.earliest), (Slot.LATEST, aid.latest))
    if of is None or aid.of.doubt is not Doubt.DATE:
        value = f"{aid.of.doubt}: {_found(case, aid)}"
        known = (of or aid.of.document,)
        return (Order(decision=Decision.NOTE, of=known, value=value, proposer=proposer),)
    return tuple(
        Order(
            decision=Decision.CORRECT,
            of=(of,),
            field=slot,
            value=day.isoformat() if day else None,
            proposer=proposer,
        )
        for slot, day in days
    )


def _told_there(case: Case, aid: Aid) -> str | None:
    """The claim that is told in the words that were in doubt; None: there is none."""
    found = [
        c.id
        for c in case.claims(ruled=True)
        if any(
            e.document == aid.of.document and e.start < aid.of.end and aid.of.start < e.end
            for e in c.evidence
        )
    ]
    if len(found) > 1:
        hint = f"say which with --claim: {', '.join(sorted(found))}"
        raise InputError("several claims are told in these words", hint=hint)
    return found[0] if found else None


def _found(case: Case, aid: Aid) -> str:
    """What the aid found, in the words of the page."""
    days = "/".join(d.isoformat() for d in (aid.earliest, aid.latest) if d)
    value = aid.commitment.value if aid.commitment else days
    words = " ".join(texts(case)[aid.of.document].text[aid.start : aid.end].split())
    return f"{value} “{words}”" if value else f"“{words}”"


def _again(aid: Aid, page: Document | None) -> Aid:
    if aid.worth is not Worth.MARK:
        return aid
    if page is not None and doubts.judged(aid, page).start == aid.start:
        return aid
    gone = "the words that it quotes stand there no longer"
    return msgspec.structs.replace(aid, worth=Worth.REJECTED, reason=gone)


def _answered(question: Question, asked: str, asker: Asker) -> Aid:
    bare = Aid(
        of=question.of,
        asked=asked,
        model=asker.model,
        prompt=question.prompt,
        output="",
        at=asker.clock(),
        worth=Worth.FAILED,
    )
    try:
        output = asker.speaker(question.prompt)
    except UnansweredError as error:
        return msgspec.structs.replace(bare, reason=error.problem)
    return doubts.judged(msgspec.structs.replace(bare, output=output), question.page)
