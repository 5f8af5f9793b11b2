# Means and shares drawn towards each other, with the intraclass correlation integrated: by integrate() on another
# scale, and by Gibbs sampling (JAGS), which shares no formula with it.
source("common.R")
library(lme4); library(rjags)
d <- read.csv("paired.csv"); d$growth <- d$end - d$start
grid_means <- function(n, m, within, total, prior) {  # prior: log density of tau/sigma
  given <- function(l) {
    w <- 1 / (1 / n + l^2); k <- 1 / (1 + n * l^2); c <- sum(w * m) / sum(w); q <- sum(w * (m - c)^2) / within
    s2 <- within * (1 + q) / (total - 1)
    list(log = -0.5 * ((total - 1) * log1p(q) - sum(log(w / n)) + log(sum(w))) + prior(l), c = c,
         b = (1 - k) * (m - c), sb = sqrt(s2 * (l^2 * k + (1 - k)^2 / sum(w))),
         t = k * c + (1 - k) * m, st = sqrt(s2 * (l^2 * k + k^2 / sum(w))))
  }
  top <- optimize(function(u) given(exp(u))$log + u, c(-12, 8), maximum = TRUE)$objective
  over <- function(f) {  # integral over log(tau/sigma), in pieces
    g <- function(u) sapply(u, function(v) {x <- given(exp(v)); exp(x$log + v - top) * f(x)})
    cuts <- seq(-12, 9, by = 1)
    sum(sapply(seq_len(length(cuts) - 1), function(i) integrate(g, cuts[i], cuts[i + 1], rel.tol = 1e-8, abs.tol = 1e-11)$value))
  }
  z <- over(function(x) 1)
  lapply(seq_along(m), function(j) {
    summary_of <- function(v, s) {
      mean <- over(function(x) x[[v]][j]) / z
      at <- function(p) {
        below <- function(q) over(function(x) pt((q - x[[v]][j]) / x[[s]][j], total - 1)) / z - p
        wide <- 60 * max(given(1)[[s]][j], given(0.1)[[s]][j]); uniroot(below, mean + c(-wide, wide), tol = 1e-7)$root
      }
      c(mean = mean, low = at(0.025), high = at(0.975))
    }
    list(mean = summary_of("t", "st"), away = summary_of("b", "sb"))
  })
}
uniform_icc <- function(l) log(2 * l) - 2 * log1p(l^2)
pin_means <- function(stem, y, g) {
  n <- tapply(y, g, length); m <- tapply(y, g, mean); found <- grid_means(n, m, sum((y - m[as.character(g)])^2), length(y), uniform_icc)
  for (j in seq_along(m)) for (what in c("mean", "away")) for (part in c("mean", "low", "high"))
    pin(paste(stem, what, part, j, sep = "."), found[[j]][[what]][[part]], "stats::integrate over log(tau/sigma)")
}
pin_means("paired", d$growth, d$cluster)
pin_means("dyestuff", Dyestuff$Yield, Dyestuff$Batch)
pin_means("chickwts", chickwts$weight, chickwts$feed)
effect <- c(28, 8, -3, 7, -1, 1, 18, 12); error <- c(15, 10, 16, 11, 9, 11, 10, 18)
schools <- grid_means(1 / error^2, effect, 1e7, 1e7, function(l) 0)  # known errors, tau uniform
for (j in seq_along(effect)) for (part in c("mean", "low", "high"))
  pin(paste("schools", part, j, sep = "."), schools[[j]]$mean[[part]], "stats::integrate, eight schools, tau uniform")

