"""Tables that fill in a template: rows say what a file would say, and what is wrong is said by row and column."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from model.inputs.faults import InputError
from model.inputs.load import program_of
from model.inputs.writing import written
from model.portfolio.members import checked
from model.portfolio.sets import read_set
from tests.small import grant, lead, medicaid, peer, tree

RATE = "payers.medicaid.services.individual.rate"


def template(folder: Path) -> Path:
    """A program of two peers and a lead; a grant helps to pay the first, a contract the second."""
    held = tree(
        ladders={"peer": {"steps": [20.0, 21.0]}},
        positions=[peer("first", caseload=10), peer("second", step=2), lead()],
        grants=[grant(covers={"first": 0.5, "lead": 0.2})],
        contracts=[{"id": "county", "start": "2026-07", "per_month": 300, "covers": ["second"]}],
        basis={"positions": "invented"},
    )
    path = folder / "template.yaml"
    path.write_bytes(written(held))
    return path


def members(folder: Path, text: str):
    """The programs of a CSV table."""
    (folder / "table.csv").write_text(text, encoding="utf-8")
    return read_set(folder / "table.csv", template(folder))


def faults(folder: Path, text: str) -> list[str]:
    """Everything that is wrong with a CSV table."""
    try:
        return [fault.sentence for _, found in checked(members(folder, text)) for fault in found]
    except InputError as error:
        return [fault.sentence for fault in error.faults]


def test_a_row_says_what_a_file_would_say(tmp_path):
    one, other = members(
        tmp_path,
        f"id,region,{RATE},positions.first.hours_per_week,ladders.peer.steps,grants.grant.end\n"
        'alpha,east,6.5,20,"[21, 22.5]",2026-08\n'
        "beta,,,,,\n",
    )
    assert (one.id, one.region, one.place) == ("alpha", "east", "table.csv, row 2")
    assert (other.region, other.place) == ("", "table.csv, row 3")
    by_hand = tree(
        name="alpha",
        positions=[peer("first", caseload=10, hours_per_week=20), peer("second", step=2), lead()],
        payers={"medicaid": medicaid(6.5)},
        ladders={"peer": {"steps": [21, 22.5]}},
        grants=[grant(covers={"first": 0.5, "lead": 0.2}, end="2026-08")],
        contracts=[{"id": "county", "start": "2026-07", "per_month": 300, "covers": ["second"]}],
    )
    assert one.ready().program().tree == program_of(by_hand, "by hand").tree
    assert other.ready().program().program.name == "beta"


def test_rows_of_positions_are_the_programs_seats_each_like_one_of_the_template(tmp_path):
    (one,) = members(
        tmp_path,
        f"id,position,like,{RATE},positions.position.hours_per_week,grants.grant.covers.position\n"
        "alpha,anna,first,6.5,30,\n"
        "alpha,ben,first,,,0.9\n"
        "alpha,lead,,6.5,,\n",
    )
    assert one.place == "table.csv, rows 2 to 4"
    held = one.ready().program()
    assert [(seat["id"], seat.get("caseload"), seat["hours_per_week"]) for seat in held.tree["positions"]] == [
        ("anna", 10, 30),
        ("ben", 10, 12),
        ("lead", None, 6),
    ]
    # of anna the grant pays what it pays of the first seat; nobody is like the second, so its contract is not there
    assert held.tree["grants"][0]["covers"] == {"anna": 0.5, "ben": 0.9, "lead": 0.2}
    assert held.tree["contracts"] == []
    assert held.tree["payers"]["medicaid"]["services"]["individual"]["rate"] == 6.5


def test_parquet_says_the_same_as_csv(tmp_path):
    (csv,) = members(tmp_path, f"id,{RATE},positions.first.hours_per_week\nalpha,6.5,20\n")
    held = pa.table({"id": ["alpha"], RATE: [6.5], "positions.first.hours_per_week": [20.0]})
    pq.write_table(held, tmp_path / "table.parquet")
    (parquet,) = read_set(tmp_path / "table.parquet", template(tmp_path))
    assert parquet.ready().program().tree == csv.ready().program().tree


def test_everything_wrong_with_cells_is_said_by_row_and_column(tmp_path):
    assert faults(
        tmp_path,
        f"id,{RATE},positions.first.hours_per_week,services.individual.no_show,grants.grant.end\n"
        "alpha,$16,300,0.2,2026-08\n"
        "beta,6,12,20 %,2026-13\n"
        "gamma,6,12,0.2,2026-08\n",
    ) == [
        f"table.csv: row 2, column {RATE!r}: found '$16'; write dollars as a plain number.",
        "table.csv: row 2, column 'positions.first.hours_per_week': found 300; a number above 0 up to 168 is needed "
        "(hours a week).",
        "table.csv: row 3, column 'services.individual.no_show': found '20 %'; write a share as a fraction, such as "
        "0.15 for 15 %.",
        "table.csv: row 3, column 'grants.grant.end': found '2026-13'; a month is written YYYY-MM, such as 2027-01.",
    ]


def test_everything_wrong_with_columns_and_ids_is_said_at_once(tmp_path):
    assert faults(
        tmp_path,
        f"id,payers.medicad.client_share,{RATE},{RATE},positions[direct_service=true].caseload,\n"
        "alpha,1,6,6,10,x\n"
        "alpha,1,6,6,10\n",
    ) == [
        f"table.csv: column {RATE!r}: this column stands there twice; take one out.",
        "table.csv: column 6 has no name; name it by its place in the template.",
        "table.csv: row 3: 5 cells; the header has 6; quote a cell that holds a comma.",
    ]
    assert faults(
        tmp_path,
        "id,payers.medicad.client_share,positions[direct_service=true].caseload\nalpha,1,10\n,1,10\nalpha,1,9\n",
    ) == [
        "table.csv: column 'payers.medicad.client_share': nothing in the program fits 'payers.medicad' (nearest: "
        "'medicaid'); name a place of the template as scenarios do.",
        "table.csv: column 'positions[direct_service=true].caseload': 2 places of the template fit; name one.",
        "table.csv: row 3, column 'id': nothing is given; each row has 'id'.",
        "table.csv: row 4, column 'id': 'alpha' stands in row 2 too; each program has an id of its own, or rows are "
        "positions and have a column 'position'.",
    ]


def test_what_is_wrong_between_rows_of_one_program_is_said(tmp_path):
    assert faults(
        tmp_path,
        f"id,position,like,{RATE}\nalpha,anna,frist,6\nalpha,ben,first,6\nalpha,ben,first,7\nbeta,first,,6\n",
    ) == [
        "table.csv: row 2, column 'like': the template has no 'frist'; name one of the template: first, second, lead; "
        "did you mean 'first'?",
        "table.csv: row 4, column 'position': position 'ben' stands there twice; each has an id of its own.",
        f"table.csv: row 4, column {RATE!r}: found 7, and 6 in row 2; rows of one program say the same of the program, "
        "or leave it empty.",
    ]


def test_what_is_wrong_with_the_whole_program_is_said_at_its_rows(tmp_path):
    assert faults(
        tmp_path, "id,position,like,grants.grant.covers.position\nalpha,anna,first,0.8\nalpha,b,lead,1.2\n"
    ) == ["table.csv: row 3, column 'grants.grant.covers.position': found 1.2; a number from 0 to 1 is needed (share)."]
    assert faults(tmp_path, "id,ladders.peer.steps\nalpha,[20]\n") == [
        "table.csv: row 2: positions[1].step: step 2 of ladder 'peer'; it has 1 step."
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "table.csv: there is no row; a program has one, or one for each position."),
        (b"id\n", "table.csv: there is no row; a program has one, or one for each position."),
        (
            b"id,region\n\xff,x\n",
            "table.csv: the file cannot be read: it is not UTF-8 text; save it as UTF-8 CSV or as Parquet.",
        ),
        (
            b'id,region\n"alpha,x\n',
            "table.csv: the file cannot be read: unexpected end of data; save it as UTF-8 CSV or as Parquet.",
        ),
        (
            b"id,region\nal\x00pha,x\n",
            "table.csv: row 2, column 'id': 'al\\x00pha' holds a character that is not text; take it out.",
        ),
        (
            b"id,region\n\x1b[2Jalpha,x\n",
            "table.csv: row 2, column 'id': '\\x1b[2Jalpha' holds a character that is not text; take it out.",
        ),
        (b"region\neast\n", "table.csv: there is no column 'id'; each program has an id of its own."),
        (
            b"id,like\na,first\n",
            "table.csv: column 'like': a column 'like' without a column 'position'; it goes with rows of positions.",
        ),
        (b"id\n" + b"x" * 5000 + b"\n", "table.csv: row 2, column 'id': a cell of 5,000 characters; at most 4,000."),
    ],
)
def test_hostile_and_empty_tables_are_refused_in_one_sentence(tmp_path, content, said):
    (tmp_path / "table.csv").write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_set(tmp_path / "table.csv", template(tmp_path))
    assert str(refused.value) == said


def test_a_name_that_a_spreadsheet_would_take_for_a_formula_is_a_name_here(tmp_path):
    (one,) = members(tmp_path, "id,name\n\"=cmd|' /C calc'!A0\",007\n")
    assert one.id == "=cmd|' /C calc'!A0"
    assert one.ready().program().program.name == "007"


def test_parquet_that_is_none_or_holds_what_no_program_can_is_refused(tmp_path):
    (tmp_path / "table.parquet").write_bytes(b"PAR1")
    with pytest.raises(
        InputError, match=r"table\.parquet: the file cannot be read: .*; save it as UTF-8 CSV or as Parquet"
    ):
        read_set(tmp_path / "table.parquet", template(tmp_path))
    pq.write_table(pa.table({"id": ["a"], RATE: [float("nan")]}), tmp_path / "table.parquet")
    ((_, found),) = checked(read_set(tmp_path / "table.parquet", template(tmp_path)))
    assert [one.sentence for one in found] == [
        f"table.parquet: row 2, column {RATE!r}: found nan; it is not a finite number: leave the cell empty to keep "
        "what the template says."
    ]


def test_a_path_that_is_no_set_is_refused(tmp_path):
    for path, filled, said in [
        (tmp_path / "none", None, "there is no such file or folder; a folder of programs or a table is needed"),
        (tmp_path / "t.csv", None, "a table without a template; add --template with the program that its rows fill in"),
        (tmp_path / "t.txt", template(tmp_path), "a name that ends in '.txt'; a table ends in .csv or .parquet"),
        (tmp_path / "empty", None, "there is no program in this folder; files of programs end in .yaml"),
    ]:
        (tmp_path / "empty").mkdir(exist_ok=True)
        for name in ("t.csv", "t.txt"):
            (tmp_path / name).write_text("id\na\n")
        with pytest.raises(InputError) as refused:
            read_set(path, filled)
        assert str(refused.value).endswith(f": {said}.")
