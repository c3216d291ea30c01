## Why figures are not put together

refusal-count = a count with decimals is none, so that nothing is added
refusal-share = shares are not averaged without their denominators
refusal-average = averages are not put together without the numbers behind them
refusal-ratio = indexes and figures per something are not put together without what they are measured on
refusal-hinted = the name hints at an average, a ratio or a time, so that nothing is added
refusal-unknown = nothing tells that the figures may be added

## What must be known of a comparison

several-units = figures in several units, each shown by itself: {$units}
homeless = not compared, as their body, type or year is not known: {$count} documents
has-value = {$report} {$year} has {$value} {$unit}
break-in-series = break in the series: {$note}
from-report = from {$report} {$year}
district-as-was = of {$district}, as the district was then
no-figure-of = no figure of {$missing}
no-sum-of-inexact = no sum of figures that are not exact: {$inexact}; {$values}
no-sum-without = no sum without {$missing}; {$values}
sum-too-large = the sum is too large
sum-of = sum of {$parts}
sum-and = {""} and {""}
prints-for-same-time = {$report} prints {$other} for the same time
named-in-reports = named "{$name}" in reports of {$years}{$why}

## What reports print

prints-after-break = {$report} prints "{$raw}" for {$asked}, after the break of {$year}
no-figure-in = there is no figure in {$report}
no-report = there is no report {$report}
looks-back = from the column in {$report} that looks back: {$why}
figures-differ = figures differ: {$figures}
rounded = rounded: {$figures}
doubtful-figure = doubtful: the relations of its table do not hold
for-the-year-already = {$said} for the year already (--doc-type {$kind})
also-elsewhere = ; {$said} (--doc-type {$kind})
revised = revised: {$said} for {$report}
no-report-has-it = no report {$report} has it
no-report-only = there is no report {$name}, only {$there}
no-such-report = there is no report {$name}
women-and-men-only = {$name} has it for women and men only
columns-not-told = {$name} does not tell the columns of its figures
indicator-not-there = {$name} does not have the indicator
figure-not-there = {$name} has the indicator without this figure
prints-for-district = {$body} prints "{$printed}" for the district
breakdown-rows-differ = breakdown rows differ: {$names}
breakdown-row-of = breakdown row of {$body}
not-the-districts = ; figures that are not the district's: {$names}
began-part-of-year = {$name} began on {$day}: the figure may be of a part of the year
before-began = before {$name} began on {$day}
began-on = {$name} began on {$day}
not-of-whole-time = ; {$report} prints "{$raw}", which is not of the whole time
ended-on = {$name} ended on {$day}{$printed}
named = named "{$name}"
printed-as = printed as "{$raw}"
raw-in-report = "{$raw}" in {$report} ({$source})
prints = {$report} prints "{$raw}"

## Where figures are

elsewhere-reports = there are figures in {$reports}; say which with --doc-type, --from and --to
elsewhere-bodies = only other bodies have it: {$bodies}
elsewhere-measures = there are only figures of {$measures}; say which with --measure and --sex
years-to = {$report} to {$last}

## Where a figure stands

place-page = page
place-line = line

## What must be known of an answer

rank-without = {$without} have a target for {$year} and no outcome
goal-reports-differ = reports differ: {$told}
goal-only-units = only units' reports print it: {$told}
goal-printed-again = printed again, not counted: {$told}
pair-document = document {$id}

## The data dictionary

dictionary-begins =
    # What a run leaves here

    `utfall extract` writes into this folder unless `--output` names another. What it leaves is not
    committed. This file is made from the code (`utfall dictionary`) and checked by a test.

    Every CSV is RFC 4180 with comma, UTF-8 without byte order mark, `\n`, one header row, and nothing
    between the commas where nothing is printed. Numbers have a decimal point and the decimals that were
    printed, dates are ISO 8601. Rows stand in the reading order of the documents, documents in the order
    of their paths. `documents/<document_id>.json` holds the same document as one nested value, with
    furniture, places and evidence. Files with the same bytes are one document: each has its row in documents.csv,
    all other rows and the JSON stand once, under the first name.

    With `--format` the same tables stand in a workbook, in Parquet files, in a SQLite database or in NDJSON,
    each column with the type that is told here, and `--csv-dialect excel-sv` spells CSV as Swedish
    spreadsheets do; README.md tells of both.

    `manifest.json` says what the run was made with (version, hash of the grammar, options), lists every input
    with its hash and status, and every table with its rows and its hash, and keeps the account of lines.
    `utfall verify` compares the folder with it. `.utfall-cache` holds what was read for the next run, and may be
    removed.
dictionary-of-all = It is made of all documents of the run together.
dictionary-columns = column | type | meaning
dictionary-codes = Codes in diagnostics.csv
dictionary-code-columns = code | severity | meaning
parquet-text-beside = what is printed where `{$column}` should stand and is no date

## The workbook

readme-where = What utfall found in the reports that documents lists. Every row says in which document, and on which page or line, it stands.
readme-needs-a-look = needs_a_look lists what a person should look at: documents that could not be read, figures that contradict each other, values that are doubtful or were left as printed.
readme-nothing-guessed = Nothing is corrected and nothing is guessed: an empty cell means that nothing is printed there.
readme-numbers = Numbers show the decimals that were printed. A figure of more than 15 digits, and a day that the calendar does not have, stand as text.
readme-longer = A table with more rows than a sheet can have goes on in a further sheet, such as cells (2). A text that is longer than a cell can be is whole in the sheet long_text.
readme-anew = The program writes this file anew on every run: keep your own notes under another name.
readme-table = table
readme-column = column
readme-type = type
readme-meaning = meaning
readme-code = code
readme-severity = severity
long-text = {$kept} […] whole in sheet {$sheet}, row {$row}
why-failed = the document could not be read
why-partial = a part of the document could not be read
why-error = a part of the document is missing
why-holds-not = figures contradict each other
why-doubtful = no relation that touches the figure holds
why-unreadable = a figure could not be read
why-uncertain = where a figure belongs could not be told
why-cut = a text is longer than a cell
sheet-unwritten = a sheet cannot be written, probably because the disk is full

## Relations between figures

formula-share = {$part} in % of {$whole}
formula-growth = {$new} above {$old} in % of it
formula-percentage = {$share} % of {$column}
formula-between = between {$least} and {$most}
formula-rows = rows {$first}-{$last}
formula-at-most = row {$row} at most
check-lies = and lies {$formula}
check-should-lie = but should lie {$formula}
check-keeps = and keeps its bound, {$formula}
check-is-a-part = but it is a part of {$computed} ({$formula})
check-follows = and {$computed} follows from {$formula}
check-differs = but {$computed} follows from {$formula}
check-printed = {$raw} is printed, {$told}
formula-one-row = row {$rows}
formula-several-rows = rows {$rows}
