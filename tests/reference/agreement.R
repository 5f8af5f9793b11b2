# Krippendorff's alpha from its definition by pairs, on the worked example of Krippendorff (2011).
source("common.R")
d <- as.matrix(read.csv("krippendorff.csv"))

pairs_of <- function(x) {  # every ordered pair of codes within a unit, with the weight of the unit
  do.call(rbind, apply(x, 1, function(u) {
    u <- u[!is.na(u)]
    if (length(u) < 2) return(NULL)
    g <- expand.grid(i = seq_along(u), j = seq_along(u)); g <- g[g$i != g$j, ]
    data.frame(a = u[g$i], b = u[g$j], w = 1 / (length(u) - 1))
  }, simplify = FALSE))
}
distance <- list(
  nominal = function(a, b, all) as.numeric(a != b),
  interval = function(a, b, all) (a - b)^2,
  ordinal = function(a, b, all) {
    mapply(function(p, q) {r <- sort(c(p, q))
      (sum(all >= r[1] & all <= r[2]) - (sum(all == p) + sum(all == q)) / 2)^2}, a, b)
  })
alpha <- function(x, metric) {
  p <- pairs_of(x); all <- unlist(apply(x, 1, function(u) if (sum(!is.na(u)) > 1) u[!is.na(u)], simplify = FALSE))
  n <- length(all)
  observed <- sum(p$w * distance[[metric]](p$a, p$b, all)) / n
  g <- expand.grid(i = seq_len(n), j = seq_len(n)); g <- g[g$i != g$j, ]
  expected <- mean(distance[[metric]](all[g$i], all[g$j], all))
  1 - observed / expected
}
for (metric in names(distance)) pin(paste0("alpha.", metric), alpha(d, metric), "definition by pairs in R")
paired <- d[rowSums(!is.na(d)) > 1, ]
set.seed(1)
for (metric in c("nominal", "interval")) {
  drawn <- replicate(4000, tryCatch(alpha(paired[sample(nrow(paired), replace = TRUE), ], metric), error = function(e) NA))
  pin(paste0("error.", metric), sd(drawn, na.rm = TRUE), "4,000 resamples of paired units in R")
}
write_pins("agreement_expected.csv")
