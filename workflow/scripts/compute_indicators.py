from pathlib import Path

from statusrapport.indicators.compute import write_indicators
from statusrapport.jobs import job
from statusrapport.project import find_project

with job(snakemake):
    prepared = {Path(name).stem: Path(name) for name in snakemake.input.prepared}
    targets = {Path(name).stem: Path(name) for name in snakemake.output}
    write_indicators(find_project(), prepared, targets)
