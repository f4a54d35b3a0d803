# Reference values for the package's estimators, made with R's survey package.
#   Rscript oracle.R FOLDER
# reads respondents.csv, wave1.csv and wave2.csv in FOLDER and writes reference.csv and versions.csv beside them.
# Needs Debian's r-base-core and r-cran-survey.

suppressMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
text_columns <- c(county = "character", municipality = "character")
people <- read.csv(file.path(folder, "respondents.csv"), colClasses = text_columns)
results <- list()

record <- function(case, quantity, value) {
  results[[length(results) + 1]] <<- data.frame(case = case, quantity = quantity, value = sprintf("%.17g", value))
}

# A statistic with the t interval that has the design's degrees of freedom. The design effect is that of a simple random
# sample without replacement where the size of the population is known.
record_statistic <- function(case, statistic, design, effect = NULL) {
  record(case, "value", as.numeric(coef(statistic)))
  record(case, "se", as.numeric(SE(statistic)))
  limits <- as.numeric(coef(statistic)) + c(-1, 1) * qt(0.975, degf(design)) * as.numeric(SE(statistic))
  record(case, "lower", limits[1])
  record(case, "upper", limits[2])
  record(case, "df", degf(design))
  if (!is.null(effect)) record(case, "deff", as.numeric(effect))
}

record_proportion <- function(case, design) {
  share <- svymean(~yes, design)
  p <- as.numeric(coef(share))
  variance <- as.numeric(vcov(share))
  n <- sum(weights(design) != 0)
  record(case, "value", p)
  record(case, "se", sqrt(variance))
  logit <- as.numeric(attr(svyciprop(~yes, design, method = "xlogit"), "ci"))
  record(paste0(case, " logit"), "lower", logit[1])
  record(paste0(case, " logit"), "upper", logit[2])
  # svyciprop(method = "beta") takes n as the rows of the design, which are all rows where a calibrated one is subset.
  if (nrow(design) == n) {
    beta <- as.numeric(attr(svyciprop(~yes, design, method = "beta"), "ci"))
  } else {
    size <- p * (1 - p) / variance * (qt(0.975, n - 1) / qt(0.975, degf(design)))^2
    beta <- c(qbeta(0.025, size * p, size * (1 - p) + 1), qbeta(0.975, size * p + 1, size * (1 - p)))
  }
  record(paste0(case, " korn_graubard"), "lower", beta[1])
  record(paste0(case, " korn_graubard"), "upper", beta[2])
  # The survey package has no Wilson interval: here it is solved for, not computed by the closed formula.
  size <- n * p * (1 - p) / ((n - 1) * variance) * (qt(0.975, n - 1) / qt(0.975, degf(design)))^2
  score <- function(pi) (p - pi)^2 * size - qnorm(0.975)^2 * pi * (1 - pi)
  record(paste0(case, " wilson"), "lower", uniroot(score, c(0, p), tol = 1e-15)$root)
  record(paste0(case, " wilson"), "upper", uniroot(score, c(p, 1), tol = 1e-15)$root)
}

record_quantile <- function(case, design, q) {
  quantile <- svyquantile(~y, design, q, interval.type = "mean", qrule = "math")[[1]]
  record(case, "value", quantile[1])
  record(case, "lower", quantile[2])
  record(case, "upper", quantile[3])
  record(case, "se", quantile[4])
}

record_all <- function(name, design, known_size) {
  effect <- if (known_size) TRUE else "replace"
  domains <- list(all = design, women = subset(design, sex == "f"))
  for (domain in names(domains)) {
    part <- domains[[domain]]
    case <- function(estimator) paste(name, estimator, domain, sep = " | ")
    mean_y <- svymean(~y, part, deff = effect)
    record_statistic(case("mean"), mean_y, part, deff(mean_y))
    total_y <- svytotal(~y, part, deff = effect)
    record_statistic(case("total"), total_y, part, deff(total_y))
    ratio <- svyratio(~y, ~x, part, deff = effect)
    record_statistic(case("ratio"), ratio, part, deff(ratio))
    answered <- subset(part, !is.na(item))
    record_statistic(case("mean of those who answered"), svymean(~item, part, na.rm = TRUE), answered)
    record_proportion(case("proportion"), part)
    record_quantile(case("median"), part, 0.5)
    record_quantile(case("upper quartile"), part, 0.75)
  }
  # svyby(covmat = TRUE) fails for calibrated designs, so two ratios with their covariance: those with (1,1) and (2,2).
  sums <- update(design, women = 1 * (sex == "f"), men = 1 * (sex == "m"), y_women = y * women, y_men = y * men)
  ratios <- svyratio(~ y_women + y_men, ~ women + men, sums, covmat = TRUE)
  contrast <- c(1, 0, 0, -1)
  difference <- sum(contrast * as.vector(ratios$ratio))
  attr(difference, "var") <- t(contrast) %*% ratios$vcov %*% contrast
  class(difference) <- "svystat"
  record_statistic(paste(name, "difference", "women and men", sep = " | "), difference, design)
}

