"""Where a number comes from: `source/version/file#rows`, consecutive rows written as ranges."""

from __future__ import annotations

import pandas as pd


def format_lineage(cells: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The lineage of each combination of `keys`: a frame of the keys and the text column `lineage`.

    `cells` has the columns `file` and `row` (int, 1-based) beside the keys; cells without a row came from no file.
    """
    groups = [*keys, "file"]
    rows = cells.loc[cells["row"] > 0, [*groups, "row"]].dropna().drop_duplicates()
    rows = rows.sort_values([*groups, "row"], kind="stable").reset_index(drop=True)
    group = rows.groupby(groups, sort=False, observed=True).ngroup()
    is_first = group.ne(group.shift()) | rows["row"].ne(rows["row"].shift() + 1)
    runs = rows[is_first]
    lasts = rows.loc[is_first.shift(-1, fill_value=True), "row"]
    # A plain loop: joining text by pandas' groupby takes twenty times as long.
    lineage: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for *key, file, first, last in zip(
        *(runs[name].tolist() for name in groups), runs["row"].tolist(), lasts.tolist(), strict=True
    ):
        text = str(first) if first == last else f"{first}-{last}"
        lineage.setdefault(tuple(key), {}).setdefault(file, []).append(text)
    texts = ["; ".join(f"{file}#{','.join(texts)}" for file, texts in files.items()) for files in lineage.values()]
    return pd.DataFrame(list(lineage), columns=keys).assign(lineage=texts)


def parse_lineage(text: str) -> list[tuple[str, str]]:
    """The files of a lineage, `source/version/file`, each with its rows as written."""
    pairs = (part.rpartition("#") for part in text.split("; ") if part)
    return [(file, rows) for file, _, rows in pairs]


def join_lineage(first: str, second: str) -> str:
    """Two lineages as one. The rows of a file that both name are kept as they stand, once."""
    return "; ".join(dict.fromkeys(part for text in (first, second) for part in text.split("; ") if part))
