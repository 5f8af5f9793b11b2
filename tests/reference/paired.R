# Paired ordinal change. Data: paired.csv (made up) and the vision table of Stuart (1953), as in Agresti (2013) p. 431.
source("common.R")
library(coin)
d <- read.csv("paired.csv")
d$growth <- d$end - d$start
n <- nrow(d)
for (rule in c("Pratt", "Wilcoxon")) {
  test <- wilcoxsign_test(end ~ start, data = d, zero.method = rule, distribution = "asymptotic")
  pin(paste0("signed_rank.z.", rule), statistic(test), "coin::wilcoxsign_test")
  pin(paste0("signed_rank.p.", rule), pvalue(test), "coin::wilcoxsign_test")
  x <- if (rule == "Wilcoxon") d$growth[d$growth != 0] else d$growth
  r <- rank(abs(x))
  pin(paste0("rank_biserial.", rule), (sum(r[x > 0]) - sum(r[x < 0])) / sum(r[x != 0]), "base R ranks")
}
up <- sum(d$growth > 0); down <- sum(d$growth < 0)
pin("sign.p", binom.test(up, up + down)$p.value, "stats::binom.test")
pin("net_improvement", (up - down) / n, "base R")
a <- (up + 0.5) / (n + 2); b <- (down + 0.5) / (n + 2)
half <- qnorm(0.975) * sqrt((a + b - (a - b)^2) / (n + 2))
pin("net_improvement.low", a - b - half, "Agresti and Min formula in R")
pin("net_improvement.high", a - b + half, "Agresti and Min formula in R")
vision <- matrix(c(1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492), 4, byrow = TRUE)
bowker <- mcnemar.test(vision)
pin("vision.bowker", bowker$statistic, "stats::mcnemar.test")
pin("vision.bowker.df", bowker$parameter, "stats::mcnemar.test")
pin("vision.bowker.p", bowker$p.value, "stats::mcnemar.test")
homogeneity <- mh_test(as.table(vision))
pin("vision.stuart_maxwell", statistic(homogeneity), "coin::mh_test")
pin("vision.stuart_maxwell.p", pvalue(homogeneity), "coin::mh_test")
levels <- 1:7
transitions <- table(factor(d$start, levels), factor(d$end, levels))
pairs <- upper.tri(transitions)
forth <- transitions[pairs]; back <- t(transitions)[pairs]
used <- forth + back > 0
pin("paired.bowker", sum(((forth - back)^2 / (forth + back))[used]), "base R over pairs that hold a unit")
pin("paired.bowker.df", sum(used), "base R over pairs that hold a unit")
pin("paired.bowker.mcnemar", mcnemar.test(transitions)$statistic, "stats::mcnemar.test (NaN: empty pairs)")
write_pins("paired_expected.csv")