# Raking. The weights are those of rake(). The variance is that of residuals under the design weights, as
# calibrate(calfun = "raking") has it; that function needs the package MASS, so the residuals of linear calibration,
# which are the same, are given the raked weights. rake() itself takes unweighted residuals: see check_rake().
fit_margins <- function(design) {
  rake(design, list(~sex, ~age), list(sexes, ages), control = list(maxit = 1000, epsilon = 1e-13))
}
rake_design <- function(design) {
  raked <- fit_margins(design)
  rows <- calibrate(design, ~sex + age, c(sum(sexes$Freq), sexes$Freq[2], ages$Freq[2:3]))
  rows$postStrata[[1]]$w <- weights(raked) / weights(design) * sqrt(weights(design))
  rows$prob <- raked$prob
  rows
}
# Where the design weights are equal, both ways are one.
check_rake <- function(design) {
  ours <- SE(svymean(~y, rake_design(design)))
  theirs <- SE(svymean(~y, fit_margins(design)))
  stopifnot(abs(ours / theirs - 1) < 1e-9)
}

sizes <- data.frame(size = c("large", "small"), Freq = c(1300, 2900))
sexes <- data.frame(sex = c("f", "m"), Freq = c(2350, 1850))
ages <- data.frame(age = c("middle", "old", "young"), Freq = c(1500, 1300, 1400))

designs <- list(
  "simple" = svydesign(ids = ~1, weights = ~weight, data = people),
  "simple, finite" = svydesign(ids = ~1, fpc = ~units_all, data = people),
  "stratified" = svydesign(ids = ~1, strata = ~county, weights = ~weight, data = people),
  "stratified, finite" = svydesign(ids = ~1, strata = ~county, fpc = ~units_county, data = people),
  "clustered" = svydesign(ids = ~municipality, weights = ~weight, data = people),
  "clustered, finite" = svydesign(ids = ~municipality, weights = ~weight, fpc = ~clusters_all, data = people),
  "stratified and clustered" =
    svydesign(ids = ~municipality, strata = ~county, weights = ~weight, data = people),
  "stratified and clustered, finite" =
    svydesign(ids = ~municipality, strata = ~county, weights = ~weight, fpc = ~clusters_county, data = people)
)
check_rake(designs[["simple, finite"]])

for (name in names(designs)) {
  design <- designs[[name]]
  known <- grepl("finite", name)
  record_all(paste0(name, " | as drawn"), design, known)
  record_all(paste0(name, " | post-stratified"), postStratify(design, ~size, sizes), known)
  record_all(paste0(name, " | raked"), rake_design(design), known)
  wanted <- c(x = 84500, sizelarge = 1300, sizesmall = 2900)
  record_all(paste0(name, " | calibrated"), calibrate(design, ~ x + size - 1, wanted), known)
}

# A stratum with one cluster, by the two rules that can be chosen.
lonely <- subset(people, county != "54" | municipality == "5401")
for (rule in c("certainty", "adjust")) {
  options(survey.lonely.psu = rule)
  design <- svydesign(ids = ~municipality, strata = ~county, weights = ~weight, fpc = ~clusters_county, data = lonely)
  record_statistic(paste("lonely stratum", rule, "mean", sep = " | "), svymean(~y, design), design)
}
options(survey.lonely.psu = "fail")

# The panel. Levels, and the change of those who answered twice, are the survey package's; the change of all is written
# out with matrices: the covariance matrix of the two means of each class.
waves <- lapply(c("wave1.csv", "wave2.csv"), function(name) read.csv(file.path(folder, name)))
wave_design <- function(wave) svydesign(ids = ~1, strata = ~size, fpc = ~units, data = wave)
both <- merge(waves[[1]], waves[[2]], by = c("unit", "size", "units"))
for (item in c("score", "yes")) {
  for (wave in 1:2) {
    design <- wave_design(waves[[wave]])
    level <- svymean(as.formula(paste0("~", item)), design)
    record_statistic(paste("panel", item, paste("level of wave", wave), sep = " | "), level, design)
  }
  paired <- both
  paired$change <- both[[paste0(item, ".y")]] - both[[paste0(item, ".x")]]
  design <- wave_design(paired)
  record_statistic(paste("panel", item, "change of those in both", sep = " | "), svymean(~change, design), design)

  population <- sum(tapply(both$units, both$size, unique))
  value <- 0
  variance <- 0
  for (class in unique(both$size)) {
    first <- subset(waves[[1]], size == class)
    second <- subset(waves[[2]], size == class)
    pairs <- subset(both, size == class)
    units <- first$units[1]
    counts <- c(nrow(first), nrow(second))
    spread <- cov(pairs[, paste0(item, c(".x", ".y"))])
    diag(spread) <- c(var(first[[item]]), var(second[[item]]))
    together <- matrix(nrow(pairs), 2, 2)
    diag(together) <- counts
    means_covariance <- spread * (together / outer(counts, counts) - 1 / units)
    contrast <- c(-1, 1) * units / population
    value <- value + sum(contrast * c(mean(first[[item]]), mean(second[[item]])))
    variance <- variance + drop(t(contrast) %*% means_covariance %*% contrast)
  }
  df <- min(nrow(waves[[1]]), nrow(waves[[2]])) - length(unique(both$size))
  case <- paste("panel", item, "change of all", sep = " | ")
  limits <- value + c(-1, 1) * qt(0.975, df) * sqrt(variance)
  quantities <- list(value = value, se = sqrt(variance), lower = limits[1], upper = limits[2], df = df)
  for (quantity in names(quantities)) record(case, quantity, quantities[[quantity]])
}

