import polars as pl

text = {"document_id": pl.String}  # some ids look like numbers
documents = pl.scan_csv("documents.csv", schema_overrides=text, try_parse_dates=True)
observations = pl.scan_csv("observations.csv", schema_overrides=text, infer_schema_length=None)

answer = (
    observations.filter(measure="årsmål", unit="%", value_status="reported")
    .join(documents.filter(format="pdf").select("document_id", "document_date"), on="document_id")
    .group_by("organisation")
    .agg(
        targets=pl.len(),
        mean=pl.col("value").mean().round(2),
        latest=pl.col("document_date").max(),
    )
    .sort("organisation")
)
print(answer.collect().write_csv(), end="")
