# Do groups differ: Kruskal-Wallis, permutation of means, exact association.
source("common.R")
library(coin)
d <- read.csv("paired.csv"); d$growth <- d$end - d$start; d$cluster <- factor(d$cluster)
kw <- kruskal.test(growth ~ cluster, d)
pin("kruskal.h", kw$statistic, "stats::kruskal.test"); pin("kruskal.p", kw$p.value, "stats::kruskal.test")
fit <- anova(lm(growth ~ cluster, d))
pin("eta_squared", fit$`Sum Sq`[1] / sum(fit$`Sum Sq`), "stats::anova")
set.seed(1)
observed <- fit$`Sum Sq`[1]
shuffled <- replicate(20000, {y <- sample(d$growth); sum(tapply(y, d$cluster, sum)^2 / table(d$cluster))})
centre <- nrow(d) * mean(d$growth)^2
pin("permutation.p", mean(shuffled - centre >= observed - 1e-9), "20,000 shuffles in R")
job <- matrix(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4, 4)
pin("job.fisher.p", fisher.test(job)$p.value, "stats::fisher.test on job satisfaction, Agresti (2002) p. 57")
pin("job.cramer_v", sqrt(suppressWarnings(chisq.test(job))$statistic / (sum(job) * 3)), "stats::chisq.test")
two <- matrix(c(3, 1, 1, 3), 2)
pin("tea.fisher.p", fisher.test(two)$p.value, "stats::fisher.test on Fisher's tea tasting")
write_pins("groups_expected.csv")
