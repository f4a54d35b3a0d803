from statusrapport.jobs import job

with job(snakemake):
    from pathlib import Path

    from statusrapport.disclosure.questionnaires import release_questionnaires
    from statusrapport.disclosure.release import release_observations
    from statusrapport.project import find_project

    indicators = {Path(name).stem: Path(name) for name in snakemake.input.indicators}
    folder = Path(snakemake.output.observations).parent
    release_observations(find_project(), indicators, folder)
    prepared = {Path(name).stem: Path(name) for name in snakemake.input.prepared}
    release_questionnaires(prepared, Path(snakemake.output.questionnaires))
