import pandas as pd

documents = pd.read_excel("utfall.xlsx", sheet_name="documents")
observations = pd.read_excel("utfall.xlsx", sheet_name="observations")

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
