## Word files, workbooks and web pages

day-among-figures = cell {$at} of the sheet {$sheet} is a day in a column of figures: the spreadsheet may have made it of one
sheet-hidden = the sheet {$called} is hidden, and was not read
part-missing = {$part} is missing
rows-hidden = {$count} rows of the sheet {$called} are hidden, row {$first} the first, and were not read
columns-hidden = columns {$names} of the sheet {$called} are hidden, and were not read
workbook-too-large = the workbook has more than {$most_rows} rows, {$most_cells} cells or {$most_columns} columns; the rest was not read
formulas-without-value = {$count} formulas have no value in the file and stand as formulas: open it in a spreadsheet and save it
macros-ignored = the file has macros, which are not run or read
changes-accepted = the file has {$changes} tracked changes; the text is read as if they were accepted
rows-hidden-some = {$count} rows of the sheet {$called} are hidden, and were not read
columns-hidden-from = columns of the sheet {$called} are hidden, {$first} the first, and were not read
content-missing = content.xml is missing
content-empty = content.xml holds no text and no sheets

## Damaged PDFs

pdf-begins = the file does not begin as a PDF does
pdf-stray = {$stray} bytes of the file belong to nothing that a PDF has
pdf-index-lost = the index of the file is not where it is said to be, or is damaged; its objects were searched for
pdf-objects-moved = {$moved} objects do not stand where the index says; they were searched for
pdf-older-index = the file has an older index that the last one does not name: it may be several files in one
pdf-cut = the file ends before its end: what stood behind is lost
pdf-pages-counted = the PDF says that it has {$count} pages, and {$found} were found
pdf-page-list-damaged = the list of pages is damaged; {$found} pages were found, perhaps not all, and perhaps in another order
pdf-belongs-to-nothing = {$lost} pages, fonts or contents of pages belong to nothing: what pointed to them may be damaged
pdf-misspelt = something that the page is made of is not written as it must be; all of it was found
pdf-part-damaged = something that the page is made of is damaged; words may be missing or wrong
pdf-part-missing = something that the page is made of is missing from the file; words may be missing or wrong
pdf-more-damaged = {$unnamed} more pages are or may be damaged in the same way
pdf-holder-damaged = a part of the file that holds what pages are made of is damaged; it is not known which pages lack something
pdf-others-damaged = {$others} objects of the file that no page is known to be made of are damaged or missing

## Pages of PDFs

pdfs-in-one = {$count} PDFs stand one behind the other in the file; their pages follow each other
pdf-bytes-before = {$head} bytes stand before the PDF in the file
pdf-within-unread = a PDF in the file cannot be read: {$error}
page-left-out = reading left the page out
pages-not-found = finding its pages took longer than {$seconds} s
reader-went-away = the reader went away
pdf-no-pages = it has no pages
page-before-stopped = reading stopped at a page before
second-saw-more = the page is damaged, and the second reader saw more of it
page-part-undecoded = a part of the page cannot be decoded
pdf-damaged-no-text = it is damaged, and what is left of it has no text
pages-over-limit = the document has {$count} pages and {$limit} were read
page-unrecognised = the page was not recognised: {$reason}
recognised-unmapped = the text of the page says nothing, and was recognised anew in its picture
recognised-asked = the page was recognised anew in its picture, as asked
recognised-picture = the page is a picture, and its words were recognised
recognised-how-sure = {$what}: {$words} words, {$sure} of 100 sure
page-without-text = the page has pictures or drawings and no text
page-blank = the page is blank
letters-unknown = {$unknown} of {$all} characters have no known letter
second-reader-gave = {$reason}; the second reader gave the words, without rules, colours and pictures
digit-counts = {$digit} ({$first} and {$second})
no-digit-differs = no digit does
digits-differ = so do these digits, with their counts in the first and the second reader: {$digits}
readers-differ = {$differ} of {$all} characters differ between the readers; {$digits}
text-turned = some of the text of the page is turned: a table in it may stand as text, or without its labels
picture-unread = a picture of {$width} by {$height} points is not read; it may hold a text or a table
text-unseen = text in the colour of the paper, or far too small to read, is left out
text-struck = words that are struck out are left out
text-outside = text outside the visible part of the page is left out
glyphs-unmapped = the fonts do not say which letters {$count} glyphs of the page are
shown-and-said = the page shows "{$shown}" where its file says "{$said}"; what it shows is read

