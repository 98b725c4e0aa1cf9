"""Have one validator check the sums of many reports: `python validate.py PEER FOLDER RUNS`, one JSON line.

Runs in an environment of its own (`requirements.txt` beside this file), so it imports nothing of the project. FOLDER has
`reports.parquet` (a column a cell, blanks as 0) and `sums.json` (sum → the columns of its left and its right side); the
peer leaves `broken.json` there: sum → numbers of the reports in which it is broken. What is clocked is the validation in
the peer's quickest mode that looks at every report; what it takes to have the reports named may come on top.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Sums = dict[str, dict[str, list[str]]]
Broken = dict[str, list[int]]
NUMBER = "report"


def dataframely(folder: Path, sums: Sums) -> tuple[Callable[[], Any], Callable[[Any], Broken]]:
    """A schema with one rule a sum; what it filters out says which rule a row breaks."""
    import dataframely as dy
    import polars as pl

    frame = pl.read_parquet(folder / "reports.parquet")

    def ruled(name: str) -> Any:
        left, right = _sides(sums[name], pl)
        return dy.rule()(lambda cls: left == right)

    columns = {name: dy.Int64(nullable=False) for name in frame.columns}
    rules = {f"sum_{n}": ruled(name) for n, name in enumerate(sums)}
    schema = type("Reports", (dy.Schema,), {**columns, **rules})

    def broken(result: Any) -> Broken:
        told = result[1].details()
        return {name: told.filter(pl.col(f"sum_{n}") == "invalid")[NUMBER].to_list() for n, name in enumerate(sums)}

    return lambda: schema.filter(frame), broken


def pointblank(folder: Path, sums: Sums) -> tuple[Callable[[], Any], Callable[[Any], Broken]]:
    """One step a sum, counted only; the rows themselves are asked for in a second interrogation."""
    import pointblank as pb
    import polars as pl

    frame = pl.read_parquet(folder / "reports.parquet")

    def plan() -> Any:
        steps = pb.Validate(data=frame)
        for sides in sums.values():
            left, right = _sides(sides, pl)
            steps = steps.col_vals_expr(expr=left == right)
        return steps

    def broken(_: Any) -> Broken:
        told = plan().interrogate(extract_limit=len(frame)).get_data_extracts()
        return {
            name: [] if told[n] is None or not len(told[n]) else told[n][NUMBER].to_list()
            for n, name in enumerate(sums, start=1)
        }

    return lambda: plan().interrogate(collect_extracts=False, collect_tbl_checked=False), broken


def great_expectations(folder: Path, sums: Sums) -> tuple[Callable[[], Any], Callable[[Any], Broken]]:
    """It compares columns only, so both sides of every sum are computed for it."""
    import great_expectations as gx
    import pandas as pd

    frame = pd.read_parquet(folder / "reports.parquet")
    context = gx.get_context(mode="ephemeral")
    whole = (
        context.data_sources.add_pandas("reports")
        .add_dataframe_asset("all")
        .add_batch_definition_whole_dataframe("all")
    )
    suite = gx.ExpectationSuite(
        name="sums",
        expectations=[
            gx.expectations.ExpectColumnPairValuesToBeEqual(column_A=f"left_{n}", column_B=f"right_{n}")
            for n in range(len(sums))
        ],
    )

    def check(form: Any) -> Any:
        sides = {
            f"{side}_{n}": frame[columns].sum(axis=1)
            for n, both in enumerate(sums.values())
            for side, columns in both.items()
        }
        given = pd.DataFrame({NUMBER: frame[NUMBER], **sides})
        return whole.get_batch({"dataframe": given}).validate(suite, result_format=form)

    def broken(_: Any) -> Broken:
        told = check({"result_format": "COMPLETE", "unexpected_index_column_names": [NUMBER]})
        return {
            name: [int(row[NUMBER]) for row in result.result.get("unexpected_index_list") or ()]
            for name, result in zip(sums, told.results, strict=True)
        }

    return lambda: check("BASIC"), broken


def pandera(folder: Path, sums: Sums) -> tuple[Callable[[], Any], Callable[[Any], Broken]]:
    """On polars, its faster backend, lazily, so that every sum is checked."""
    import pandera.polars as pa
    import polars as pl

    frame = pl.read_parquet(folder / "reports.parquet")

    def checked(name: str) -> Any:
        left, right = _sides(sums[name], pl)
        return pa.Check(lambda data: data.lazyframe.select(left == right), name=name)

    schema = pa.DataFrameSchema(checks=[checked(name) for name in sums])

    def validate() -> Any:
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as errors:
            return errors
        return None

    def broken(errors: Any) -> Broken:
        found: Broken = {name: [] for name in sums}
        for error in errors.schema_errors if errors is not None else ():
            output = error.check_output
            rows = output.lazyframe.collect() if hasattr(output, "lazyframe") else output
            flags = rows[rows.columns[-1]]
            found[error.check.name] = (~flags).arg_true().to_list()
        return found

    return validate, broken


def pydantic(folder: Path, sums: Sums) -> tuple[Callable[[], Any], Callable[[Any], Broken]]:
    """A model of one report, its figures typed and every sum compared; one report after the other."""
    import pyarrow.parquet as pq
    from pydantic import BaseModel, ValidationError, create_model, model_validator

    rows = pq.read_table(folder / "reports.parquet").to_pylist()
    plain = {name: name.replace(".", "__") for name in rows[0]}
    compared = [
        (name, *([plain[column] for column in sides[side]] for side in ("left", "right")))
        for name, sides in sums.items()
    ]

    class Report(BaseModel):
        @model_validator(mode="after")
        def add_up(self) -> Any:
            own = self.__dict__
            wrong = [
                name
                for name, left, right in compared
                if sum([own[cell] for cell in left]) != sum([own[cell] for cell in right])
            ]
            if wrong:
                raise ValueError("; ".join(wrong))
            return self

    model = create_model("Typed", __base__=Report, **{name: (int, ...) for name in plain.values()})
    given = [{plain[name]: value for name, value in row.items()} for row in rows]

    def validate() -> Broken:
        found: Broken = {name: [] for name in sums}
        for number, row in enumerate(given):
            try:
                model.model_validate(row)
            except ValidationError as error:
                for name in str(error.errors()[0]["ctx"]["error"]).split("; "):
                    found[name].append(number)
        return found

    return validate, lambda found: found


def _sides(sides: dict[str, list[str]], pl: Any) -> Iterator[Any]:
    """Both sides as expressions of polars."""
    for columns in (sides["left"], sides["right"]):
        total = pl.col(columns[0])
        for column in columns[1:]:
            total = total + pl.col(column)
        yield total


PEERS = {peer.__name__: peer for peer in (dataframely, pointblank, great_expectations, pandera, pydantic)}


def main() -> None:
    """Validate once to warm up, then so many times by the clock."""
    folder, runs = Path(sys.argv[2]), int(sys.argv[3])
    validate, broken = PEERS[sys.argv[1]](folder, json.loads((folder / "sums.json").read_text("utf-8")))
    result = None if runs == 1 else validate()
    taken: dict[str, list[float]] = {"clock": [], "processor": []}
    for _ in range(runs):
        clock, processor = time.perf_counter(), time.process_time()
        result = validate()
        taken["clock"].append(time.perf_counter() - clock)
        taken["processor"].append(time.process_time() - processor)
    (folder / "broken.json").write_text(json.dumps(broken(result)), "utf-8")
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
