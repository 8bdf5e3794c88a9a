"""Many replications, on several processors when there are many calls."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from os import cpu_count

from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.evaluation.simulation.calls import draw
from planner.evaluation.simulation.outcome import Outcome, gather
from planner.evaluation.simulation.policies import Policy
from planner.evaluation.simulation.problem import SimulationProblem
from planner.evaluation.simulation.replication import Record, replicate

STAGE = "simulate"
WORTH_A_PROCESS = 20_000
"""With fewer calls in all, about 2 s of work, one process alone is quicker."""
CHUNKS_PER_WORKER = 8
"""Parts that each worker's work is cut into, so that progress is seen and stopping is quick."""

Parts = list[tuple[int, Record]]


def simulate(
    problem: SimulationProblem,
    policy: Policy,
    replications: int,
    limits: Limits,
    *,
    on_progress: OnProgress = keep_going,
) -> Outcome:
    """Run replications numbered from 0; stopped early, those that are done.

    Processes are started anew (spawn), so a script that calls this keeps its work under ``if __name__ == "__main__"``.

    Parameters
    ----------
    problem
        Calls, units and ways.
    policy
        Who goes. With more than one worker it must be known to `pickle`.
    replications
        How many.
    limits
        Seed, seconds and workers. The same seed gives the same calls and, when all replications are done, the same
        outcome with any number of workers. At least one replication is always done.

    Raises
    ------
    ValueError
        If there are fewer than 1 replications.
    """
    if replications < 1:
        raise ValueError("a simulation has at least one replication")
    workers = min(limits.workers or cpu_count() or 1, replications)
    expected = float(problem.calls.per_hour.sum()) * replications
    if expected < WORTH_A_PROCESS:
        workers = 1
    until = time.monotonic() + limits.time_s
    done: Parts = []
    chunks = _chunks(replications, workers) if workers > 1 else [[number] for number in range(replications)]
    source = _together if workers > 1 else _alone
    for part in source(problem, policy, limits.seed, chunks, workers):
        done += part
        stop = on_progress(Progress(stage=STAGE, done=len(done) / replications))
        if stop or time.monotonic() > until:
            break
    return gather(problem, done)


def _chunks(replications: int, workers: int) -> list[list[int]]:
    size = max(1, replications // (workers * CHUNKS_PER_WORKER))
    return [list(range(first, min(first + size, replications))) for first in range(0, replications, size)]


def _alone(
    problem: SimulationProblem, policy: Policy, seed: int, chunks: Sequence[Sequence[int]], _workers: int
) -> Iterator[Parts]:
    for numbers in chunks:
        yield _run(problem, policy, seed, numbers)


def _together(
    problem: SimulationProblem, policy: Policy, seed: int, chunks: Sequence[Sequence[int]], workers: int
) -> Iterator[Parts]:
    """Run chunks in processes of their own, which are given the problem once."""
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(problem, policy, seed)
    ) as pool:
        futures: list[Future[Parts]] = [pool.submit(_go_on, numbers) for numbers in chunks]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _run(problem: SimulationProblem, policy: Policy, seed: int, numbers: Sequence[int]) -> Parts:
    return [(number, replicate(problem, draw(problem.calls, seed, number), policy)) for number in numbers]


_given: list[tuple[SimulationProblem, Policy, int]] = []
"""What this worker process was given when it began."""


def _begin(problem: SimulationProblem, policy: Policy, seed: int) -> None:
    """Keep the problem in a worker; Ctrl-C is for the process that leads."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _given[:] = [(problem, policy, seed)]


def _go_on(numbers: Sequence[int]) -> Parts:
    return _run(*_given[0], numbers)
