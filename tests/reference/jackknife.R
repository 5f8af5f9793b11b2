# The cluster jackknife: means, shares, effects of paired change, association, reliability, concordance, median.
source("common.R")
suppressMessages(library(clubSandwich))
d <- read.csv("paired.csv"); d$growth <- d$end - d$start
names <- sort(unique(d$cluster)); k <- length(names); n <- as.vector(table(d$cluster))
df <- sum(n)^2 / sum(n^2) - 1; t <- qt(0.975, df); source <- "lm() without each cluster"
jack_lm <- function(y) {
  out <- sapply(names, function(g) coef(lm(y[d$cluster != g] ~ 1))); sqrt((k - 1) / k * sum((out - mean(out))^2))
}
error <- jack_lm(d$growth)
pin("cluster_mean.se", error, source); pin("cluster_mean.df", df, "(sum of sizes)^2 / sum of squares - 1")
pin("cluster_mean.low", mean(d$growth) - t * error, source)
pin("cluster_mean.cr3", sqrt(vcovCR(lm(growth ~ 1, d), d$cluster, type = "CR3")[1, 1]), "clubSandwich::vcovCR")
pin("cluster_share.se", jack_lm(d$growth > 0), source)
without <- function(f) sapply(names, function(g) f(d[d$cluster != g, ]))
jack <- function(stem, f, to = identity, back = identity) {
  out <- without(f); se <- function(v) sqrt((k - 1) / k * sum((v - mean(v))^2))
  ends <- back(to(f(d)) + c(-1, 1) * t * se(to(out)))
  pin(paste0(stem, ".jack.se"), se(out), "leaving out clusters in R")
  pin(paste0(stem, ".jack.low"), ends[1], "leaving out clusters in R"); pin(paste0(stem, ".jack.high"), ends[2], "leaving out clusters in R")
}
wide <- function(r) pbeta((1 + r) / 2, 0.25, 0.25); narrow <- function(b) 2 * qbeta(pmin(pmax(b, 0), 1), 0.25, 0.25) - 1
jack("share", function(x) mean(x$growth > 0), qlogis, plogis)
jack("net", function(x) mean(sign(x$growth)), wide, narrow)
jack("net_plain", function(x) mean(sign(x$growth)))
jack("rank_biserial", function(x) {r <- rank(abs(x$growth)) * sign(x$growth); sum(r) / sum(abs(r))}, wide, narrow)
jack("phi", function(x) cor(x$start > 3, x$end > 4), wide, narrow)
items <- function(x) cbind(x$start, x$end, x$growth + x$start %% 2, pmax(x$end - 2, 1))
raw <- function(m) {v <- var(m); ncol(m) / (ncol(m) - 1) * (1 - sum(diag(v)) / sum(v))}
jack("alpha", function(x) raw(items(x)))
jack("concordance", function(x) {f <- friedman.test(items(x)); f$statistic / (nrow(x) * 3)})
below <- ifelse(d$growth < median(d$growth), 1, ifelse(d$growth == median(d$growth), 0.5, 0))
half <- t * jack_lm(below)
ends <- quantile(d$growth, c(0.5 - half, 0.5 + half), type = 2)
pin("median.jack.low", ends[1], "quantile(type = 2)"); pin("median.jack.high", ends[2], "quantile(type = 2)")
write_pins("jackknife_expected.csv")
