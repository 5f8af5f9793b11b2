# Shared by the scripts: where the data are, and how a value is pinned.
pins <- data.frame(name = character(), value = numeric(), source = character())
pin <- function(name, value, source) {
  pins[nrow(pins) + 1, ] <<- list(name, as.numeric(value), source)
}
write_pins <- function(file) {
  pins$value <- formatC(pins$value, digits = 15, format = "g", width = -1)
  write.csv(pins, file, row.names = FALSE, quote = 3)
}
