"""A run: every program under every scenario, batch after batch, kept as it is finished."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from math import ceil

from model.inputs.faults import Fault, InputError
from model.portfolio.batches import Answer, Batch, in_batches, worked_out
from model.portfolio.engine import INSTALL, Engine
from model.portfolio.members import Member, Waiting
from model.portfolio.results import DONE, FAILED, WAITING
from model.portfolio.store import Store
from model.portfolio.sums import keep_sums
from model.portfolio.terms import Terms, key_of, model_version

BATCH = 25


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a run is: programs done, failed, and of how many; `kept` were done by earlier runs."""

    done: int
    failed: int
    total: int
    kept: int


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A program that could not be run, and why: sentences."""

    program: str
    place: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a run came to."""

    progress: Progress
    failures: tuple[Failure, ...]


@dataclass(kw_only=True)
class _Run:
    """A run under way."""

    members: Sequence[Waiting]
    terms: Terms
    store: Store
    told: Callable[[Progress], None]
    fingerprint: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    kept: int = 0
    failures: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fingerprint = self.terms.fingerprint()

    def progress(self) -> Progress:
        done = sum(key in self.finished for key in self.keys.values())
        return Progress(done=done, failed=len(self.failures), total=len(self.members), kept=self.kept)

    def read(self, waiting: Waiting) -> tuple[Member, str] | None:
        """A member with its key; None for one that cannot be read, which is a failure."""
        try:
            member = waiting.ready()
        except InputError as error:
            self.failures[waiting.id] = tuple(fault.sentence for fault in error.faults)
            return None
        self.keys[member.id] = key_of(member.identity(), self.fingerprint)
        return member, self.keys[member.id]

    def batch_of(self, members: Sequence[Waiting]) -> Batch:
        """A batch of those that can be read, read again so that keys and contents belong together."""
        return in_batches([read for member in members if (read := self.read(member)) is not None], self.terms)

    def take(self, batch: Batch, answer: Answer) -> None:
        """Keep what a batch came to."""
        if answer.version != model_version():
            raise _stopped("the workers have another version of the model than this machine", INSTALL)
        tables = answer.read()
        self.store.keep(tables)
        self.finished |= set(tables["programs"]["key"].unique().to_pylist())
        for member, key in zip(batch.members, batch.keys, strict=True):
            if key in answer.failures:
                self.failures[member.id] = answer.failures[key]
        self.told(self.progress())

    def write(self, *, complete: bool) -> None:
        """Write the list of programs and what the run is."""
        self.store.write_members(
            {
                "order": order,
                "program": one.id,
                "region": one.region,
                "place": one.place,
                "key": self.keys.get(one.id, ""),
                "state": self.state(one),
                "reason": "\n".join(self.failures.get(one.id, ())),
            }
            for order, one in enumerate(self.members)
        )
        self.store.write_run(
            {
                "complete": complete,
                "draws": self.terms.draws,
                "seed": self.terms.seed,
                "medicaid": self.terms.medicaid,
                "offered": self.terms.offered,
                "model": model_version(),
                "scenarios": [
                    *(
                        {"name": one.name, "why": one.why, "changes": [str(change) for change in one.changes]}
                        for one in self.terms.scenarios
                    ),
                    *({"name": one.name, "why": "", "changes": one.words} for one in self.terms.packages),
                ],
                "programs": len(self.members),
                "failed": len(self.failures),
            }
        )

    def state(self, one: Waiting) -> str:
        if one.id in self.failures:
            return FAILED
        return DONE if self.keys.get(one.id) in self.finished else WAITING


def run(
    members: Sequence[Waiting],
    terms: Terms,
    store: Store,
    engine: Engine,
    told: Callable[[Progress], None] = lambda _: None,
    batch: int = BATCH,
) -> Outcome:
    """Work out every program of a set that the store does not hold yet.

    Stopped anywhere, what is finished stays; the same call goes on from there. The numbers depend on neither the
    engine nor the size of batches nor the order of the set.

    Args:
        members: the set; ids are used once.
        terms: scenarios, draws, seed.
        store: where results are kept.
        engine: where batches are worked out; any executor of `concurrent.futures`.
        told: is told of progress, from this thread.
        batch: programs at a time, at most; fewer where each worker would have but a few batches.

    Raises:
        InputError: when workers have another model, or the store cannot be written.
    """
    under_way = _Run(members=members, terms=terms, store=store, told=told, finished=store.finished())
    for member in members:
        under_way.read(member)
    waiting = [one for one in members if under_way.state(one) == WAITING]
    under_way.kept = under_way.progress().done
    complete = False
    under_way.write(complete=False)
    told(under_way.progress())
    try:
        size = max(1, min(batch, ceil(len(waiting) / (2 * engine.under_way))))
        _work(under_way, deque(waiting[at : at + size] for at in range(0, len(waiting), size)), engine)
        with suppress(OSError):  # they are only kept so that questions are quick
            keep_sums(store.folder, under_way.finished & set(under_way.keys.values()))
        complete = True
    finally:
        under_way.write(complete=complete)
    failures = tuple(
        Failure(program=one.id, place=one.place, reasons=under_way.failures[one.id])
        for one in members
        if one.id in under_way.failures
    )
    return Outcome(progress=under_way.progress(), failures=failures)


def _work(run_: _Run, waiting: deque[Sequence[Waiting]], engine: Engine) -> None:
    """Keep a few batches under way until none is left."""
    sent: dict[Future[Answer], tuple[Sequence[Waiting], Batch]] = {}
    try:
        while waiting or sent:
            while waiting and len(sent) < engine.under_way:
                members = waiting.popleft()
                batch = run_.batch_of(members)
                sent[engine.executor.submit(worked_out, batch)] = (members, batch)
            for future in wait(sent, return_when=FIRST_COMPLETED).done:
                members, batch = sent.pop(future)
                waiting.extendleft(_taken(run_, future, members, batch))
    finally:
        for future in sent:
            future.cancel()


def _taken(run_: _Run, future: Future[Answer], members: Sequence[Waiting], batch: Batch) -> list[Sequence[Waiting]]:
    """Keep an answer; of a batch that brought its workers down, the programs to try one by one."""
    try:
        answer = future.result()
    except CancelledError:
        raise _stopped("the cluster is gone", "start it again; what is finished is kept") from None
    except Exception as error:  # noqa: BLE001 - whatever stops a worker, other programs go on
        if len(members) > 1:
            return [[one] for one in members]
        said = f"{members[0].place}: its worker stopped: {type(error).__name__}: {error}"
        run_.failures[members[0].id] = (said,)
        run_.told(run_.progress())
        return []
    run_.take(batch, answer)
    return []


def _stopped(found: str, wanted: str) -> InputError:
    return InputError([Fault(file="portfolio", path="", found=found, wanted=wanted)])
