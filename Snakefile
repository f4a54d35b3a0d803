"""
From raw files to reports, stage by stage:

    data/raw -> results/prepared -> results/indicators -> results/released -> results/editions -> results/reports
                     -> results/weighted ->

snakemake --cores all       builds the default regions of every edition in config/config.yaml
statusrapport build         does the same with less work and plainer words: see README.md

There is no `configfile:`, for Snakemake would read the code 0301 as the number 193. config/config.yaml is read and
validated in rules/common.smk by statusrapport.project. The settings of a run are in profiles/default/.
"""

from snakemake.utils import min_version

min_version("9.27")


include: "workflow/rules/common.smk"
include: "workflow/rules/prepare.smk"
include: "workflow/rules/indicators.smk"
include: "workflow/rules/release.smk"
include: "workflow/rules/reports.smk"


# What all reports are made from. Every stage is asked for: where a job failed in an earlier run, Snakemake would
# otherwise see nothing but the old reports, up to date.
rule data:
    input:
        expand(rules.prepare_source.output, source=SOURCES),
        expand(rules.weight_respondents.output, source=SURVEYS),
        rules.compute_indicators.output,
        rules.release_observations.output,


rule all:
    default_target: True
    input:
        rules.data.input,
        [f"results/editions/{edition}/inputs.json" for edition in EDITIONS],
        [
            expand(rules.render_report.output, edition=edition.id, region=default_regions(edition))
            for edition in EDITIONS.values()
        ],
