from statusrapport.jobs import job

with job(snakemake):
    from pathlib import Path

    from statusrapport.indicators.compute import write_indicators
    from statusrapport.project import find_project

    prepared = {Path(name).stem: Path(name) for name in snakemake.input.prepared}
    weighted = {Path(name).stem: Path(name) for name in snakemake.input.weighted}
    targets = {Path(name).stem: Path(name) for name in snakemake.output}
    write_indicators(find_project(), prepared, weighted, targets, snakemake.params.structures)
