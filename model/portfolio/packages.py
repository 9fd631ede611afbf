"""A package of a reform: Medicaid's rates and caps by so much, and a share of the added dollars into wages.

What a package changes is worked out in each program, since it names no place: every rate of a Medicaid payer, every cap
that holds for one, and the ladders of those who see clients.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.program import Program
from model.inputs.scenario import applied
from model.projection import Projection, project
from model.questions.trying import Changed, made_up

NOTHING = 0.005  # dollars


@dataclass(frozen=True, kw_only=True)
class Package:
    """Three moves together.

    Attributes:
        rate: what rates are multiplied by; 1 leaves them.
        cap: what caps are multiplied by; 1 leaves them.
        pass_through: share of the added Medicaid dollars that goes into wages of those who see clients, fringe on top.
            The dollars are those earned from `start` on as expected, with the reform and before wages rise; wages rise
            by one factor, so that this share of them would be paid out were the seats paid for then to stay.
        start: the month from which it holds; None for the whole horizon.
    """

    rate: float = 1.0
    cap: float = 1.0
    pass_through: float = 0.0
    start: Month | None = None

    @property
    def name(self) -> str:
        """How results call it."""
        return f"rate x {self.rate:g}, caps x {self.cap:g}, {100 * self.pass_through:g} % passed through"

    @property
    def words(self) -> tuple[str, str, str]:
        """What it changes."""
        begins = "" if self.start is None else f" from {self.start}"
        return (
            f"rates of Medicaid payers times {self.rate:g}{begins}",
            f"caps that hold for Medicaid times {self.cap:g}{begins}",
            f"{100 * self.pass_through:g} % of the added Medicaid dollars into wages{begins}",
        )

    def laid(self, file: ProgramFile, medicaid: Sequence[str] | None) -> tuple[ProgramFile, tuple[bool, bool, bool]]:
        """A program with the package, and which of the three moves changes it.

        Args:
            file: the program.
            medicaid: names of the payers that are Medicaid; by default those with `medicaid` in their name.

        Raises:
            InputError: when the package leaves a program that does not hold together.
        """
        names = [n for n in file.program.payers if (n in medicaid if medicaid is not None else "medicaid" in n.lower())]
        rates = list(self._rates(file.program, names)) if self.rate != 1 else []
        caps = list(self._caps(file.program, names)) if self.cap != 1 else []
        if not (rates or caps):
            return file, (False, False, False)
        reformed = _with(file, [*rates, *caps])
        wages = list(self._wages(file, reformed, names)) if self.pass_through else []
        return _with(reformed, wages), (bool(rates), bool(caps), bool(wages))

    def _scaled(self, place: str, by: float) -> Changed:
        return {"scale": place, "by": by} | ({} if self.start is None else {"from": str(self.start)})

    def _rates(self, program: Program, names: Sequence[str]) -> Iterator[Changed]:
        for name in names:
            for service in program.payers[name].services:
                yield self._scaled(f"payers.{name}.services.{service}.rate", self.rate)

    def _caps(self, program: Program, names: Sequence[str]) -> Iterator[Changed]:
        for cap in program.caps:
            if cap.payers is None or set(cap.payers) & set(names):
                yield self._scaled(f"caps[name={cap.name}].limit", self.cap)

    def _wages(self, file: ProgramFile, reformed: ProgramFile, names: Sequence[str]) -> Iterator[Changed]:
        program = file.program
        first = 0 if self.start is None else min(max(self.start - program.start, 0), program.months)
        before, after = project(program, compiled=False), project(reformed.program, compiled=False)
        added = _earned(after, names, first) - _earned(before, names, first)
        serving = [place for place, seat in enumerate(program.positions) if seat.direct_service]
        paid = float((after.costs.wages * after.funding.present)[0][serving][:, first:].sum())
        if added < NOTHING or paid < NOTHING:
            return
        for ladder in sorted({program.positions[place].ladder for place in serving}):
            yield self._scaled(f"ladders.{ladder}.steps", 1 + self.pass_through * added / paid)


def _earned(projection: Projection, names: Sequence[str], first: int) -> float:
    by_payer = projection.biller.earned_by_payer()[0]
    places = [place for place, name in enumerate(projection.program.payers) if name in names]
    return float(by_payer[places][:, first:].sum())


def _with(file: ProgramFile, changes: Sequence[Changed]) -> ProgramFile:
    return applied(file, [made_up("package", "a move of a reform", changes)]) if changes else file
