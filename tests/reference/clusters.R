# Clusters: robust means, intraclass correlation, random intercepts, bootstrap, sign flips.
source("common.R")
library(lme4)
d <- read.csv("paired.csv"); d$growth <- d$end - d$start
groups <- length(unique(d$cluster))
anova_icc <- function(y, g) {
  fit <- anova(lm(y ~ factor(g)))
  n <- table(g); k <- length(n); n0 <- (sum(n) - sum(n^2) / sum(n)) / (k - 1)
  f <- fit$`F value`[1]; df <- fit$Df
  means <- tapply(y, g, mean)
  bound <- function(q) {  # Wald: the ratio of variances at which the weighted spread of the means is that quantile
    r <- uniroot(function(r) {w <- n / (1 + r * n); sum(w * (means - weighted.mean(means, w))^2) / k1 - q * fit$`Mean Sq`[2]},
                 c(-1 / max(n) + 1e-9, 1e4), tol = 1e-14)$root
    r / (1 + r)
  }
  k1 <- k - 1
  c((f - 1) / (f + n0 - 1), bound(qf(0.975, df[1], df[2])), bound(qf(0.025, df[1], df[2])), f, fit$`Pr(>F)`[1])
}
pin_mixed <- function(stem, y, g, source) {
  fit <- lmer(y ~ 1 + (1 | g), REML = TRUE)
  spread <- as.data.frame(VarCorr(fit))$sdcor
  pin(paste0(stem, ".between_sd"), spread[1], source); pin(paste0(stem, ".within_sd"), spread[2], source)
  pin(paste0(stem, ".centre"), fixef(fit), source)
  pin(paste0(stem, ".centre_se"), sqrt(vcov(fit)[1, 1]), source)
  effects <- ranef(fit)$g[, 1]
  for (k in seq_along(effects)) pin(paste0(stem, ".effect.", k), effects[k], source)
}
icc_names <- c("icc", "icc.low", "icc.high", "icc.f", "icc.p")
for (k in 1:5) {
  pin(paste0("paired.", icc_names[k]), anova_icc(d$growth, d$cluster)[k], "stats::anova")
  pin(paste0("dyestuff.", icc_names[k]), anova_icc(Dyestuff$Yield, Dyestuff$Batch)[k], "stats::anova")
}
pin_mixed("paired", d$growth, d$cluster, "lme4::lmer, REML")
pin_mixed("dyestuff", Dyestuff$Yield, Dyestuff$Batch, "lme4::lmer, REML (published: 42.00 and 49.51)")
pin_mixed("chickwts", chickwts$weight, chickwts$feed, "lme4::lmer, REML, unequal sizes")
profile_sd <- suppressMessages(confint(lmer(weight ~ 1 + (1 | feed), chickwts), parm = 1, method = "profile"))
pin("chickwts.sd_profile.low", profile_sd[1], "lme4::confint, profile of ML deviance")
pin("chickwts.sd_profile.high", profile_sd[2], "lme4::confint, profile of ML deviance")
parts <- split(d$growth, d$cluster)
set.seed(1)
net <- replicate(20000, mean(sign(unlist(parts[sample(groups, groups, TRUE)]))))
pin("bootstrap.net.se", sd(net), "20,000 resamples in R")
pin("bootstrap.net.low", quantile(net, 0.025), "20,000 resamples in R")
pin("bootstrap.net.high", quantile(net, 0.975), "20,000 resamples in R")
if (requireNamespace("boot", quietly = TRUE)) {
  drawn <- boot::boot(parts, function(x, i) mean(sign(unlist(x[i]))), R = 20000)
  bounds <- boot::boot.ci(drawn, type = c("bca", "basic"))
  pin("bootstrap.net.bca.low", bounds$bca[4], "boot::boot.ci"); pin("bootstrap.net.bca.high", bounds$bca[5], "boot::boot.ci")
  pin("bootstrap.net.basic.low", bounds$basic[4], "boot::boot.ci"); pin("bootstrap.net.basic.high", bounds$basic[5], "boot::boot.ci")
}
sums <- sapply(parts, sum)
flips <- as.matrix(expand.grid(rep(list(c(-1, 1)), groups))) %*% sums
pin("sign_flip.p", mean(abs(flips) >= abs(sum(sums)) - 1e-9), "all sign patterns in R")
write_pins("clusters_expected.csv")
