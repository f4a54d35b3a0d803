"""
Indicators: the observations of every indicator, in the municipal structures of the editions that cite it.

TAKES:
    results/prepared/<source>.parquet           all sources
    results/weighted/<source>.parquet           all surveys
    config/indicators/<indicator>.toml          all indicators
    config/sources/<source>.toml                what the sources have, for an indicator to fit
    the editions and what their report kinds cite   in which structures and for which years each is computed
    data/regions/*.csv                          the region register

GIVES:
    results/indicators/<indicator>.parquet      one file per indicator, all from one job: to start a process costs more
                                                than to compute an indicator
"""


rule compute_indicators:
    input:
        code=code_digest("compute_indicators"),
        register=REGISTER,
        declarations=expand("config/indicators/{indicator}.toml", indicator=INDICATORS),
        sources=expand("config/sources/{source}.toml", source=SOURCES),
        prepared=expand("results/prepared/{source}.parquet", source=SOURCES),
        weighted=expand("results/weighted/{source}.parquet", source=SURVEYS),
    output:
        expand("results/indicators/{indicator}.parquet", indicator=INDICATORS),
    params:
        structures=STRUCTURES,
    log:
        "results/logs/compute_indicators.log",
    resources:
        mem_mb=2000,
        runtime=15,
    script:
        "../scripts/compute_indicators.py"
