"""Runs tasks by Ray, on this machine or on a cluster whose machines share the case's folder.

Ray carries tasks to machines and back, and nothing else: on each, the same keeper as on one's own
machine hands them to a worker, so what kills a worker is told and rejected in the same words.
Results are files, and what is a file is done: what Ray does twice, or not at all because the
driver was killed, makes no difference.
"""

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import ray
from msgspec import Struct
from ray.exceptions import RayActorError

from wellsourced.errors import PluginError, StoreError
from wellsourced.flow.engines.keeper import Keeper
from wellsourced.flow.engines.rounds import Rounds
from wellsourced.model import Task

_AHEAD = 2  # handfuls that a worker is given, so that it need not wait for the next
_HANDFUL = 16  # tasks, at most; each costs Ray as much as a task would
_LOSSES = 5  # how often a machine may be lost at a task
_STORE = 80 << 20  # bytes that Ray keeps of results, which are files here


_WAITING: dict[float, list[ray.actor.ActorHandle]] = {}
"""Hands that wait for the next tasks, by the seconds they give to one; starting them costs."""


class RayEngine(Struct, frozen=True, kw_only=True):
    """A pool of workers that Ray starts, one for each processor if not told otherwise.

    `address` is that of a cluster ("auto": the one this machine belongs to); without, Ray is
    started here. `seconds`: the longest that a task may take.
    """

    workers: int | None = None
    address: str | None = None
    seconds: float = 300.0

    def __post_init__(self) -> None:
        if self.workers is not None and self.workers < 1:
            raise ValueError("Ray needs one worker or more")

    def run(self, tasks: Iterable[Task], *, done: Callable[[Task], None]) -> None:
        """Run them all, calling `done` for each as it finishes."""
        todo = tasks if isinstance(tasks, Sequence) else list(tasks)
        if not todo:
            return
        self._start()
        size = min(self._workers(), len(todo))
        crew = _Crew(todo, self.seconds, size)
        try:
            crew.run(_waiting(self.seconds), done)
        except BaseException:
            crew.end()
            raise
        _WAITING[self.seconds] = list(crew.hands.values())

    def close(self) -> None:
        """Leave the cluster, which ends what was started there; end it if it was started here."""
        _WAITING.clear()
        ray.shutdown()

    def _workers(self) -> int:
        return self.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))

    def _start(self) -> None:
        if ray.is_initialized():
            return
        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)  # noqa: TID251  Ray has no other switch
        try:
            self._join()
        except Exception as error:  # Ray raises Exception itself where a machine is too busy
            ray.shutdown()
            hint = "`ray status` tells of a cluster; on a busy machine try again, or run locally"
            raise PluginError(f"Ray does not start: {error}", hint=hint) from error

    def _join(self) -> None:
        quiet = {"log_to_driver": False, "configure_logging": False}
        if self.address:
            ray.init(address=self.address, **quiet)
        else:
            ray.init(
                num_cpus=self.workers,
                include_dashboard=False,
                object_store_memory=_STORE,
                _system_config=_BARE,
                **quiet,
            )


_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
_BARE = {
    "agent_register_timeout_ms": 120_000,  # on a busy machine
    "enable_worker_prestart": False,  # who is to work is asked for
    "prestart_worker_first_driver": False,
    "enable_metrics_collection": False,
    "event_stats": False,
    "enable_timeline": False,
    "task_events_report_interval_ms": 0,
    "metrics_report_interval_ms": 60_000,
    "raylet_report_resources_period_milliseconds": 1_000,
}
"""What Ray does for those who look at it; nobody does where it is started for one run."""


class _Hand:
    """A keeper of a worker, wherever Ray puts it."""

    def __init__(self, seconds: float) -> None:
        self._keeper = Keeper(seconds, threading.Event())

    def there(self) -> tuple[str, str]:
        """Say that it is there."""
        return "", ""

    def do(self, tasks: Sequence[Task]) -> tuple[str, str]:
        """Do tasks; gives the problem that ends the run and its hint, or two empty strings."""
        try:
            self._keeper.do(tasks)
        except StoreError as error:
            return error.problem, error.hint
        return "", ""


def _waiting(seconds: float) -> list[ray.actor.ActorHandle]:
    """Take the hands that wait; those that wait for other tasks make room."""
    found = _WAITING.pop(seconds, [])
    for hands in _WAITING.values():
        for hand in hands:
            ray.kill(hand)
    _WAITING.clear()
    return found


_Remote = ray.remote(num_cpus=1)(_Hand)


class _Given(NamedTuple):
    """What a hand was given; no tasks: to say that it is there."""

    number: int
    hand: ray.actor.ActorHandle
    tasks: Sequence[Task]


class _Crew:
    """The hands of a run, by number. One that Ray finds no room for yet is given nothing."""

    def __init__(self, tasks: Sequence[Task], seconds: float, size: int) -> None:
        self.hands: dict[int, ray.actor.ActorHandle] = {}
        self._rounds = Rounds(tasks, size)
        self._size, self._left = size, len(tasks)
        self._seconds = seconds
        self._given: dict[ray.ObjectRef, _Given] = {}
        self._losses: Counter[str] = Counter()

    def run(self, waiting: list[ray.actor.ActorHandle], done: Callable[[Task], None]) -> None:
        """Hand out the tasks; those that a hand was lost with go to the next, one by one."""
        for number in range(self._size):
            self._hire(number, waiting.pop() if waiting else None)
        for hand in waiting:
            ray.kill(hand)
        while self._left:
            [answer], _ = ray.wait(list(self._given))
            given = self._given.pop(answer)
            try:
                self._check(answer)
            except RayActorError as error:
                self._lost(given, error)
                continue
            for task in given.tasks:
                self._left -= 1
                done(task)
            self._give(given, 1 if given.tasks else _AHEAD)

    def end(self) -> None:
        """End all hands, and with them their workers."""
        for hand in self.hands.values():
            ray.kill(hand)

    def _hire(self, number: int, hand: ray.actor.ActorHandle | None = None) -> None:
        hand = hand or _Remote.remote(self._seconds)
        self.hands[number] = hand
        self._given[hand.there.remote()] = _Given(number, hand, ())

    def _give(self, to: _Given, count: int) -> None:
        for _ in range(count):
            if tasks := self._rounds.next(to.number, _HANDFUL):
                self._given[to.hand.do.remote(tasks)] = to._replace(tasks=tasks)

    def _check(self, answer: ray.ObjectRef) -> None:
        problem, hint = ray.get(answer)
        if problem:
            raise StoreError(problem, hint=hint)

    def _lost(self, given: _Given, error: Exception) -> None:
        """Count a loss; it is no fault of the page, so the run ends where it goes on so."""
        names = [t.output.name for t in given.tasks] or [""]
        self._losses.update(names)
        if max(self._losses[n] for n in names) >= _LOSSES:
            hint = "nothing is lost: see to the machines and run again"
            raise StoreError(f"workers are lost again and again: {error}", hint=hint) from error
        self._rounds.back(given.tasks)
        if self.hands.get(given.number) is given.hand:  # what else it had is told one by one
            self._hire(given.number)
