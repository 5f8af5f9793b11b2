# Shares, means and families of tests.
source("common.R")
for (case in list(c(0, 10), c(7, 10), c(355, 476), c(10, 10))) {
  interval <- suppressWarnings(prop.test(case[1], case[2], correct = FALSE))$conf.int
  name <- paste0("wilson.", case[1], ".", case[2])
  pin(paste0(name, ".low"), interval[1], "stats::prop.test, no correction")
  pin(paste0(name, ".high"), interval[2], "stats::prop.test, no correction")
}
counts <- c(122, 188, 73, 58, 19, 14, 2)
n <- sum(counts); q <- qchisq(1 - 0.05 / length(counts), 1)
half <- sqrt(q * (q + 4 * counts * (n - counts) / n))
pin_all <- function(stem, values, source) for (k in seq_along(values)) pin(paste0(stem, ".", k), values[k], source)
pin_all("goodman.low", (q + 2 * counts - half) / (2 * (n + q)), "Goodman formula in R")
pin_all("goodman.high", (q + 2 * counts + half) / (2 * (n + q)), "Goodman formula in R")
a <- sleep$extra[sleep$group == 1]; b <- sleep$extra[sleep$group == 2]
one <- t.test(a)
pin("t.low", one$conf.int[1], "stats::t.test on sleep"); pin("t.high", one$conf.int[2], "stats::t.test on sleep")
two <- t.test(a, b)
pin("welch.low", two$conf.int[1], "stats::t.test on sleep"); pin("welch.high", two$conf.int[2], "stats::t.test on sleep")
pin("welch.df", two$parameter, "stats::t.test on sleep")
p <- c(0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34)
pin_all("holm", p.adjust(p, "holm"), "stats::p.adjust")
pin_all("bh", p.adjust(p, "BH"), "stats::p.adjust")
fit <- chisq.test(counts[1:5], p = c(0.3, 0.35, 0.15, 0.15, 0.05))
pin("fit.chi2", fit$statistic, "stats::chisq.test"); pin("fit.p", fit$p.value, "stats::chisq.test")
write_pins("shares_expected.csv")
