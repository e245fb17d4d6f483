"""Runs tasks by Ray, on this machine or on a cluster whose machines share the case's folder.

Ray carries tasks to machines and back, and nothing else: on each, the same keeper as on one's own
machine hands them to a worker, so what kills a worker is told and rejected in the same words.
Results are files, and what is a file is done: what Ray does twice, or not at all because the
driver was killed, makes no difference.
"""

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

import ray
from msgspec import Struct
from ray.exceptions import RayActorError, RayError

from wellsourced.errors import PluginError, StoreError
from wellsourced.flow.engines.keeper import Keeper
from wellsourced.model import Task

_AHEAD = 2  # tasks that a worker is handed, so that it need not wait for the next
_LOSSES = 5  # how often a machine may be lost at a task
_STORE = 80 << 20  # bytes that Ray keeps of results, which are files here


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
        crew = _Crew(min(self._workers(), len(todo)), self.seconds)
        try:
            crew.run(todo, done)
        finally:
            crew.end()

    def close(self) -> None:
        """Leave the cluster; end it where it was started here."""
        ray.shutdown()

    def _workers(self) -> int:
        return max(1, self.workers or int(ray.cluster_resources().get("CPU", 1)))

    def _start(self) -> None:
        if ray.is_initialized():
            return
        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)  # noqa: TID251  Ray has no other switch
        try:
            if self.address:
                ray.init(address=self.address, log_to_driver=False, configure_logging=False)
            else:
                ray.init(
                    num_cpus=self.workers,
                    include_dashboard=False,
                    object_store_memory=_STORE,
                    log_to_driver=False,
                    configure_logging=False,
                )
        except (RayError, ConnectionError, RuntimeError, ValueError, OSError) as error:
            hint = "`ray status` tells whether a cluster runs; without an address one is started"
            raise PluginError(f"Ray cannot be reached: {error}", hint=hint) from error


_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}


class _Hand:
    """A keeper of a worker, wherever Ray puts it."""

    def __init__(self, seconds: float) -> None:
        self._keeper = Keeper(seconds, threading.Event())

    def do(self, task: Task) -> tuple[str, str]:
        """Do a task; gives the problem that ends the run and its hint, or two empty strings."""
        try:
            self._keeper.do(task)
        except StoreError as error:
            return error.problem, error.hint
        return "", ""


_Remote = ray.remote(num_cpus=1)(_Hand)


class _Crew:
    """The hands of a run, each with the tasks that it was given."""

    def __init__(self, size: int, seconds: float) -> None:
        self._seconds = seconds
        self._hands = [_Remote.remote(seconds) for _ in range(size)]
        self._given: dict[ray.ObjectRef, _Given] = {}
        self._losses: Counter[str] = Counter()

    def run(self, tasks: list[Task], done: Callable[[Task], None]) -> None:
        """Hand out the tasks; one that a machine was lost of goes to the next."""
        todo = iter(tasks)
        for n in list(range(len(self._hands))) * _AHEAD:
            self._give(n, islice(todo, 1))
        while self._given:
            (answer,), _ = ray.wait(list(self._given), num_returns=1)
            given = self._given.pop(answer)
            if self._back(answer, given):
                done(given.task)
                self._give(given.place, islice(todo, 1))

    def end(self) -> None:
        """End all hands, and with them their workers."""
        for hand in self._hands:
            ray.kill(hand)

    def _give(self, place: int, tasks: Iterable[Task]) -> None:
        hand = self._hands[place]
        for task in tasks:
            self._given[hand.do.remote(task)] = _Given(place, hand, task)

    def _back(self, answer: ray.ObjectRef, given: "_Given") -> bool:
        """Take an answer; False: the hand was lost with its machine, and another has the task."""
        try:
            problem, hint = ray.get(answer)
        except RayActorError as error:
            self._lost(given.task, error)
            if self._hands[given.place] is given.hand:  # else it was replaced already
                self._hands[given.place] = _Remote.remote(self._seconds)
            self._give(given.place, [given.task])
            return False
        if problem:
            raise StoreError(problem, hint=hint)
        return True

    def _lost(self, task: Task, error: Exception) -> None:
        """Count a loss; it is no fault of the page, so the run ends where it goes on so."""
        self._losses[task.output.name] += 1
        if self._losses[task.output.name] == _LOSSES:
            hint = "nothing is lost: see to the machines and run again"
            raise StoreError(f"workers are lost again and again: {error}", hint=hint) from error


class _Given(NamedTuple):
    """A task, the hand that has it, and the place of that hand."""

    place: int
    hand: ray.actor.ActorHandle
    task: Task
