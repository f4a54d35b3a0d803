"""
Prepare: each raw source is checked and brought to one long table.

TAKES:
    data/raw/<source>/<version>/<file>    as received; where the source says so, outside of this folder
    config/sources/<source>.toml          files with their sha256, format, dimensions, measures, corrections
    data/regions/*.csv                    the region register

GIVES:
    results/prepared/<source>.parquet     one row per region, period, measure and dimensions; microdata: per respondent
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
