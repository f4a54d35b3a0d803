# Reads respondents from a CSV, makes the design and estimates a mean, the given number of times; prints the seconds of each.
#   Rscript bench.R FILE TIMES
suppressMessages(library(survey))
arguments <- commandArgs(trailingOnly = TRUE)
people <- read.csv(arguments[1], colClasses = c(stratum = "character"))
for (time in seq_len(as.integer(arguments[2]))) {
  started <- proc.time()[["elapsed"]]
  design <- svydesign(ids = ~1, strata = ~stratum, weights = ~weight, fpc = ~units, data = people)
  designed <- proc.time()[["elapsed"]]
  estimate <- svymean(~y, design)
  cat(designed - started, proc.time()[["elapsed"]] - designed, sprintf("%.17g %.17g\n", coef(estimate), SE(estimate)))
}