gibbs <- function(model, data, what, init) {
  fit <- jags.model(textConnection(model), data, n.chains = 1, quiet = TRUE, inits = c(init, list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = 1)))
  update(fit, 5000, progress.bar = "none")
  as.matrix(coda.samples(fit, what, n.iter = 400000, thin = 4, progress.bar = "none")[[1]])
}
pin_gibbs <- function(stem, draws) {
  for (j in seq_len(ncol(draws))) {
    pin(paste0(stem, ".mean.", j), mean(draws[, j]), "JAGS, 100,000 of 400,000 draws")
    pin(paste0(stem, ".low.", j), quantile(draws[, j], 0.025), "JAGS"); pin(paste0(stem, ".high.", j), quantile(draws[, j], 0.975), "JAGS")
  }
}
means <- gibbs("model {
  for (i in 1:N) {y[i] ~ dnorm(theta[g[i]], p)}
  for (j in 1:J) {theta[j] ~ dnorm(mu, p * (1 - icc) / icc)}
  icc ~ dunif(0, 1); mu ~ dnorm(0, 1e-8); p ~ dgamma(1e-6, 1e-6)
}", list(y = d$growth, g = match(d$cluster, sort(unique(d$cluster))), N = nrow(d), J = length(unique(d$cluster))), "theta", list(icc = 0.2))
pin_gibbs("gibbs.paired", means)
places <- t(apply(-means, 1, rank))
for (j in seq_len(ncol(means))) pin(paste0("gibbs.paired.first_three.", j), mean(places[, j] <= 3), "JAGS")

x <- c(148, 127, 79, 65, 64, 61, 35, 1, 4, 0); n <- c(199, 197, 121, 101, 115, 88, 62, 16, 12, 5)
shares <- gibbs("model {
  for (j in 1:J) {x[j] ~ dbin(theta[j], n[j]); theta[j] ~ dbeta(m * (1 - icc) / icc, (1 - m) * (1 - icc) / icc)}
  icc ~ dunif(0.0001, 0.9999); m ~ dunif(0, 1)
}", list(x = x, n = n, J = length(x)), "theta", list(icc = 0.2))
pin_gibbs("gibbs.shares", shares)
places <- t(apply(-shares, 1, rank))
for (j in seq_along(x)) pin(paste0("gibbs.shares.first_three.", j), mean(places[, j] <= 3), "JAGS")
log_joint <- function(m, w) sum(lbeta(m * w + x, (1 - m) * w + n - x) - lbeta(m * w, (1 - m) * w)) - 2 * log1p(w)
top <- optim(c(0, 2), function(t) -log_joint(plogis(t[1]), exp(t[2])))$value
both <- function(f) {  # over log precision and the mean, both in pieces
  inner <- function(u) sapply(u, function(v) {
    g <- function(m) sapply(m, function(q) exp(log_joint(q, exp(v)) + top) * f(q, exp(v)))
    cuts <- c(0, 0.2, 0.4, 0.5, 0.6, 0.7, 1)
    exp(v) * sum(sapply(1:6, function(i) integrate(g, cuts[i], cuts[i + 1], rel.tol = 1e-8, abs.tol = 1e-12)$value))
  })
  cuts <- seq(-5, 9, by = 2)
  sum(sapply(seq_len(length(cuts) - 1), function(i) integrate(inner, cuts[i], cuts[i + 1], rel.tol = 1e-7, abs.tol = 1e-10)$value))
}
z <- both(function(m, w) 1)
pin("shares.centre", both(function(m, w) m) / z, "stats::integrate, twice")
pin("shares.spread", both(function(m, w) sqrt(m * (1 - m) / (w + 1))) / z, "stats::integrate, twice")
for (j in c(1, 5, 8, 10)) {
  pin(paste0("shares.mean.", j), both(function(m, w) (m * w + x[j]) / (w + n[j])) / z, "stats::integrate, twice")
  at <- function(p, ends) uniroot(function(q) both(function(m, w) pbeta(q, m * w + x[j], (1 - m) * w + n[j] - x[j])) / z - p, ends, tol = 1e-6)$root
  r <- quantile(shares[, j], c(0.02, 0.03, 0.97, 0.98))
  pin(paste0("shares.low.", j), at(0.025, r[1:2]), "stats::integrate, twice"); pin(paste0("shares.high.", j), at(0.975, r[3:4]), "stats::integrate, twice")
}
write_pins("shrinkage_expected.csv")
