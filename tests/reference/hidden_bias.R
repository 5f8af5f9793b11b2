# Rosenbaum's bounds of the sign and signed-rank test on the pairs, and the partial tau-b, by hand in base R.
source("common.R")
d <- read.csv("paired.csv"); x <- d$end - d$start; x <- x[x != 0]; up <- sum(x > 0); m <- length(x)
r <- rank(abs(x)); w <- sum(r[x > 0])
sign.p <- function(g) pbinom(up - 1, m, g / (1 + g), lower.tail = FALSE)
rank.p <- function(g) {p <- g / (1 + g); pnorm((w - p * sum(r)) / sqrt(p * (1 - p) * sum(r^2)), lower.tail = FALSE)}
for (g in c(1, 1.5, 3)) {
  pin(paste0("bias.sign.", g), sign.p(g), "pbinom")
  pin(paste0("bias.rank.", g), rank.p(g), "pnorm on rank(abs())")
}
low <- binom.test(up, m, alternative = "greater", conf.level = 0.975)$conf.int[1]
pin("bias.sign.odds", low / (1 - low), "binom.test, lower bound")
pin("bias.rank.odds", uniroot(function(g) rank.p(g) - 0.025, c(1, 100), tol = 1e-12)$root, "uniroot on pnorm")
a <- read.csv("attitude.csv"); k <- cor(a[, 1:3], method = "kendall")
pin("partial.tau", (k[1, 2] - k[1, 3] * k[2, 3]) / sqrt((1 - k[1, 3]^2) * (1 - k[2, 3]^2)), "cor(method = \"kendall\"), Kendall's formula")
write_pins("hidden_bias_expected.csv")
