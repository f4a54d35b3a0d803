"""A report kind of one chapter, for tests of rendering: the real base templates, a small slice."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pandas as pd

from slice_example import METADATA, ROWS, observation
from statusrapport.files import write_parquet
from statusrapport.indicators.observations import SCHEMA, to_table
from statusrapport.project import Edition
from statusrapport.render.request import RenderRequest

ROOT = Path(__file__).parents[1]

KIND = """
title_nb = "Årsverk {year}"
subtitle_nb = "En prøverapport"
series_nb = "Prøver"
description_nb = "En liten rapport"
publisher = "Prøveinstituttet"
authors = ["Kari Eksempel"]
commissioner_nb = "Ingen"
licence = "CC BY 4.0"
number_nb = "Prøve {year}"
indicators = ["fte", "buyers"]
sections = ["summary", "fte"]
appendix = ["facts"]

[cover]
indicator = "fte"
alt_nb = "Pynt"
legend_nb = "Hver strek er en kommune."

[[charts]]
id = "by_age"
section = "fte"
kind = "ranked_bars"
title_nb = "Årsverk etter målgruppe"
subtitle_nb = "{year}"
point_nb = "Voksne har {{ num('fte', year, by={'age': 'adult'}) }} årsverk."
cells = { indicator = "fte" }
rows = [{ each = "age" }]
columns = [{ label_nb = "Årsverk" }]

[[tables]]
id = "totals"
section = "fte"
title_nb = "Årsverk i alt"
subtitle_nb = "{previous} og {year}"
row_header_nb = "Kommuner"
cells = { indicator = "fte" }
rows = [{ label_nb = "Alle", total = true }]
columns = [
  { label_nb = "{previous}", period = "{previous}" },
  { label_nb = "{year}" },
  { label_nb = "Prosent", group_nb = "Endring", function = "percent_change", sign = true },
]
"""
SECTIONS = {
    "summary": '{{ chapter("Sammendrag") }}\n<p>Det var {{ num("fte", year) }} årsverk. {{ see("fte") }}</p>\n',
    "fte": (
        '{{ chapter("Årsverk", lead="Hvor mange?") }}\n{{ heading("I alt") }}\n'
        '{% call finding("Endringen i årsverk.") %}\n'
        '<p>De økte med {{ percent_change("fte", previous, year) }} ({{ ref("totals") }}).</p>\n{% endcall %}\n'
        '{{ figure("by_age") }}\n{{ table("totals") }}\n'
    ),
    "facts": (
        '{% import "base/macros.html.j2" as page %}\n{{ chapter("Tall i teksten") }}\n'
        '{{ page.facts_table("A.1", "tab-facts", fact_rows()) }}\n'
    ),
}
REPORT = """{% extends "base/base.html.j2" %}
{% block summary %}{{ sections["summary"] }}{% endblock %}
{% block body %}<section class="chapter" id="fte">{{ sections["fte"] }}</section>{% endblock %}
{% block appendix %}<section class="chapter" id="facts">{{ appendix["facts"] }}</section>{% endblock %}
"""

FACTSHEET = """{% extends "base/factsheet.html.j2" %}
{% block lead %}Det var {{ num("fte", year) }} årsverk.{% endblock %}
{% block keyfigures %}{{ page.key_figure(num("fte", year), "årsverk") }}{% endblock %}
{% block findings %}
<li><b>Tjenester til voksne.</b> De har {{ num("fte", year, by={"age": "adult"}) }} årsverk ({{ ref("by_age") }}).</li>
{% endblock %}
{% block picture %}{{ picture("by_age") }}{% endblock %}
{% block more %}<p>Mer om årsverk: {{ see("fte") }}.</p>{% endblock %}
{% block method %}Kommunenes rapportering i IS-24/8.{% endblock %}
"""


def add_factsheet(request: RenderRequest, old: str = "", new: str = "") -> Path:
    """Give the report kind a fact sheet, with one thing of it replaced where that is asked for."""
    path = request.template_folder / "factsheet.html.j2"
    assert old in FACTSHEET
    path.write_text(FACTSHEET.replace(old, new, 1) if old else FACTSHEET, encoding="utf-8")
    return path


def make_project(root: Path) -> RenderRequest:
    """Lay out a project of one report in `root` and return the request to render it."""
    kind = root / "templates" / "prove"
    (kind / "sections").mkdir(parents=True)
    shutil.copytree(ROOT / "templates" / "base", root / "templates" / "base")
    (kind / "report.toml").write_text(KIND, encoding="utf-8")
    (kind / "report.html.j2").write_text(REPORT, encoding="utf-8")
    (kind / "report.css").write_text("", encoding="utf-8")
    for name, text in SECTIONS.items():
        (kind / "sections" / f"{name}.html.j2").write_text(text, encoding="utf-8")
    (root / "uv.lock").write_text("version = 1\n", encoding="utf-8")
    write_slice(root / "slice.parquet")
    edition = Edition(id="prove-2017", kind="prove", year=2017, structure=2017, date=date(2017, 12, 1))
    return RenderRequest(edition, "0", root / "slice.parquet", kind)


def write_slice(path: Path, rows: list[dict] = ROWS, *, synthetic: bool = True, **metadata: object) -> None:
    """Write a slice of these rows, and of two municipalities for the cover; `metadata` comes to that of the example."""
    municipalities = [observation("fte", 2017, value, region=code) for code, value in (("1103", 120.5), ("1106", 40.0))]
    frame = pd.DataFrame([*rows, *municipalities], columns=SCHEMA.names).assign(synthetic=synthetic)
    write_parquet(path, to_table(frame, {"statusrapport": json.dumps(METADATA | metadata)}))
