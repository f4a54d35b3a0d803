from statusrapport.jobs import job

with job(snakemake):
    from pathlib import Path

    import pandas as pd

    from statusrapport.project import find_project
    from statusrapport.regions.register import read_register
    from statusrapport.sources.declaration import read_source
    from statusrapport.survey.stage import weight_respondents, write_weighted

    files, targets = snakemake.input, snakemake.output
    frames = [pd.read_parquet(path) for path in (files.prepared, files.population)]
    weighted, report = weight_respondents(
        read_source(Path(files.declaration)), *frames, read_register(find_project().regions)
    )
    write_weighted(weighted, report, Path(targets.data), Path(targets.description))
