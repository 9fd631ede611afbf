"""A change to a program, as scenarios and events write it."""

from typing import Annotated, Any

from pydantic import Field, ValidationError, model_validator

from model.inputs import fields as f
from model.inputs.fields import Month, Part
from model.inputs.spec import fault, shown


class Change(Part):
    """One change: `set … to`, `scale … by`, `remove`, or `add … item`, from a month on or throughout."""

    set: f.Text | None = None
    scale: f.Text | None = None
    remove: f.Text | None = None
    add: f.Text | None = None
    to: Any = None
    by: Annotated[float, Field(ge=0, strict=False, allow_inf_nan=False)] | None = None
    item: dict[str, Any] | None = None
    from_: Month | None = Field(default=None, alias="from")

    @model_validator(mode="after")
    def _one_kind(self) -> "Change":
        given = self.model_fields_set
        kinds = [kind for kind in OPERANDS if kind in given]
        if len(kinds) != 1:
            found = "nothing to do" if not kinds else " and ".join(f"`{kind}`" for kind in kinds)
            raise ValidationError.from_exception_data(
                "change", [fault((), f"found {found}", "a change has one of `set`, `scale`, `remove`, `add`")]
            )
        operand = OPERANDS[kinds[0]]
        for key in ("to", "by", "item"):
            if (key in given) != (key == operand):
                found = f"`{kinds[0]}` {'with' if key in given else 'without'} `{key}`"
                wanted = f"`{kinds[0]}` goes with `{operand}`" if operand else f"`{kinds[0]}` goes alone"
                raise ValidationError.from_exception_data("change", [fault((), found, wanted)])
        return self

    @property
    def kind(self) -> str:
        """Which of the four it is."""
        return next(kind for kind in OPERANDS if kind in self.model_fields_set)

    @property
    def target(self) -> str:
        """The selector."""
        return str(getattr(self, self.kind))

    def __str__(self) -> str:
        dated, item = f" from {self.from_}" if self.from_ else "", self.item or {}
        what = {
            "set": f"{self.target} = {_in_words(self.to)}",
            "scale": f"{self.target} x {self.by:g}" if self.by is not None else "",
            "remove": f"without {self.target}",
            "add": f"with {item.get('id', item.get('name', ', '.join(map(str, item))))} in {self.target}",
        }
        return what[self.kind] + dated


def _in_words(value: Any) -> str:
    """A value as the file writes it."""
    if isinstance(value, list):
        return f"[{', '.join(_in_words(item) for item in value)}]"
    return value if isinstance(value, str) else shown(value)


OPERANDS: dict[str, str | None] = {"set": "to", "scale": "by", "remove": None, "add": "item"}
