# The data of other people that the other scripts use, written once so that the tests need no R.
write.csv(data.frame(value = lme4::Dyestuff$Yield, group = lme4::Dyestuff$Batch), "dyestuff.csv", row.names = FALSE, quote = FALSE)
write.csv(data.frame(value = chickwts$weight, group = chickwts$feed), "chickwts.csv", row.names = FALSE, quote = FALSE)
write.csv(data.frame(value = sleep$extra, group = sleep$group), "sleep.csv", row.names = FALSE, quote = FALSE)
