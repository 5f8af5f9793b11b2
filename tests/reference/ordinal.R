# Ordinal regression on the American National Election Study of 1996 (shipped with statsmodels, public domain).
source("common.R")
library(sandwich)
d <- read.csv("anes96.csv")
G <- length(unique(d$cluster)); n <- nrow(d)

# estimating equations under independence, by hand: stacked logits with one slope
steps <- sort(unique(d$selfLR))[-7]
X <- as.matrix(d[, c("age", "educ", "income")])
s <- do.call(rbind, lapply(seq_along(steps), function(j)
  data.frame(id = seq_len(n), cluster = d$cluster, step = j, above = as.numeric(d$selfLR > steps[j]), X)))
D <- cbind(model.matrix(~ factor(step) - 1, s), as.matrix(s[, c("age", "educ", "income")]))
g <- glm(s$above ~ D - 1, family = binomial, control = list(epsilon = 1e-14, maxit = 100))
mu <- fitted(g); w <- mu * (1 - mu); A <- solve(t(D) %*% (D * w))
meat <- matrix(0, ncol(D), ncol(D))
for (h in unique(s$cluster)) {
  i <- which(s$cluster == h); Di <- D[i, ] * w[i]; H <- Di %*% A %*% t(D[i, ])
  e <- solve(diag(length(i)) - H, s$above[i] - mu[i])
  u <- t(D[i, ]) %*% e; meat <- meat + u %*% t(u)
}
V <- A %*% meat %*% A
for (j in 1:3) {
  pin(paste0("gee.", colnames(X)[j]), coef(g)[6 + j], "stats::glm on stacked steps")
  pin(paste0("gee.error.", colnames(X)[j]), sqrt(V[6 + j, 6 + j]), "formula of Mancl and DeRouen in R")
}

# equal odds ratios: slopes by step, clustered sandwich of the stacked steps
D2 <- do.call(cbind, lapply(seq_along(steps), function(j) (s$step == j) * cbind(1, as.matrix(s[, c("age", "educ", "income")]))))
f <- glm(above ~ D2 - 1, data = cbind(s, D2 = I(D2)), family = binomial, control = list(epsilon = 1e-14, maxit = 100))
V2 <- vcovCL(f, cluster = s$cluster, type = "HC0", cadjust = TRUE)
keep <- as.vector(outer(2:4, 4 * (seq_along(steps) - 1), "+"))
b <- coef(f)[keep]; C <- kronecker(cbind(-1, diag(length(steps) - 1)), diag(3))
pin("parallel.wald", t(C %*% b) %*% solve(C %*% V2[keep, keep] %*% t(C)) %*% (C %*% b), "Wald test on sandwich::vcovCL of stacked steps")
pin("parallel.spread", max(apply(matrix(b, 3), 1, function(q) diff(range(q)))), "slopes of stats::glm by step")
write_pins("ordinal_expected.csv")
