"""
Release: the only door to what is published. Disclosure control decides here what may be seen; nothing after this stage
reads results/prepared/ or results/indicators/.

TAKES:
    results/indicators/<indicator>.parquet      all indicators
    config/disclosure.toml                      the rules of suppression
    config/indicators/, config/sources/         units of analysis; labels
    results/prepared/<source>.parquet           the questionnaires in the files' metadata; no row is read

GIVES:
    results/released/observations.parquet       what may be published, withheld values empty and marked
    results/released/texts.parquet              labels
    results/released/questionnaires.json        questions and answers of surveys, as their files word them; quotations
    results/released/audit.json                 how many observations each rule withheld
"""


rule release_observations:
    input:
        code=code_digest("release_observations"),
        rules="config/disclosure.toml",
        sources=expand("config/sources/{source}.toml", source=SOURCES),
        declarations=expand("config/indicators/{indicator}.toml", indicator=INDICATORS),
        indicators=expand("results/indicators/{indicator}.parquet", indicator=INDICATORS),
        prepared=expand("results/prepared/{source}.parquet", source=SOURCES),
    output:
        observations="results/released/observations.parquet",
        texts="results/released/texts.parquet",
        questionnaires="results/released/questionnaires.json",
        audit="results/released/audit.json",
    log:
        "results/logs/release_observations.log",
    resources:
        mem_mb=2000,
        runtime=10,
    script:
        "../scripts/release_observations.py"
