"""A project of four municipalities and two small sources, for the tests of statusrapport.sources."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from statusrapport.project import Project
from statusrapport.sources.declaration import Source, read_source

MUNICIPALITIES = {"0301": "Oslo", "1101": "Eigersund", "1103": "Stavanger", "1106": "Haugesund"}

STAFF = """\
# Staff of the municipalities
id = "staff"
title_nb = "Årsverk"
short_nb = "Kilde"
owner_nb = "Et direktorat"
description_nb = "Årsverk etter tjeneste."
licence = "CC0-1.0"
synthetic = true
kind = "table"
key = { region = "Nr", period = "Aar", name = "Navn" }

[[files]]
version = "2017"
name = "staff.csv"
sha256 = "SHA256"  # of the file as received
received = 2018-03-01
format = { kind = "csv", encoding = "cp1252", delimiter = ";", decimal = ",", thousands = " " }
footer = "^Sum"

[dimensions.service]
title_nb = "Tjeneste"
codes = { BOL = "housing", ARB = "activity" }
labels_nb = { housing = "Bolig", activity = "Aktivitet" }

[[measures]]
name = "fte"
title_nb = "Årsverk"
columns = "F_(?P<service>[A-Z]{3})"
minimum = 0
maximum = 5000
empty_is_zero = true

[[totals]]
column = "F_SUM_ALLE"
parts = "F_[A-Z]{3}"
tolerance = 0.05
"""

STAFF_CSV = """\
Nr;Navn;Aar;F_BOL;F_ARB;F_SUM_ALLE
0301;Oslo;2017;1 200,5;300;1 500,5
1101;Eigersund;2017;;2,5;2,5
1103;Stavanger;2017;80;20,25;100,25
1106;Haugesund;2017;40;..;..
"""

SURVEY = """\
id = "survey"
title_nb = "Spørreskjema"
short_nb = "Kilde"
owner_nb = "Et direktorat"
description_nb = "Ett svar fra hver kommune."
licence = "CC0-1.0"
kind = "microdata"
complete = false
key = { region = "nr", period = "aar" }

[[files]]
version = "2017"
name = "survey.csv"
sha256 = "SHA256"
received = 2018-03-01
format = { kind = "csv", encoding = "utf-8", delimiter = ",", decimal = "." }

[dimensions.knows_plan]
title_nb = "Kjenner til planen?"
column = "sp1"
codes = { "1" = "yes", "2" = "no" }
labels_nb = { yes = "Ja", no = "Nei" }

[[measures]]
name = "places"
title_nb = "Plasser"
columns = "sp2"
minimum = 0
whole = true
required = false
"""

SURVEY_CSV = "nr,aar,sp1,sp2\n0301,2017,1,12\n1103,2017,,\n1106,2017,2,0\n"


def make_project(root: Path) -> Project:
    """A project with a region register of four municipalities, and no sources yet."""
    rows = "".join(f"{code},{name},2009-01-01,\n" for code, name in MUNICIPALITIES.items())
    tables = {
        "municipalities": "region_code,name,valid_from,valid_to\n" + rows,
        "counties": "region_code,name,valid_from,valid_to\n03,Oslo,2009-01-01,\n11,Rogaland,2009-01-01,\n",
        "reporting_groups": "region_code,valid_from,valid_to\n1101+1106,2013-01-01,\n",
        "kostra_groups": "region_code,kostra_group,valid_from,valid_to\n",
        "changes": "date,old_code,new_code,kind,area_from\n",
        "size_classes": "code,label_nb,lower,upper\nall,Alle,0,\n",
    }
    project = Project(root)
    project.regions.mkdir(parents=True)
    (project.config / "sources").mkdir(parents=True)
    for name, text in tables.items():
        (project.regions / f"{name}.csv").write_text(text, encoding="utf-8")
    return project


def add_source(project: Project, declaration: str, content: str | bytes) -> Source:
    """Declare a source with one file, and put the file in its place with the sha256 that it has."""
    raw = content if isinstance(content, bytes) else content.encode("cp1252" if "cp1252" in declaration else "utf-8")
    text = declaration.replace("SHA256", hashlib.sha256(raw).hexdigest())
    path = project.config / "sources" / f"{tomllib.loads(declaration)['id']}.toml"
    path.write_text(text, encoding="utf-8")
    source = read_source(path)
    place = source.path(source.files[0], project.root)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(raw)
    return source
