from statusrapport.jobs import job

with job(snakemake):
    from pathlib import Path

    from statusrapport.project import find_project
    from statusrapport.regions.register import read_register
    from statusrapport.sources.declaration import read_source
    from statusrapport.sources.prepare import prepare_source, write_prepared
    from statusrapport.sources.questionnaire import read_questionnaires

    project = find_project()
    source = read_source(Path(snakemake.input.declaration))
    frame = prepare_source(source, project.root, read_register(project.regions))
    questionnaires = read_questionnaires(source, project.root)
    write_prepared(frame, Path(snakemake.output[0]), questionnaires)
