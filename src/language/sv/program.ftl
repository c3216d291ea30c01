## What commands say

search-what = ange vad du söker: utfall search UTDATAMAPP ORD
rank-several = "{$series}" kan vara en av {$count} serier:
series-none = ingen serie har orden "{$words}" i sitt namn{$meant}
did-you-mean = : menade du {$name}?
no-such-command = inget kommando heter {$name}{$near}
no-district = ingen stadsdel heter {$name}{$meant}
nothing-found = inget hittades
no-indicator-found = ingen indikator med någon siffra hittades
other-bodies = övriga organisationer
indicators-next =
    {$table}
    {$count} { $count ->
        [one] indikator
       *[other] indikatorer
    }. Så jämförs en av dem: utfall compare UTDATAMAPP --series {$series}
no-goal-found = inget mål hittades
goals-perhaps-copies = {$copies} mål har samma lydelse som andra i rapporter från enheter vars stadsdel inte är känd: de kan vara avskrifter av ett och samma mål

## What compare says

compare-nothing = inget hittades: {$reason}
compare-no-report = ingen rapport har en sådan siffra
compare-name-one = mappen har {$count} serier av indikatorer: ange en med --series, eller skriv --all. `utfall indicators {$folder}` visar dem, och ord efter mappen begränsar listan
compare-several =
    "{$wanted}" kan vara en av {$count} serier:
    {$listed}
compare-forecast = en prognos finns både i T1 och i T2: ange vilken med --doc-type
compare-from-after-to = --from {$from} ligger efter --to {$to}: det finns inget år mellan dem
compare-no-division = ingen indelning i stadsdelar är känd för {$year}: den första gäller {$first}
compare-division-outside = --division {$year} är ett år vars stadsdelar ingen rapport i mappen kan ha: ange ett år från {$first} till {$last}
compare-later-or-merged = {$name} ingår inte i indelningen ({$why}): ange --division och ett år när den fanns, eller fråga efter {$other}
compare-came-later = den kom till senare
compare-was-merged = den slogs ihop
compare-another = en annan
no-body = ingen organisation heter {$name}
compare-of-figures = Om siffrorna
compare-empty-cells = Tomma celler
compare-of-series = Om serien
compare-of-the-year = {$report} för året
listed-report-years = rapportår
listed-name = namn

## What check says

check-none = inget samband mellan siffror hittades, så det finns inget att kontrollera
check-held = {$held} samband stämmer, {$failed} stämmer inte
check-table = {$source}: tabell {$table}{$named}
check-page-line = sida {$page}, rad {$line}, {""}
check-rounded = , avrundat
check-page = sida {$page}, {""}
check-line = rad {$line}, {""}

## What verify says

verify-not-where = indatafilerna finns inte där körningen hittade dem ({$error}); ange dem efter mappen
verify-whole = mappen är hel: {$files} { $files ->
        [one] fil
       *[other] filer
    } med tabeller, {$inputs} { $inputs ->
        [one] indatafil
       *[other] indatafiler
    }
verify-not-among = {$name}: hör inte till körningens indata
verify-changed = {$name}: har ändrats sedan körningen
verify-no-longer = {$name}: finns inte längre bland indatafilerna
verify-lists-differ = {$name}: förteckningen över indata och antalen stämmer inte överens
verify-of-no-input = {$documents}/{$name}: hör inte till någon indatafil
verify-not-of-run = {$name}: hör inte till den här körningen
verify-not-as-written = {$name}: är inte det som körningen skrev
verify-missing = {$name}: saknas
verify-unreadable = {$name}: går inte att läsa: {$error}

## What extract says

add-gone = --add läser på nytt det som {$folder} innehåller, och {$gone} finns inte: ange alla indata och lägg till --replace
standard-input = standard in
output-no-folder = --output ska vara en mapp, och - är ingen: utelämna --output för att skriva ut svaret
stdin-once = standard in kan bara läsas en gång: ange - en gång
stdin-name-needs = --stdin-name ger ett namn åt det som kommer från standard in: det kräver att indata är -
table-needs = --table väljer vad som går till standard ut: det kräver --output -
stdout-takes = standard ut tar bara ndjson: utelämna --format, eller ange en mapp efter --output
standard-output = standard ut

## What the program says of itself

fault-in-program = fel i programmet: {$panic}
fences-yes = ja
fences-no = inte på det här systemet
fences =
    läsprocesser får inte öppna filer, nå nätet eller starta program (seccomp): {$calls}
    läsprocesser når inga filer, portar eller processer (Landlock): {$reach}

