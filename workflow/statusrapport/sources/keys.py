"""What tells the rows apart: period, region, and the codes of classifications; checked as text, then parsed."""

from __future__ import annotations

import pandas as pd
from pandera.pandas import Check, Column, DataFrameSchema

from statusrapport.project import COUNTRY
from statusrapport.regions.register import YEARS, Register
from statusrapport.sources.columns import category_codes, measure_columns, row_key
from statusrapport.sources.declaration import SavFormat
from statusrapport.sources.inspection import Inspection, format_ranges
from statusrapport.sources.schemas import failures

COUNTY = 2  # digits of its code
GIVEN = Check(lambda text: text != "", error="missing_value")


def check_keys(inspection: Inspection, register: Register) -> None:
    """Report keys and codes that cannot be, and rows that have the key of another. Sets `inspection.keys`.

    Its columns: region_code, with the zero that it may have lost; period; is_judged, whether both could be judged;
    is_region, whether the region existed then (in a table the country, in a register counties, too).
    """
    key = inspection.source.key
    _report(inspection, _text_schema(inspection), inspection.frame)
    years = inspection.frame.loc[inspection.sound[key.period], [key.period]].astype("int64")
    _report(inspection, _year_schema(inspection), years)
    _set_keys(inspection, register)
    _check_regions(inspection, register)
    _check_duplicates(inspection, register)


def _text_schema(inspection: Inspection) -> DataFrameSchema:
    """Keys and codes as text: they are given, a period is a year, a code is known."""
    source, columns = inspection.source, inspection.frame.columns
    is_year = Check.str_matches("^[0-9]{4}$", error="period_format")
    schema = {source.key.region: Column(checks=GIVEN), source.key.period: Column(checks=[GIVEN, is_year])}
    for own in (source.key.respondent, source.key.record):
        if own in columns:
            schema[own] = Column(checks=GIVEN)
    for column, codes in category_codes(inspection.raw).items():
        if column in columns:  # one that is not there is reported as such
            is_known = Check.isin([*codes, ""], error="code_unknown")
            schema[column] = Column(checks=[GIVEN, is_known] if source.kind == "table" else [is_known])
    return DataFrameSchema(schema)


def _year_schema(inspection: Inspection) -> DataFrameSchema:
    """Periods as numbers: not after the file was received, and known to the region register."""
    received = inspection.raw.file.received.year
    checks = [Check.le(received, error="period_in_future"), Check.isin(list(YEARS), error="period_unknown")]
    return DataFrameSchema({inspection.source.key.period: Column(checks=checks)})


def _report(inspection: Inspection, schema: DataFrameSchema, frame: pd.DataFrame) -> None:
    """Report the failures of a schema; cells of a column with the same value as one finding."""
    known = category_codes(inspection.raw)
    alike: dict[tuple[str, str, str], list[int]] = {}
    for code, column, row in failures(schema, frame):
        alike.setdefault((code, column, str(inspection.frame.at[row, column])), []).append(row)
    for (code, column, _), rows in alike.items():
        inspection.report_alike(code, rows, column, known=", ".join(known.get(column, ())))


def _set_keys(inspection: Inspection, register: Register) -> None:
    """Keep the keys of all rows, with the zero that a code may have lost."""
    key = inspection.source.key
    keys = inspection.frame[[key.region, key.period]].set_axis(["region_code", "period"], axis="columns")
    is_judged = inspection.sound[[key.region, key.period]].all(axis="columns")
    valid: dict[tuple[str, str], str] = {}  # what the code would be with its zero, where that is a region of the year
    for code, period in keys[is_judged].drop_duplicates().itertuples(index=False):
        padded = "+".join(member.zfill(4) for member in code.split("+"))
        if register.is_valid(padded, int(period)):
            valid[code, period] = padded
        elif code == COUNTRY and inspection.source.kind == "table":
            valid[code, period] = COUNTRY
        elif inspection.source.is_register and code.zfill(2) in register.counties(int(period)):
            valid[code, period] = code.zfill(2)
    places = list(zip(keys["region_code"], keys["period"], strict=True))
    keys["region_code"] = [valid.get(place, place[0]) for place in places]
    keys["is_region"] = [place in valid for place in places]
    inspection.keys = keys.assign(is_judged=is_judged)


def _check_regions(inspection: Inspection, register: Register) -> None:
    """Report codes of no region of the period. Rows that only say so, by marking every figure ".", are dropped."""
    region, keys = inspection.source.key.region, inspection.keys
    is_wrong = keys["is_judged"] & ~(keys["is_region"] & (keys["region_code"] == inspection.frame[region]))
    figures = inspection.frame[measure_columns(inspection.raw, inspection.frame.columns)]
    is_void = is_wrong & ~keys["is_region"] & (figures == ".").all(axis="columns")
    is_void &= inspection.source.kind == "table"
    inspection.drop(keys.index[is_void])
    wrong = inspection.frame.loc[keys.index[is_wrong & ~is_void], region]
    for code, rows in wrong.groupby(wrong):
        place = keys.loc[rows.index[0]]
        rule, remedy = register.explain_invalid(str(code), int(place["period"]))
        if place["is_region"] and len(place["region_code"]) == COUNTY:
            rule, remedy = "the code of the county has lost its leading zero", f"Write {place['region_code']}, as text"
        finding = "region_code_zero" if place["is_region"] else "region_code_unknown"
        if place["is_region"] and isinstance(inspection.raw.file.format, SavFormat):
            remedy += f". Where the variable is a number, declare digits = {{ {region} = 4 }} in the format"
        inspection.report_alike(finding, list(rows.index), region, rule=rule, remedy=remedy)


def _check_duplicates(inspection: Inspection, register: Register) -> None:
    """Report rows that have the key of another."""
    key, keys = inspection.source.key, inspection.keys
    places = {key.region: "region_code", key.period: "period"}
    columns = [column for column in row_key(inspection.raw) if column in inspection.frame.columns]
    named = {column: keys[places[column]] if column in places else inspection.frame[column] for column in columns}
    rows = pd.DataFrame(named)[keys["is_region"]]
    own = key.respondent or key.record
    rows = rows[(rows != "").all(axis="columns")] if own else rows
    again = rows[rows.duplicated(keep=False)]
    for _, same in again.groupby(list(again.columns)):
        same_rows = list(same.index)
        last = same_rows[-1]
        if own:
            rule = "duplicate_respondent" if key.respondent else "duplicate_record"
            inspection.report(rule, last, own, rows=format_ranges(same_rows))
        else:
            name = name_region(register, *keys.loc[last, ["region_code", "period"]])
            inspection.report("duplicate_region", last, key.region, name=name, rows=format_ranges(same_rows))


def name_region(register: Register, code: str, period: str) -> str:
    """A region of the period as findings call it: code and name."""
    return f"{code} {register.name(code, int(period))}"
