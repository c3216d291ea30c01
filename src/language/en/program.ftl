## What commands say

search-what = say what is looked for: utfall search OUTPUT_DIR WORD
rank-several = "{$series}" may be one of {$count} series:
series-none = no series has the words "{$words}" in its name{$meant}
did-you-mean = : did you mean {$name}?
no-such-command = no command is called {$name}{$near}
no-district = no district is called {$name}{$meant}
nothing-found = nothing is found
no-indicator-found = no indicator with a figure is found
other-bodies = other bodies
indicators-next =
    {$table}
    {$count} indicators. To set one side by side: utfall compare OUTPUT_DIR --series {$series}
no-goal-found = no goal is found
goals-perhaps-copies = {$copies} goals stand under one title with others in reports of units whose district is not known: they may be copies of one goal

## What compare says

compare-nothing = nothing is found: {$reason}
compare-no-report = no report has such a figure
compare-name-one = the folder has {$count} series of indicators: name one with --series, or say --all. `utfall indicators {$folder}` lists them, and the words behind it narrow the list
compare-several =
    "{$wanted}" may be one of {$count} series:
    {$listed}
compare-forecast = a forecast stands in T1 and in T2: say which with --doc-type
compare-from-after-to = --from {$from} is after --to {$to}: no year lies between them
compare-no-division = no division into districts is known of {$year}: the first one is of {$first}
compare-division-outside = --division {$year} is a year whose districts no report of this folder can have: say a year from {$first} to {$last}
compare-later-or-merged = {$name} is no district of the division ({$why}): say --division and a year of its time, or ask for {$other}
compare-came-later = it came later
compare-was-merged = it was merged
compare-another = another
no-body = no body is called {$name}
compare-of-figures = Of the figures
compare-empty-cells = Empty cells
compare-of-series = Of the series
compare-of-the-year = {$report} of the year
listed-report-years = report years
listed-name = name

## What check says

check-none = no relation between figures was found, so there is none to check
check-held = {$held} relations hold, {$failed} do not
check-table = {$source}: table {$table}{$named}
check-page-line = page {$page}, line {$line}, {""}
check-rounded = , rounded
check-page = page {$page}, {""}
check-line = line {$line}, {""}

## What verify says

verify-not-where = the inputs are not where the run found them ({$error}); name them after the folder
verify-whole = whole: {$files} files of tables, {$inputs} inputs
verify-not-among = {$name}: is not among the inputs of the run
verify-changed = {$name}: has changed since the run
verify-no-longer = {$name}: is no longer among the inputs
verify-lists-differ = {$name}: its list of inputs and its counts differ
verify-of-no-input = {$documents}/{$name}: belongs to no input
verify-not-of-run = {$name}: is not of this run
verify-not-as-written = {$name}: is not what the run wrote
verify-missing = {$name}: is missing
verify-unreadable = {$name}: cannot be read: {$error}

## What extract says

add-gone = --add reads again what {$folder} holds, and {$gone} is not there: name all inputs, and say --replace
standard-input = standard input
output-no-folder = --output names a folder, and - is none: leave --output out to print
stdin-once = standard input can be read once: name - once
stdin-name-needs = --stdin-name names what comes from standard input: it needs the input -
table-needs = --table chooses what goes to standard output: it needs --output -
stdout-takes = standard output takes ndjson only: leave out --format, or name a folder after --output
standard-output = standard output

## What the program says of itself

fault-in-program = fault in the program: {$panic}
fences-yes = yes
fences-no = not on this system
fences =
    workers may open no files, reach no network and start no programs (seccomp): {$calls}
    workers may reach no files, ports or processes (Landlock): {$reach}

## Progress

progress-damaged = {$name}: what an earlier run kept of it is damaged, and it was read anew
progress-stopped = stopped; {$done} of {$total} documents are done and kept, and the same command goes on from there
progress = {$done} of {$total} documents, {$pages} pages ({$rate} a second), {$failed} failed
progress-kept = , {$count} read before
progress-seconds-left = , {$seconds} s left
progress-minutes-left = , {$minutes} min {$seconds} s left
progress-hours-left = , {$hours} h {$minutes} min left

## What may be typed

option-is-for = {$option} is for --format {$format}
is-not-known = is not known
it-is-none-of = it is none of {$words}
cannot-read = cannot read {$path}: {$error}

## What show says

no-page-number = {$file}: "{$page}" is no page number; pages are counted from 1
no-page-text = there is no page {$page}: the file is a text without pages
no-page-read = there is no page {$page}: {$last} pages were read
svg-only-pdf = only a page of a PDF has a picture
svg-no-page = there is no page {$number}: {$count} pages were read
svg-no-picture = page {$number} has no picture: it was read without places, or not at all

## What a run tells when it is over

summary-documents = documents
summary-facts = facts
summary-diagnostics = diagnostics
summary-written-to = written to
summary-none = none
summary-ok = {$count} ok
summary-partial = {$count} partial
summary-failed = {$count} failed
summary-skipped = {$count} skipped
summary-goals = {$count} goals
summary-indicators = {$count} indicators
summary-observations = {$count} observations
summary-activities = {$count} activities
summary-tables = {$count} tables
summary-paragraphs = {$count} paragraphs
status-ok = ok
status-partial = partial
status-failed = failed
status-skipped = skipped

## What needs a look

needs-a-look = needs a look
look-unread = { $count ->
        [one] document that is unread, or read in part
       *[other] documents that are unread, or read in part
    }
look-homeless = { $count ->
        [one] document of an unknown body
       *[other] documents of an unknown body
    }
look-doubts = { $count ->
        [one] table or column in doubt
       *[other] tables or columns in doubt
    }
look-unreadable = { $count ->
        [one] figure that is unread or doubtful
       *[other] figures that are unread or doubtful
    }
look-relations = { $count ->
        [one] sum that does not add up
       *[other] sums that do not add up
    }
look-missing = { $count ->
        [one] report missing between first and last
       *[other] reports missing between first and last
    }
look-revised = { $count ->
        [one] outcome that reports print differently
       *[other] outcomes that reports print differently
    }
look-renamed = { $count ->
        [one] pair of names that may be one indicator
       *[other] pairs of names that may be one indicator
    }
look-skipped = { $count ->
        [one] file that is no report
       *[other] files that are no reports
    }
how-unread = see status and error
how-homeless = organisation_id is empty
how-doubts = show --why FILE:PAGE
how-unreadable = see number-unread, number-doubtful
how-skipped = status is skipped
workbook-on-terminal = a workbook is nothing for a terminal: name a folder with --output, or send it to a file with >

## The manual page

man-name = NAME
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-options = OPTIONS
man-commands = SUBCOMMANDS
man-version = VERSION
man-more = EXTRA
