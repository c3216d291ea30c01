## What pages say

page-no-value = no figure
page-points = Figures with links to their sources
page-lines = Over the years
page-multiples = Each by itself
page-multiples-lead = All small charts have the same axes. The other lines stand behind in grey.
page-own-axes = A scale of its own in each chart
page-other-size = The city’s target is of another size than the values and is not drawn. It stands in the table.
page-table = Table
page-table-lead = Every figure leads to the row among the sources that says where it was printed. A dash is a figure that is not there, never zero.
page-row-head = Series
page-sources = Sources
page-sources-caption = Where every figure is printed
page-skip-to-table = Skip to the table
page-contents = Contents
page-notes = What to know
page-warning = Warning: {""}
page-breaks = Breaks in the series
page-documents = Documents behind the figures
page-years = Years
page-no-values = There are no figures to draw.
page-many-lines = There are too many lines to tell apart, and they stand in grey; the small charts below show each by itself.
page-scroll = Chart that scrolls sideways
page-scroll-table = Table that scrolls sideways
page-rows = Rows
page-nothing = Nothing was found.
page-yes = yes
page-measure = Measure
page-reports = From
page-kind = Kind
page-share = a share or an average, never added up
page-language = en
page-doubtful = Doubtful: relations between figures of the report do not hold. The point is hollow.
page-start = Reports that were read
page-looks = Needs a look
page-looks-lead = What is worth a look, the file that has it and the command that shows it
page-troubles = Files that could not be read in full
page-coverage = Reports by body and year
page-coverage-lead = In parentheses stand reports that are missing between the first and the last of their kind.
page-body = Body
page-missing = missing
page-files = Files in the folder
page-billions = billions
page-millions = millions
page-comparisons = Comparison of {$count} { $count ->
        [one] indicator
       *[other] indicators
    }
page-and-more = {""} and {$count} more
page-place-page = page {$at}
page-place-line = line {$at}
page-of-the-city = {$name} (the city’s)
page-per-cent = Per cent
page-axis-cut = (the axis does not begin at zero)
page-line-chart = Line chart with {$count} { $count ->
        [one] line
       *[other] lines
    }
page-lines-years = {""} over the years {$first}–{$last}
page-lines-axis = . The axis goes from {$low} to {$high}. Where a line has a gap there is no figure, or the series is broken. All figures stand in the table.
page-in-year = {$value} in {$year}
page-from-to = From {$first} to {$last}
page-least-most = . Least {$least}, most {$most}.
page-year = The year {$year}
page-bars = Bar chart with {$count} { $count ->
        [one] bar
       *[other] bars
    }, the longest on top. The axis goes from {$low} to {$high}. All figures stand in the table.
page-sources-counted = {$count} { $count ->
        [one] source
       *[other] sources
    }
page-break = Break {$number}
page-break-from = {$name}, from {$year}: {""}
page-city-target = The finely dashed steps are the city’s target of the year.
page-own-target = The dotted steps (in bars a black mark) are the own target of the year.
page-more = … and {$count} more, see documents.csv.

## Headings of tables on pages

head-value = Figure
head-document = Document
head-file = File
head-page = Page
head-line = Line
head-as-printed = As printed
head-data = Data
head-what = What
head-number = Number
head-command = Command
head-status = Status
head-reason = Reason
head-body = Body
head-goal = Goal
head-remark = Remark

## Words for figures

measure-outcome = outcome
measure-forecast = forecast
measure-target = target of the year
measure-city-target = the city’s target of the year
sex-all = all
sex-women = women
sex-men = men

## What the start page counts

counted-ok = Documents read
counted-partial = Read in part
counted-failed = Not read
counted-skipped = No reports
counted-goals = Goals
counted-indicators = Indicators
counted-observations = Figures
counted-activities = Activities
counted-tables = Tables
counted-paragraphs = Paragraphs
page-look-unread = Documents that could not be read, or only in part
page-look-homeless = Documents of an unknown body
page-look-doubts = Tables or columns in doubt
page-look-unreadable = Figures that are unread or doubtful
page-look-relations = Sums that do not add up
page-look-missing = Reports missing between the first and the last
page-look-revised = Outcomes that reports print differently
page-look-renamed = Pairs of names that may be one indicator
page-look-skipped = Files that are no reports

