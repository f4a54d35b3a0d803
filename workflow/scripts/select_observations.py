from statusrapport.jobs import job

with job(snakemake):
    from pathlib import Path

    from statusrapport.project import Edition, find_project
    from statusrapport.render.slices import write_slices

    edition = Edition.model_validate(snakemake.params.edition)
    released = Path(snakemake.input.observations).parent
    slices = {Path(name).stem: Path(name) for name in snakemake.output.slices}
    write_slices(find_project(), edition, released, slices, Path(snakemake.output.inputs))
