"""Prints what a query of DuckDB gives, as CSV."""

import csv
import sys

import duckdb

with open(sys.argv[1], encoding="utf-8") as file:
    answer = duckdb.sql(file.read())
print(",".join(answer.columns))
csv.writer(sys.stdout, lineterminator="\n").writerows(answer.fetchall())
