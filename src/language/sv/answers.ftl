## Why figures are not put together

refusal-count = ett antal med decimaler är inget antal, så inget läggs samman
refusal-share = andelar vägs inte ihop utan det som de är andelar av
refusal-average = medelvärden slås inte ihop utan antalen bakom dem
refusal-ratio = index och tal per något slås inte ihop utan det som de är räknade på
refusal-hinted = namnet tyder på ett medelvärde, en kvot eller en tid, så inget läggs samman
refusal-unknown = inget säger att siffrorna får läggas samman

## What must be known of a comparison

several-units = siffror i flera enheter, var och en för sig: {$units}
homeless = inte med, eftersom organisation, typ eller år inte är känt: {$count} dokument
has-value = {$report} {$year} har {$value} {$unit}
break-in-series = brott i serien: {$note}
from-report = ur {$report} {$year}
district-as-was = för {$district}, som stadsdelen var då
no-figure-of = ingen siffra för {$missing}
no-sum-of-inexact = ingen summa av siffror som inte är exakta: {$inexact}; {$values}
no-sum-without = ingen summa utan {$missing}; {$values}
sum-too-large = summan är för stor
sum-of = summan av {$parts}
sum-and = {""} och {""}
prints-for-same-time = {$report} anger {$other} för samma tid
named-in-reports = kallas "{$name}" i rapporter för {$years}{$why}

## What reports print

prints-after-break = {$report} anger "{$raw}" för {$asked}, efter brottet {$year}
no-figure-in = det finns ingen siffra i {$report}
no-report = det finns ingen {$report}
looks-back = ur den kolumn i {$report} som ser tillbaka: {$why}
figures-differ = siffrorna skiljer sig åt: {$figures}
rounded = avrundat: {$figures}
doubtful-figure = tveksam: sambanden i dess tabell stämmer inte
for-the-year-already = {$said} redan för året (--doc-type {$kind})
also-elsewhere = ; {$said} (--doc-type {$kind})
revised = ändrad: {$said} för {$report}
no-report-has-it = ingen {$report} har den
no-report-only = det finns ingen {$name}, bara {$there}
no-such-report = det finns ingen {$name}
women-and-men-only = {$name} har den bara för kvinnor och män
columns-not-told = {$name} visar inte vilka kolumner siffrorna hör till
indicator-not-there = {$name} har inte indikatorn
figure-not-there = {$name} har indikatorn men inte den här siffran
prints-for-district = {$body} anger "{$printed}" för stadsdelen
breakdown-rows-differ = uppdelningsrader skiljer sig åt: {$names}
breakdown-row-of = uppdelningsrad hos {$body}
not-the-districts = ; siffror som inte är stadsdelens: {$names}
began-part-of-year = {$name} bildades {$day}: siffran kan gälla en del av året
before-began = innan {$name} bildades {$day}
began-on = {$name} bildades {$day}
not-of-whole-time = ; {$report} anger "{$raw}", som inte gäller hela tiden
ended-on = {$name} upphörde {$day}{$printed}
named = kallas "{$name}"
printed-as = skrivet "{$raw}"
raw-in-report = "{$raw}" i {$report} ({$source})
prints = {$report} anger "{$raw}"

## Where figures are

elsewhere-reports = det finns siffror i {$reports}; ange vilka med --doc-type, --from och --to
elsewhere-bodies = bara andra organisationer har den: {$bodies}
elsewhere-measures = det finns bara siffror för {$measures}; ange vilka med --measure och --sex
years-to = {$report} till {$last}

## Where a figure stands

place-page = sida
place-line = rad

## What must be known of an answer

rank-without = {$without} har ett mål för {$year} men inget utfall
goal-reports-differ = rapporter skiljer sig åt: {$told}
goal-only-units = bara enheters rapporter har det: {$told}
goal-printed-again = upprepat, räknas inte: {$told}
pair-document = dokument {$id}

## The data dictionary

