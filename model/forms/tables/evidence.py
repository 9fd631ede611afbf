"""The table of where numbers come from."""

from model.forms.shapes import Said, grid, name_column

BASIS = grid(
    "basis",
    "Where numbers come from",
    "For a number: the payroll list, an award letter, or the entry of the sourced numbers it was taken from.",
    "basis.{path}",
    name_column("path", "Number", "Its place in the program file, such as services.individual.no_show."),
    Said(at="", label="Comes from", help="A few words, or the key of a sourced number.", shape="prose", width="large"),
)