## What a document is

lines-unclaimed = {$missing} lines ended in no record, table, text or furniture, {$twice} in more than one
no-goal-label = no goal label was found: the file is probably not such a report
column-still-to-come = "{$label}" alone stands over figures, and was still to come when the report was written: whether they are targets or forecasts could not be told
another-report = another report begins here in the same file; documents.csv has the facts of the first one
report-repeated = the same report has stood before in this file, and what it says is given twice
no-day = "{$found}" is no day of the calendar, and the document stays without a date
other-kind = the document is of the kind {$kind}, and no plan or report of the four types
no-district-named = no district of the register is named in "{$name}": its figures are no district's
text-begins-within = the text begins in the middle of a sentence: a part of the report is missing
text-ends-within = the text ends in the middle of a sentence: a part of the report is missing
no-doc-type = the document type is not printed and could not be told
no-year = the year is not printed and could not be told
inferred-doc-type = the document type {$value} does not stand in a title and was taken from the text
inferred-year = the year {$value} does not stand in a title and was taken from the text
inferred-organisation = the organisation {$value} does not stand in a title and was taken from the text

## Letters and encodings

characters-lost = {$lost} characters are lost: they did not fit the encoding {$encoding}, or were lost before
encoding-mixed = the file mixes encodings: {$others} of {$lines} lines were read as {$encoding}, the others as UTF-8
encoding-doubtful = {$places} places look like UTF-8 that was read in another encoding, and other letters do not: nothing was repaired
encoding-times = {""} {$times} times
encoding-repaired = the text was UTF-8 that had been read as {$encoding}{$times}, and was repaired
symbols-read = {$count} figures stand in signs of a symbol font and were read as the digits in whose places these stand
letters-one-restored = {$lost} is {$whole}
letters-restored = {$count} words had lost letters and were restored, each to the only word that fits: {$words}
hyphens-restored = {$count} { $count ->
        [one] word
       *[other] words
    } had lost a hyphen and were restored: {$words}
letters-not-told = {$count} words have letters that the file does not tell, and stand without them

## Copies of a report

same-bytes = the file has the same bytes as {$first}, and the rows of both stand once, under that name
same-bytes-failed = the file has the same bytes as {$failed}, which was not read in this run; the rows of both stand under this name
perhaps-same-report = {$source} has the same body, type and year, and of the figures that both print {$equal} of {$shared} are equal: if they are one report, it is counted twice
same-report-counted-there = it holds the same report as {$source}, and that one is counted
same-report-counted-here = the same report is in {$sources}: this one is counted
newer-another = another one
superseded = a later version of the report is in {$source} ({$why}), and that one is counted
supersedes = it is a later version ({$why}) of the report in {$source}: this one is counted
newer-by-title = by what its title page says
newer-by-date = by its date
newer-by-figures = by its figures

## Tables and text

page-repeated = the page is page {$number} again, and what it says is given once
values-unclaimed = {$count} lines with figures in columns stand in no table
table-too-wide = the table has more than {$most} columns; the rest of each row stands in the last
word-doubtful = "{$pieces}" may be one word or several; the cell has the likelier reading
text-run-on = whole pages run on in one line: tables cannot be told from text, and such texts lose digits
table-as-well = the table is read as {$kind}; it could as well be {$second}
table-outlier = the table is set like the {$other} tables and is read as {$kind}
table-lacks-columns = the table of {$kind} has none of the columns {$columns}
columns-mean-the-same = the columns {$columns} of the table mean the same; which of them does is not told
figures-like-indicators = the figures of the table are like those of indicators; they stand as a table of another kind and as no money
figures-glued = {$free} figures stood without a space between them and were put apart
table-widened = the table goes on to the right on this page without the names of its {$count} rows: they were put together in their order
recognised-figure = "{$raw}" of "{$label}" was recognised in a picture, and is {$confidence} of 100 sure
columns-of-row = which columns the figures of "{$label}" belong to could not be told
row-without-label = a row of a table has figures but no label
no-column-label = no column of the table has a label: what its figures are could not be told