## Progress

progress-damaged = {$name}: det som en tidigare körning sparade om filen är skadat, och den lästes på nytt
progress-stopped = avbrutet; {$done} av {$total} dokument är klara och sparade, och samma kommando fortsätter därifrån
progress = {$done} av {$total} dokument, {$pages} { $pages ->
        [one] sida
       *[other] sidor
    } ({$rate} i sekunden), {$failed} inte lästa
progress-kept = , {$count} lästa tidigare
progress-seconds-left = , {$seconds} s kvar
progress-minutes-left = , {$minutes} min {$seconds} s kvar
progress-hours-left = , {$hours} tim {$minutes} min kvar

## What may be typed

option-is-for = {$option} gäller --format {$format}
is-not-known = är okänt
it-is-none-of = det är inget av {$words}
cannot-read = det går inte att läsa {$path}: {$error}

## What show says

no-page-number = {$file}: "{$page}" är inget sidnummer; sidorna räknas från 1
no-page-text = det finns ingen sida {$page}: filen är en text utan sidor
no-page-read = det finns ingen sida {$page}: {$last} { $last ->
        [one] sida
       *[other] sidor
    } lästes
svg-only-pdf = bara en sida i en PDF har en bild
svg-no-page = det finns ingen sida {$number}: {$count} { $count ->
        [one] sida
       *[other] sidor
    } lästes
svg-no-picture = sidan {$number} har ingen bild: den lästes utan lägen på sidan, eller inte alls

## What a run tells when it is over

summary-documents = dokument
summary-facts = uppgifter
summary-diagnostics = anmärkningar
summary-written-to = skrivet till
summary-none = inga
summary-ok = {$count} { $count ->
        [one] läst
       *[other] lästa
    }
summary-partial = {$count} delvis { $count ->
        [one] läst
       *[other] lästa
    }
summary-failed = {$count} inte { $count ->
        [one] läst
       *[other] lästa
    }
summary-skipped = {$count} { $count ->
        [one] överhoppad
       *[other] överhoppade
    }
summary-goals = {$count} mål
summary-indicators = {$count} { $count ->
        [one] indikator
       *[other] indikatorer
    }
summary-observations = {$count} { $count ->
        [one] värde
       *[other] värden
    }
summary-activities = {$count} { $count ->
        [one] aktivitet
       *[other] aktiviteter
    }
summary-tables = {$count} { $count ->
        [one] tabell
       *[other] tabeller
    }
summary-paragraphs = {$count} { $count ->
        [one] stycke
       *[other] stycken
    }
status-ok = läst
status-partial = delvis läst
status-failed = inte läst
status-skipped = överhoppad

## What needs a look

needs-a-look = att se över
look-unread = { $count ->
        [one] dokument som inte kunde läsas, eller bara delvis
       *[other] dokument som inte kunde läsas, eller bara delvis
    }
look-homeless = { $count ->
        [one] dokument från en okänd organisation
       *[other] dokument från en okänd organisation
    }
look-doubts = { $count ->
        [one] tabell eller kolumn som är tveksam
       *[other] tabeller eller kolumner som är tveksamma
    }
look-unreadable = { $count ->
        [one] siffra som är oläst eller tveksam
       *[other] siffror som är olästa eller tveksamma
    }
look-relations = { $count ->
        [one] summa som inte går ihop
       *[other] summor som inte går ihop
    }
look-missing = { $count ->
        [one] rapport som saknas mellan första och sista
       *[other] rapporter som saknas mellan första och sista
    }
look-revised = { $count ->
        [one] utfall som rapporter anger olika
       *[other] utfall som rapporter anger olika
    }
look-renamed = { $count ->
        [one] namnpar som kan vara samma indikator
       *[other] namnpar som kan vara samma indikator
    }
look-skipped = { $count ->
        [one] fil som inte är en rapport
       *[other] filer som inte är rapporter
    }
how-unread = se status och error
how-homeless = organisation_id är tomt
how-doubts = show --why FIL:SIDA
how-unreadable = se number-unread, number-doubtful
how-skipped = status är skipped
workbook-on-terminal = en arbetsbok går inte att visa i en terminal: ange en mapp med --output, eller skicka den till en fil med >

## The manual page

man-name = NAMN
man-synopsis = ÖVERSIKT
man-description = BESKRIVNING
man-options = FLAGGOR
man-commands = KOMMANDON
man-version = VERSION
man-more = ÖVRIGT
