"""
Prepare: each raw source is checked and brought to one long table; those who answered a survey are weighted to all.

TAKES:
    data/raw/<source>/<version>/<file>    as received; where the source says so, outside of this folder
    config/sources/<source>.toml          files with their sha256, format, dimensions, measures, corrections
    data/regions/*.csv                    the region register

GIVES:
    results/prepared/<source>.parquet     one row per region, period, measure and dimensions; microdata: per respondent
    results/weighted/<source>.parquet     of a source with [survey]: those who answered, with their weights and classes
    results/weighted/<source>.json        response by class, weights at each step, answers that are missing
"""


rule prepare_source:
    input:
        code=code_digest("prepare_source"),
        declaration="config/sources/{source}.toml",
        register=REGISTER,
        raw=raw_files,
    output:
        "results/prepared/{source}.parquet",
    log:
        "results/logs/prepare_source/{source}.log",
    resources:
        mem_mb=1000,
        runtime=10,
    script:
        "../scripts/prepare_source.py"


rule weight_respondents:
    input:
        code=code_digest("weight_respondents"),
        declaration="config/sources/{source}.toml",
        register=REGISTER,
        prepared="results/prepared/{source}.parquet",
        population="results/prepared/population.parquet",
    output:
        data="results/weighted/{source}.parquet",
        description="results/weighted/{source}.json",
    log:
        "results/logs/weight_respondents/{source}.log",
    resources:
        mem_mb=1000,
        runtime=10,
    script:
        "../scripts/weight_respondents.py"
