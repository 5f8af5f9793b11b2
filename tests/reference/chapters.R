# Association within strata, reliability, Friedman, control limits, exact intervals.
source("common.R")
library(psych)
d <- read.csv("paired.csv"); d$growth <- d$end - d$start

k <- cor.test(d$start, d$growth, method = "kendall", exact = FALSE)
pin("kendall.tau", k$estimate, "stats::cor.test"); pin("kendall.z", k$statistic, "stats::cor.test")
pin("kendall.p", k$p.value, "stats::cor.test")
parts <- sapply(split(d, d$cluster), function(g) {
  o <- function(v) sign(outer(v, v, "-"))[upper.tri(diag(length(v)))]
  z <- suppressWarnings(cor.test(g$start, g$growth, method = "kendall", exact = FALSE))$statistic
  s <- sum(o(g$start) * o(g$growth))
  c(s, sum(o(g$start)^2), sum(o(g$growth)^2), ifelse(s == 0, NA, (s / z)^2))
})
stopifnot(!anyNA(parts))
pin("kendall.strata.tau", sum(parts[1, ]) / sqrt(sum(parts[2, ]) * sum(parts[3, ])), "pairs in R, by cluster")
pin("kendall.strata.z", sum(parts[1, ]) / sqrt(sum(parts[4, ])), "stats::cor.test by cluster")
left <- sapply(seq_len(ncol(parts)), function(g) {w <- rowSums(parts[, -g]); w[1] / sqrt(w[2] * w[3])})
pin("kendall.strata.error", sqrt((ncol(parts) - 1)^2 / ncol(parts) * var(left)), "leaving out clusters in R")
m <- choose(table(d$cluster), 2); pin("kendall.strata.df", sum(m)^2 / sum(m^2) - 1, "effective number by pairs, less one")
jack <- sapply(seq_len(nrow(d)), function(i) cor(d$start[-i], d$growth[-i], method = "kendall"))
pin("kendall.jackknife.error", sqrt((nrow(d) - 1)^2 / nrow(d) * var(jack)), "leaving out one pair at a time in R")
pin("phi", psych::phi(matrix(c(30, 10, 12, 48), 2), digits = 9), "psych::phi")

write.csv(attitude, "attitude.csv", row.names = FALSE, quote = FALSE)
a <- suppressWarnings(psych::alpha(attitude))
pin("alpha", a$total$raw_alpha, "psych::alpha on attitude")
f <- psych::fa(attitude, nfactors = 1, fm = "minres", min.err = 1e-12)
l <- abs(as.vector(f$loadings)); s <- apply(attitude, 2, sd)
for (i in seq_along(l)) pin(paste0("minres.", i), l[i], "psych::fa(fm = 'minres') on attitude")
pin("omega", sum(l * s)^2 / (sum(l * s)^2 + sum(s^2 * (1 - l^2))), "formula on the loadings of psych::fa")

ft <- friedman.test(as.matrix(attitude))
pin("friedman.chi2", ft$statistic, "stats::friedman.test on attitude"); pin("friedman.p", ft$p.value, "stats::friedman.test")
pin("friedman.w", ft$statistic / (30 * 6), "chi-squared over n (k - 1)")
pairs <- combn(7, 2)
p <- apply(pairs, 2, function(q) {
  x <- attitude[[q[1]]] - attitude[[q[2]]]
  as.numeric(coin::pvalue(coin::wilcoxsign_test(attitude[[q[1]]] ~ attitude[[q[2]]], zero.method = "Pratt")))
})
for (i in seq_along(p)) pin(paste0("pairs.p.", i), p[i], "coin::wilcoxsign_test on attitude")
for (i in seq_along(p)) pin(paste0("pairs.holm.", i), p.adjust(p, "holm")[i], "stats::p.adjust")

limit <- function(share, n, tail) {r <- qbinom(tail, n, share)
  (r - (pbinom(r, n, share) - tail) / (pbinom(r, n, share) - pbinom(r - 1, n, share))) / n}
for (n in c(6, 26, 476)) for (tail in c(0.025, 0.975, 0.001, 0.999))
  pin(sprintf("limit.%d.%s", n, tail), max(min(limit(0.693, n, tail), 1), 0), "stats::qbinom, interpolated")
for (x in c(0, 3, 28)) {b <- binom.test(x, 28)$conf.int
  pin(sprintf("exact.%d.low", x), b[1], "stats::binom.test"); pin(sprintf("exact.%d.high", x), b[2], "stats::binom.test")}
for (n in c(6, 25, 28)) {x <- sort((7 * seq_len(n)) %% 11); k <- qbinom(0.025, n, 0.5)
  stopifnot(2 * pbinom(k - 1, n, 0.5) <= 0.05, 2 * pbinom(k, n, 0.5) > 0.05)
  pin(sprintf("median.%d.low", n), x[k], "order statistics, stats::qbinom"); pin(sprintf("median.%d.high", n), x[n - k + 1], "order statistics")}
steps <- c(0, 0, 1, 1, 1, -1, 2, 4, 4, -2)
flips <- as.matrix(expand.grid(rep(list(c(-1, 1)), length(steps)))) %*% steps
pin("flips.p", mean(abs(flips) >= abs(sum(steps))), "all 1,024 sign patterns in R")
write_pins("chapters_expected.csv")
