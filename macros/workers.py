"""Work spread over the processors, with its results in order; a worker that is suddenly gone ends it with an error.

`multiprocessing.Pool` waits for ever for a worker that the system has ended; `concurrent.futures` notices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Literal, TypeVar

Job = TypeVar("Job")
Made = TypeVar("Made")


def in_order(
    work: Callable[[Job], Made], jobs: Sequence[Job], start: Literal["fork", "spawn"], processes: int | None = None
) -> Iterator[Made]:
    """What some work makes of each job, in the order of the jobs; the first error ends it, without the jobs to come.

    Args:
        work: a function of a module.
        start: how a worker begins: as a copy of this process, which is safe on Linux only, or anew.
        processes: how many; as many as there are processors unless given.

    Raises:
        BrokenProcessPool: when a worker was ended from outside; `macros.cli.disk` says it in words.
    """
    pool = ProcessPoolExecutor(processes, mp_context=get_context(start))
    try:
        yield from pool.map(work, jobs)
    finally:
        pool.shutdown(cancel_futures=True)
