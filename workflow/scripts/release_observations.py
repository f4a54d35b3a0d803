from pathlib import Path

from statusrapport.disclosure.release import release_observations
from statusrapport.jobs import job
from statusrapport.project import find_project

with job(snakemake):
    indicators = {Path(name).stem: Path(name) for name in snakemake.input.indicators}
    folder = Path(snakemake.output.observations).parent
    release_observations(find_project(), indicators, folder)