## What the page of goals says

goals-page-title = Fulfilment of goals
goals-page-reports = From
goals-page-goals = Goals
goals-page-copies = Copies that are not counted
goals-page-no-marker = No goal of this level has a marker.
goals-page-once = Every goal is counted once for its body and year. The goals of the city and the committee that units print again are not counted again: the committee’s own report decides, and without one the units’, where they say the same.
goals-page-no-grade = No assessment is not the same as not fulfilled.
goals-page-forecast = A marker in a four-month report is a forecast for the whole year, and no outcome.
goals-page-city-goals = The city’s goals, body by body
goals-page-folded = Press a line to see what stands behind it.
goals-page-of-bodies = {$goals} { $goals ->
        [one] goal
       *[other] goals
    }, {$bodies} { $bodies ->
        [one] body
       *[other] bodies
    }
goals-page-body = Body
goals-page-sources = All goals
goals-page-nothing = There are no goals to show.
goals-page-no-goal = there is no such goal
goals-page-perhaps-copies = {$count} { $count ->
        [one] goal stands
       *[other] goals stand
    } under one title with others in reports of units whose district is not known. They may be copies of one goal.

## What is said of a goal

verdict-whole = fulfilled
verdict-partly = partly fulfilled
verdict-not = not fulfilled
verdict-none = no assessment
verdict-unmarked = without a marker
verdict-differing = reports differ

## Levels of goals

level-direction = goals of direction
level-area = goals of areas
level-committee = committee goals
level-unit = unit goals
level-commitment = commitments

## What columns and answers are called on pages

heading-missing = Missing reports
heading-revisions = Figures that reports print differently
heading-budget = Budget
heading-activities = Activities
heading-profile = Profile
heading-rank = Place
heading-search = Search
heading-indicators = Indicators
heading-organisation = Body
heading-organisation-id = Id of the body
heading-district = District
heading-year = Year
heading-doc-type = Kind of report
heading-document-id = Document
heading-documents = Documents
heading-source = File
heading-page = Page
heading-line = Line
heading-name = Name
heading-start = Start
heading-end = End
heading-deviation = Deviation
heading-comment = Comment
heading-row-label = Row of the table
heading-row-role = Role of the row
heading-row-parent = Belongs to
heading-utfall = Outcome
heading-prognos = Forecast
heading-avvikelse = Deviation
heading-several = In several columns
heading-doubtful = Doubtful
heading-caption = Table
heading-table-id = Id of the table
heading-breakdown = Breakdown
heading-measure = Measure
heading-sex = Sex
heading-period = Period
heading-values = Figures
heading-reports = Reports
heading-series-id = Series
heading-outcome = Outcome
heading-unit = Unit
heading-target = Own target
heading-city-target = The city’s target
heading-outcome-source = Taken from
heading-revised = Changed later
heading-outcome-document-id = Document
heading-outcome-page = Page
heading-outcome-line = Line
heading-part = Part
heading-said = What is said
heading-found-in = Found in
heading-heading = Heading
heading-text = Text
heading-indicator = Indicator
heading-first-outcome-year = First outcome
heading-last-outcome-year = Last outcome
heading-outcome-years = Years with an outcome
heading-names = All names
heading-periods = Periods
heading-by-year = Bodies by year
heading-by-district = Years by district
heading-by-other-body = Years by other body
heading-bodies = Bodies
heading-districts = Districts
heading-level = Level
heading-body = Body
heading-goal = Goal
heading-goals = Goals
heading-helt = Fulfilled
heading-delvis = Partly
heading-ej = Not
heading-ingen = No assessment
heading-no-marker = No marker
heading-differing = Reports differ
heading-copies = Copies
answer-budget = Budget and deviation
answer-rank = Ranking
