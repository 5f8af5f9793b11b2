# Wild cluster bootstrap of a mean: every sign pattern of ten clusters, each fitted and studentised anew.
source("common.R")
library(sandwich)
d <- read.csv("paired.csv"); x <- d$end - d$start; cl <- d$cluster
ratio <- function(y) {m <- lm(y ~ 1); as.numeric(coef(m)) / sqrt(vcovCL(m, cluster = cl, type = "HC1")[1])}
groups <- sort(unique(cl)); flips <- as.matrix(expand.grid(rep(list(c(-1, 1)), length(groups))))
m <- lm(x ~ 1); se <- sqrt(vcovCL(m, cluster = cl, type = "HC1")[1]); r <- resid(m); t <- abs(ratio(x))
null <- apply(flips, 1, function(w) abs(ratio(x * w[match(cl, groups)])))
free <- apply(flips, 1, function(w) abs(ratio(r * w[match(cl, groups)])))
pin("wild.mean", coef(m), "stats::lm"); pin("wild.error", se, "sandwich::vcovCL")
pin("wild.p", mean(null >= t * (1 - 1e-12)), "all 1,024 sign patterns, null imposed")
pin("wild.half", quantile(free, 0.95) * se, "all 1,024 sign patterns, residuals of the fit")
shift <- x - 0.9; s <- abs(ratio(shift))
pin("wild.shifted.p", mean(apply(flips, 1, function(w) abs(ratio(shift * w[match(cl, groups)]))) >= s * (1 - 1e-12)), "the same, values less 0.9")
write_pins("wild_expected.csv")
