from statusrapport.jobs import job

with job(snakemake):
    from pathlib import Path

    from statusrapport.project import Edition, find_project
    from statusrapport.render.report import RenderRequest, render_report

    edition = Edition.model_validate(snakemake.params.edition)
    templates = find_project().templates / edition.kind
    request = RenderRequest(edition, snakemake.wildcards.region, Path(snakemake.input.slice), templates)
    render_report(request, Path(snakemake.output.files[0]).parent)
