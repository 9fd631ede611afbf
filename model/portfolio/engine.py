"""Where batches are worked out: in this process, on this machine's cores, or on a cluster."""

import logging
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from model.inputs.faults import Fault, InputError
from model.portfolio.terms import model_version

MEMORY_OF_A_WORKER = "800MB"  # two of them and this process stay under two gigabytes
SECONDS_TO_ANSWER = 20
ONE_THREAD = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")  # in the libraries below numpy
ADDRESS = "give the address of its scheduler, such as tcp://10.0.0.1:8786"
INSTALL = "install the same version of the model on all machines"
LOOK_AHEAD = 3  # batches for each worker that are sent before they are needed


@dataclass(frozen=True)
class Engine:
    """Something that works out batches, and how many should be under way at a time."""

    executor: Executor
    under_way: int


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def engine(workers: int | None = None, scheduler: str | None = None) -> Iterator[Engine]:
    """Start what works out batches, and stop it afterwards.

    Args:
        workers: processes on this machine, by default one for each core; with one, all is done in this process.
        scheduler: address of a cluster's scheduler, such as tcp://10.0.0.1:8786; its workers must have this model.

    Raises:
        InputError: when the cluster does not answer.
    """
    number = workers or cores()
    if scheduler is not None:
        yield from _cluster(scheduler)
    elif number == 1:
        with ThreadPoolExecutor(1) as pool:
            yield Engine(pool, 2)
    else:
        yield from _processes(number)


def _processes(workers: int) -> Iterator[Engine]:
    """Processes rather than threads: reading, checking and drawing a program's numbers hold the interpreter's lock.

    24 synthetic programs by 100 draws, on two cores that other work used too, 26 November 2026, the middle of three
    runs: 1.4 s with one thread, 1.6 s with two, 1.0 s with two processes once they were started.
    """
    import dask.config
    from distributed import Client, LocalCluster

    quiet = {
        "distributed.worker.profile.enabled": False,
        "distributed.admin.system-monitor.gil.enabled": False,
        # a batch under way is all that a worker holds: there is nothing to spill, and one that pauses never goes on
        "distributed.worker.memory.target": False,
        "distributed.worker.memory.spill": False,
        "distributed.worker.memory.pause": False,
        # without the rule by which freed memory goes back at once: a program's arrays came and went by the page, 24,000
        # faults a program, and a run took 1.3 times as long
        "distributed.nanny.pre-spawn-environ": dict.fromkeys(ONE_THREAD, 1),
    }
    with (
        dask.config.set(quiet),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,  # pyright: ignore[reportArgumentType]
            memory_limit=MEMORY_OF_A_WORKER,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):
        client.run(ready)  # reads the model in, so that the first batches do not wait for it
        yield Engine(client.get_executor(), LOOK_AHEAD * workers)


def _cluster(address: str) -> Iterator[Engine]:
    from distributed import Client

    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        raise _refused(address, f"no cluster answers: {_first_line(error)}", ADDRESS) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
            found: dict[str, str] = client.run(ready)  # pyright: ignore[reportAssignmentType]
        except TimeoutError:
            raise _refused(address, "the cluster has no workers", "start some with `dask worker`") from None
        except ImportError as error:
            raise _refused(address, f"a worker has no such model: {_first_line(error)}", INSTALL) from None
        if set(found.values()) != {model_version()}:
            raise _refused(address, "the workers have another version of the model than this machine", INSTALL)
        threads: dict[str, int] = client.nthreads()  # pyright: ignore[reportAssignmentType]
        yield Engine(client.get_executor(), LOOK_AHEAD * max(1, sum(threads.values())))


def ready() -> str:
    """Read the model in on a worker, and say which version it is."""
    import model.portfolio.batches

    return model.portfolio.batches.model_version()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__


def _refused(address: str, found: str, wanted: str) -> InputError:
    return InputError([Fault(file=address, path="", found=found, wanted=wanted)])
