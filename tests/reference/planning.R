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
write_pins("planning_expected.csv")
