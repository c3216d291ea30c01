import pandas as pd

text = {"document_id": "string"}  # some ids look like numbers
documents = pd.read_csv("documents.csv", dtype=text, parse_dates=["document_date"])
observations = pd.read_csv("observations.csv", dtype=text)

targets = observations.query("measure == 'årsmål' and unit == '%' and value_status == 'reported'")
pdfs = documents.query("format == 'pdf'")[["document_id", "document_date"]]
answer = (
    targets.merge(pdfs, on="document_id")
    .groupby("organisation", as_index=False)
    .agg(targets=("value", "size"), mean=("value", "mean"), latest=("document_date", "max"))
    .round({"mean": 2})
    .sort_values("organisation")
)
print(answer.to_csv(index=False), end="")
