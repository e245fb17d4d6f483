"""Runs tasks by Ray, on this machine or on a cluster whose machines share the case's folder.

Ray carries tasks to machines and back, and nothing else: on each, the same keeper as on one's own
machine hands them to a worker, so what kills a worker is told and rejected in the same words.
Results are files, and what is a file is done: what Ray does twice, or not at all because the
driver was killed, makes no difference.
"""

import os
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable
from typing import NamedTuple

import ray
from msgspec import Struct
from ray.exceptions import RayActorError

from wellsourced.errors import PluginError, StoreError
from wellsourced.flow.engines.keeper import Keeper
from wellsourced.model import Task

_AHEAD = 2  # tasks that a worker is handed, so that it need not wait for the next
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
        todo = list(tasks)
        if not todo:
            return
        self._start()
        crew = _Crew(todo, self.seconds, _waiting(self.seconds))
        try:
            crew.run(min(self._workers(), len(todo)), done)
        except BaseException:
            crew.end()
            raise
        _WAITING[self.seconds] = crew.hands

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
                **quiet,
            )


_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}


class _Hand:
    """A keeper of a worker, wherever Ray puts it."""

    def __init__(self, seconds: float) -> None:
        self._keeper = Keeper(seconds, threading.Event())

    def there(self) -> tuple[str, str]:
        """Say that it is there."""
        return "", ""

    def do(self, task: Task) -> tuple[str, str]:
        """Do a task; gives the problem that ends the run and its hint, or two empty strings."""
        try:
            self._keeper.do(task)
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
    """What a hand was given; a task, or None: to say that it is there."""

    hand: ray.actor.ActorHandle
    task: Task | None


class _Crew:
    """The hands of a run. One that Ray finds no room for yet is given nothing."""

    def __init__(
        self, tasks: list[Task], seconds: float, hands: list[ray.actor.ActorHandle]
    ) -> None:
        self.hands = hands
        self._todo = deque(tasks)
        self._left = len(tasks)
        self._seconds = seconds
        self._given: dict[ray.ObjectRef, _Given] = {}
        self._losses: Counter[str] = Counter()

    def run(self, size: int, done: Callable[[Task], None]) -> None:
        """Hand out the tasks; one that a hand was lost with goes to the next."""
        for hand in self.hands[:size]:
            self._greet(hand)
        for _ in range(size - len(self.hands)):
            self._hire()
        while self._left:
            (answer,), _ = ray.wait(list(self._given), num_returns=1)
            hand, task = self._given.pop(answer)
            try:
                self._check(answer)
            except RayActorError as error:
                self._lost(hand, task, error)
                continue
            if task:
                self._left -= 1
                done(task)
            self._give(hand, 1 if task else _AHEAD)

    def end(self) -> None:
        """End all hands, and with them their workers."""
        for hand in self.hands:
            ray.kill(hand)

    def _hire(self) -> None:
        self.hands.append(_Remote.remote(self._seconds))
        self._greet(self.hands[-1])

    def _greet(self, hand: ray.actor.ActorHandle) -> None:
        self._given[hand.there.remote()] = _Given(hand, None)

    def _give(self, hand: ray.actor.ActorHandle, count: int) -> None:
        for _ in range(min(count, len(self._todo))):
            task = self._todo.popleft()
            self._given[hand.do.remote(task)] = _Given(hand, task)

    def _check(self, answer: ray.ObjectRef) -> None:
        problem, hint = ray.get(answer)
        if problem:
            raise StoreError(problem, hint=hint)

    def _lost(self, hand: ray.actor.ActorHandle, task: Task | None, error: Exception) -> None:
        """Count a loss; it is no fault of the page, so the run ends where it goes on so."""
        name = task.output.name if task else ""
        self._losses[name] += 1
        if self._losses[name] == _LOSSES:
            hint = "nothing is lost: see to the machines and run again"
            raise StoreError(f"workers are lost again and again: {error}", hint=hint) from error
        if task:
            self._todo.appendleft(task)
        if hand in self.hands:  # what else it had is told one by one
            self.hands.remove(hand)
            self._hire()
