# Power of two means, of clusters by inflating the number of units, and what can be detected.
source("common.R")
p <- function(...) power.t.test(..., strict = TRUE)
pin("power.two_means", p(n = 64, delta = 0.5, sd = 1)$power, "power.t.test(strict = TRUE)")
pin("power.small", p(n = 6, delta = 0.3, sd = 1)$power, "power.t.test(strict = TRUE)")
pin("power.detectable", p(n = 64, power = 0.8, sd = 1, tol = 1e-12)$delta, "power.t.test(strict = TRUE)")
# clusters: 18 of 500/18 units on average, coefficient of variation 0.48, icc 0.13; units divided by the design effect
m <- 500 / 18; effect <- 1 + ((1 + 0.48^2) * m - 1) * 0.13
pin("cluster.design_effect", effect, "written out")
pin("cluster.power", p(n = 250 / effect, delta = 0.6, sd = 1)$power, "power.t.test with n divided by the design effect")
pin("cluster.detectable", p(n = 250 / effect, power = 0.8, sd = 1, tol = 1e-12)$delta, "power.t.test with n divided by the design effect")
# a trial within partners, firm by firm: effect 0.3 that varies over partners by 0.3 of it, one in ten gets the other way,
# firms analysed with chance `kept`, and firms that meet share a variance `group` of that of firms; the difference is the
# weighted mean of the partners' differences, its error leaves out one partner at a time
one_trial <- function(sizes, effect, icc, kept, group, spread = 0.3, crossed = 0.1) {
  parts <- sapply(sizes, function(n) {
    half <- n %/% 2 + (n %% 2) * rbinom(1, 1, 0.5)
    arm <- rep(c(1, 0), c(half, n - half))
    own <- effect * (1 + spread * rnorm(1))
    gets <- ifelse(arm == 1, 1, rbinom(n, 1, crossed))
    y <- rnorm(1, 0, sqrt(icc)) + rnorm(n, 0, sqrt(1 - icc)) + own * gets + arm * rnorm(1, 0, sqrt(group))
    stays <- rbinom(n, 1, kept) == 1
    n1 <- sum(arm[stays]); n0 <- sum(stays) - n1
    if (n1 == 0 || n0 == 0) return(c(0, 0))
    w <- n1 * n0 / (n1 + n0)
    c(w * (mean(y[stays & arm == 1]) - mean(y[stays & arm == 0])), w)
  })
  total <- rowSums(parts); k <- length(sizes)
  left <- (total[1] - parts[1, ]) / (total[2] - parts[2, ])
  error <- sqrt((k - 1) / k * sum((left - mean(left))^2))
  total[1] / total[2] - qt(0.975, k - 1) * error > 0
}
sizes <- c(rep(24, 16), 16, 14, rep(16, 6))
set.seed(20)
for (case in list(c("plain", 1, 0), c("completion", 0.71, 0), c("group", 1, 0.05), c("both", 0.71, 0.1))) {
  found <- replicate(10000, one_trial(sizes, 0.3, 0.13, as.numeric(case[2]), as.numeric(case[3])))
  pin(paste0("trial.", case[1]), mean(found), "10000 trials simulated firm by firm")
}
write_pins("planning_expected.csv")