# The change where units have changed class between the waves: each pair of classes has its own covariance.
moves <- read.csv(file.path(folder, "moves.csv"))
second_wave <- waves[[2]]
second_wave$size <- moves$later[match(second_wave$unit, moves$unit)]
second_wave$units <- as.numeric(table(moves$later)[second_wave$size])
for (item in c("score", "yes")) {
  designs <- list(wave_design(waves[[1]]), wave_design(second_wave))
  levels <- lapply(designs, function(design) svymean(as.formula(paste0("~", item)), design))
  variance <- sum(sapply(levels, vcov))
  for (before in unique(moves$size)) {
    for (after in unique(moves$later)) {
      common <- sum(moves$size == before & moves$later == after)
      if (common == 0) next
      first <- subset(waves[[1]], size == before)
      second <- subset(second_wave, size == after)
      pairs <- merge(first, second, by = "unit")
      shared <- cov(pairs[[paste0(item, ".x")]], pairs[[paste0(item, ".y")]])
      factor <- nrow(pairs) / (nrow(first) * nrow(second)) - common / (first$units[1] * second$units[1])
      parts <- first$units[1] * second$units[1] / nrow(moves)^2
      variance <- variance - 2 * parts * factor * shared
    }
  }
  value <- as.numeric(coef(levels[[2]]) - coef(levels[[1]]))
  df <- min(sapply(designs, degf))
  case <- paste("panel", item, "change where classes have changed", sep = " | ")
  limits <- value + c(-1, 1) * qt(0.975, df) * sqrt(variance)
  quantities <- list(value = value, se = sqrt(variance), lower = limits[1], upper = limits[2], df = df)
  for (quantity in names(quantities)) record(case, quantity, quantities[[quantity]])
}

# Persons in municipalities in two waves: one design, in which a municipality of both waves is one cluster.
users <- read.csv(file.path(folder, "users.csv"), colClasses = text_columns)
users <- transform(users, first = 1 * (wave == 1), second = 1 * (wave == 2))
users <- transform(
  users,
  y_first = y * first, y_second = y * second, yes_first = yes * first, yes_second = yes * second,
  x_first = x * first, x_second = x * second
)
user_designs <- list(
  "clustered" = svydesign(ids = ~municipality, weights = ~weight, data = users),
  "stratified and clustered" = svydesign(ids = ~municipality, strata = ~county, weights = ~weight, data = users)
)
user_changes <- list(
  mean = list(~ y_first + y_second, ~ first + second),
  proportion = list(~ yes_first + yes_second, ~ first + second),
  ratio = list(~ y_first + y_second, ~ x_first + x_second)
)
for (name in names(user_designs)) {
  domains <- list(all = user_designs[[name]], women = subset(user_designs[[name]], sex == "f"))
  for (domain in names(domains)) {
    for (estimator in names(user_changes)) {
      parts <- user_changes[[estimator]]
      ratios <- svyratio(parts[[1]], parts[[2]], domains[[domain]], covmat = TRUE)
      contrast <- c(-1, 0, 0, 1)
      change <- sum(contrast * as.vector(ratios$ratio))
      attr(change, "var") <- t(contrast) %*% ratios$vcov %*% contrast
      class(change) <- "svystat"
      case <- paste(paste("waves of users:", name), paste("change of a", estimator), domain, sep = " | ")
      record_statistic(case, change, domains[[domain]])
    }
  }
}

versions <- data.frame(
  what = c("R", "survey"),
  version = c(paste(R.version$major, R.version$minor, sep = "."), as.character(packageVersion("survey")))
)
write.csv(versions, file.path(folder, "versions.csv"), row.names = FALSE, quote = FALSE)
write.csv(do.call(rbind, results), file.path(folder, "reference.csv"), row.names = FALSE, quote = 1)
