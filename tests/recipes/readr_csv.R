library(readr)
library(dplyr, warn.conflicts = FALSE)

text <- cols(document_id = col_character()) # some ids look like numbers
documents <- read_csv("documents.csv", col_types = text, guess_max = Inf)
observations <- read_csv("observations.csv", col_types = text, guess_max = Inf)

answer <- observations |>
  filter(measure == "årsmål", unit == "%", value_status == "reported") |>
  inner_join(filter(documents, format == "pdf"), by = "document_id", suffix = c("", "_document")) |>
  group_by(organisation) |>
  summarise(targets = n(), mean = round(mean(value), 2), latest = max(document_date)) |>
  arrange(organisation)
cat(format_csv(answer))