## Goals

marker-unknown = "{$words}" stands where a fulfilment marker does and is none that is known
title-uncertain = the label "{$label}" has a title that nothing tells the end of
goal-without-title = the label "{$label}" has no title after it
lone-colour = the goal has a mark of a colour ({$evidence}) and no words; it is given what that colour stands for elsewhere
read-as-nearly = read as {$best}, and it is nearly as much {$second}

## Indicators

no-row-below-header = a header of an indicator table has no row that could be put together; what follows it stands as text
indicator-column-read-as = no column of an indicator table is called "{$label}"; it is read as the one that stands there in the other tables, and its values are uncertain
indicator-column-unknown = no column of an indicator table is called "{$label}"
values-of-whom = which values belong to "{$label}" could not be told
marks-differ = marks of this row say different things; the first one is taken
indicator-row-without-name = a row of an indicator table has values but no name
column-of-what = which column "{$raw}" belongs to could not be told

## Activities

activity-of-whom = which activity "{$row}" belongs to could not be told
activity-column-unknown = no column of an activity table is called "{$label}"
no-date = "{$text}" is no date of the form YYYY-MM-DD and stands as printed

## Figures

unit-differs = {$part} is a part of {$whole} and has another unit
count-not-whole = "{$raw}" of "{$label}" is no whole number, and counts are
reading-thousands = the full stop could also be a decimal point
reading-red = it is printed in red, as what is below nothing often is
reading-point = the full stop could also be a mark of thousands
reading-minus-behind = the minus behind it was taken for its sign
reading-parentheses = the parentheses were taken for a minus
reading-symbols = its digits are signs of a symbol font
number-doubtful = "{$raw}" of "{$label}" was read as {$number}: {$how}
number-unread = "{$raw}" of "{$label}" could not be read as one number and stands as printed

## What a line may be

label-body = running text
label-item = an item of a list
label-heading = a heading
label-section = a section
label-goal = a goal's label
label-title = a goal's title
label-marker = a fulfilment marker
label-contents = a line of the contents
label-furniture = a header or footer

## Parts that are missing

headings-missing-between = the contents list {$count} headings in a row that do not stand in the text: a part of the report is missing
headings-missing-behind = the contents list {$count} { $count ->
        [one] heading
       *[other] headings
    } behind the last one that stands in the text: a part of the report is missing
page-numbers-jump = behind page {$before} of {$of} comes page {$after}: what stood between them is missing
page-numbers-end = the pages are counted to {$of}, and the last one that is printed is {$last}: what stood behind it is missing
marks-not-closed = the marks that the text began with are not closed: it ends before its end
marks-without-partner = of marks that stand in pairs some have no partner: a part of the text is missing or damaged
ends-within-line = the file ends within a line, and perhaps before the end of the report
zeros-in-text = {$characters} zeros stand in the text, in {$places} { $places ->
        [one] place
       *[other] places
    }: what stood there is lost
controls-in-text = {$characters} control characters stand in the text, in {$places} { $places ->
        [one] place
       *[other] places
    }: what stood there is lost
letters-all-one = {$characters} letters that are all one stand in the text, in {$places} { $places ->
        [one] place
       *[other] places
    }: what stood there is lost
bytes-before-archive = {$count} bytes stand before what the file lists: another file, or a part of this one that is lost
watermark-left-out = a word that is printed over the text again and again is a watermark and left out