dictionary-begins =
    # Vad en körning lämnar här

    `utfall extract` skriver i den här mappen om `--output` inte anger en annan. Det som lämnas läggs inte in i
    versionshanteringen. Texten är gjord av programmet självt (`utfall dictionary`).

    Varje CSV följer RFC 4180 med komma, UTF-8 utan byte order mark, `\n`, en rubrikrad, och inget mellan kommana
    där inget är tryckt. Tal har decimalpunkt och de decimaler som var tryckta, datum följer ISO 8601. Rader står i
    dokumentens läsordning, dokument i ordning efter sina sökvägar. `documents/<document_id>.json` innehåller samma
    dokument som ett nästlat värde, med sidhuvuden, platser och belägg. Filer med samma innehåll är ett dokument: var och
    en har sin rad i documents.csv, alla andra rader och JSON står en gång, under det första namnet.

    Med `--format` står samma tabeller i en arbetsbok, i Parquet-filer, i en SQLite-databas eller i NDJSON, varje kolumn
    med den typ som anges här, och `--csv-dialect excel-sv` skriver CSV som svenska kalkylprogram gör; README.md
    berättar om båda.

    `manifest.json` anger vad körningen gjordes med (version, grammatikens hash, flaggor), förtecknar alla indata med hash
    och status, och alla tabeller med antal rader och hash, och redovisar vart raderna tog vägen. `utfall verify`
    jämför mappen med det. `.utfall-cache` innehåller det som lästes, till nästa körning, och får tas bort.
dictionary-of-all = Filen är gjord av alla dokument i körningen tillsammans.
dictionary-columns = kolumn | typ | betydelse
dictionary-codes = Koder i diagnostics.csv
dictionary-code-columns = kod | severity | betydelse
parquet-text-beside = det som är tryckt där `{$column}` ska stå men inte är något datum

## The workbook

readme-where = Vad utfall hittade i de rapporter som documents förtecknar. Varje rad anger i vilket dokument, och på vilken sida eller rad, uppgiften står.
readme-needs-a-look = needs_a_look förtecknar det som en människa bör se över: dokument som inte kunde läsas, siffror som säger emot varandra, värden som är tveksamma eller står som de är tryckta.
readme-nothing-guessed = Inget rättas och inget gissas: en tom cell betyder att inget står där i rapporten.
readme-numbers = Tal visar de decimaler som var tryckta. Ett tal med mer än 15 siffror, och ett datum som inte finns i kalendern, står som text.
readme-longer = En tabell med fler rader än ett blad kan ha fortsätter i ett nytt blad, till exempel cells (2). En text som är längre än en cell kan vara står hel i bladet long_text.
readme-anew = Programmet skriver den här filen på nytt vid varje körning: spara dina egna anteckningar under ett annat namn.
readme-table = tabell
readme-column = kolumn
readme-type = typ
readme-meaning = betydelse
readme-code = kod
readme-severity = severity
long-text = {$kept} […] hel i bladet {$sheet}, rad {$row}
why-failed = dokumentet kunde inte läsas
why-partial = en del av dokumentet kunde inte läsas
why-error = en del av dokumentet saknas
why-holds-not = siffror säger emot varandra
why-doubtful = inget samband som siffran ingår i stämmer
why-unreadable = en siffra kunde inte läsas
why-uncertain = det gick inte att avgöra var en siffra hör hemma
why-cut = en text är längre än en cell
sheet-unwritten = ett blad går inte att skriva, troligen för att disken är full

## Relations between figures

formula-share = {$part} i % av {$whole}
formula-growth = {$new} över {$old} i % av den
formula-percentage = {$share} % av {$column}
formula-between = mellan {$least} och {$most}
formula-rows = raderna {$first}-{$last}
formula-at-most = högst rad {$row}
check-lies = och ligger {$formula}
check-should-lie = men ska ligga {$formula}
check-keeps = och håller sin gräns, {$formula}
check-is-a-part = men det är en del av {$computed} ({$formula})
check-follows = och {$computed} följer av {$formula}
check-differs = men {$computed} följer av {$formula}
check-printed = {$raw} anges, {$told}
formula-one-row = rad {$rows}
formula-several-rows = raderna {$rows}
