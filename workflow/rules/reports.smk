"""
Reports: what each report may cite is chosen, then each report is rendered and checked by itself.

TAKES:
    results/released/                                       what may be published
    templates/<kind>/, templates/base/                      the report kind; its templates are part of the code digest
    config/sources/, config/indicators/, data/regions/      titles, definitions, names
    config/vocabulary.toml, config/citations.toml           phrases and what they mean; external figures
    config/published/                                       what the report before an edition has published

GIVES:
    results/editions/<edition>/<region>.parquet             the slice: all that one report may cite
    results/editions/<edition>/inputs.json                  the raw files behind the edition, with their sha256
    results/reports/<edition>/<region>/                     report.pdf, report.html, facts.json, checks.json,
                                                            manifest.json, charts/, tables/, and of a kind with
                                                            factsheet.html.j2 factsheet.pdf and factsheet.html
    results/.current/<edition>/<region>                     stands while the last rendering of the report succeeded
"""

for edition in EDITIONS.values():

    # Now, for later Snakemake no longer looks which files there are.
    code_digest("render_report", edition.kind)

    # One rule per edition, as the number of its slices cannot be a function of a wildcard.
    rule:
        name:
            f"select_observations_{edition.id.replace('-', '_')}"
        input:
            code=code_digest("select_observations"),
            kind=f"templates/{edition.kind}/report.toml",
            words=["config/citations.toml", "config/vocabulary.toml"],
            published=published_figures(edition),
            register=REGISTER,
            sources=rules.release_observations.input.sources,
            indicators=rules.release_observations.input.declarations,
            observations="results/released/observations.parquet",
            texts="results/released/texts.parquet",
            questionnaires="results/released/questionnaires.json",
        output:
            slices=expand("results/editions/{edition}/{region}.parquet", edition=edition.id, region=REGIONS[edition.id]),
            inputs=f"results/editions/{edition.id}/inputs.json",
        params:
            edition=edition.model_dump(mode="json"),
        log:
            f"results/logs/select_observations/{edition.id}.log",
        resources:
            mem_mb=2000,
            runtime=10,
        script:
            "../scripts/select_observations.py"


# A report that fails must not take the last good one with it: render_report publishes by renaming, and update() keeps
# Snakemake from deleting what stands there. But Snakemake then takes the old report for up to date. So there is the
# marker, which it does delete: the next run tries again. charts/, tables/ and a fact sheet come and go with the files
# and are no outputs: of a folder a killed run leaves a copy behind, on which the next run would stumble, and not every
# kind has a fact sheet.
rule render_report:
    input:
        code=code_digest_of_kind,
        slice="results/editions/{edition}/{region}.parquet",
    output:
        files=update(expand("results/reports/{{edition}}/{{region}}/{file}", file=REPORT_FILES)),
        marker=touch("results/.current/{edition}/{region}"),
    params:
        edition=entry_of_edition,
    wildcard_constraints:
        edition="|".join(EDITIONS),
        region="[0-9A-Z]+",
    log:
        "results/logs/render_report/{edition}/{region}.log",
    resources:
        mem_mb=1000,
        runtime=10,
    script:
        "../scripts/render_report.py"
