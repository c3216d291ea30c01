## Word files, workbooks and web pages

day-among-figures = cell {$at} i bladet {$sheet} är ett datum i en kolumn med siffror: kalkylprogrammet kan ha gjort om en siffra till datum
sheet-hidden = bladet {$called} är dolt och lästes inte
part-missing = {$part} saknas
rows-hidden = {$count} { $count ->
        [one] rad
       *[other] rader
    } i bladet {$called} är dolda, den första är rad {$first}, och lästes inte
columns-hidden = kolumnerna {$names} i bladet {$called} är dolda och lästes inte
workbook-too-large = arbetsboken har fler än {$most_rows} rader, {$most_cells} celler eller {$most_columns} kolumner; resten lästes inte
formulas-without-value = {$count} { $count ->
        [one] formel
       *[other] formler
    } saknar värde i filen och står som formler: öppna den i ett kalkylprogram och spara den
macros-ignored = filen har makron, som varken körs eller läses
changes-accepted = filen har {$changes} { $changes ->
        [one] spårad ändring
       *[other] spårade ändringar
    }; texten läses som om de var godkända
rows-hidden-some = {$count} { $count ->
        [one] rad
       *[other] rader
    } i bladet {$called} är dolda och lästes inte
columns-hidden-from = kolumner i bladet {$called} är dolda, den första är {$first}, och lästes inte
content-missing = content.xml saknas
content-empty = content.xml innehåller varken text eller blad

## Damaged PDFs

pdf-begins = filen börjar inte som en PDF gör
pdf-stray = {$stray} byte i filen hör inte till något som en PDF har
pdf-index-lost = filens innehållsförteckning finns inte där den ska, eller är skadad; dess objekt söktes upp
pdf-objects-moved = {$moved} objekt finns inte där innehållsförteckningen säger; de söktes upp
pdf-older-index = filen har en äldre innehållsförteckning som den senaste inte nämner: det kan vara flera filer i en
pdf-cut = filen slutar innan den är slut: det som stod därefter är förlorat
pdf-pages-counted = PDF-filen anger {$count} { $count ->
        [one] sida
       *[other] sidor
    }, och {$found} hittades
pdf-page-list-damaged = förteckningen över sidor är skadad; {$found} { $found ->
        [one] sida
       *[other] sidor
    } hittades, kanske inte alla, och kanske i en annan ordning
pdf-belongs-to-nothing = {$lost} sidor, typsnitt eller sidinnehåll hör inte till något: det som pekade på dem kan vara skadat
pdf-misspelt = något som sidan består av är inte skrivet som det ska; allt av det hittades
pdf-part-damaged = något som sidan består av är skadat; ord kan saknas eller vara fel
pdf-part-missing = något som sidan består av saknas i filen; ord kan saknas eller vara fel
pdf-more-damaged = {$unnamed} sidor till är eller kan vara skadade på samma sätt
pdf-holder-damaged = en del av filen som innehåller det som sidor består av är skadad; det går inte att säga vilka sidor som saknar något
pdf-others-damaged = {$others} objekt i filen som ingen känd sida består av är skadade eller saknas

## Pages of PDFs

pdfs-in-one = {$count} PDF-filer ligger efter varandra i filen; deras sidor följer på varandra
pdf-bytes-before = {$head} byte står före PDF-filen i filen
pdf-within-unread = en PDF i filen går inte att läsa: {$error}
page-left-out = sidan utelämnades vid läsningen
pages-not-found = det tog längre tid än {$seconds} s att hitta dess sidor
reader-went-away = läsaren försvann
pdf-no-pages = den har inga sidor
page-before-stopped = läsningen avbröts vid en tidigare sida
second-saw-more = sidan är skadad, och den andra läsaren såg mer av den
page-part-undecoded = en del av sidan går inte att avkoda
pdf-damaged-no-text = den är skadad, och det som är kvar av den saknar text
pages-over-limit = dokumentet har {$count} { $count ->
        [one] sida
       *[other] sidor
    } och {$limit} lästes
page-unrecognised = sidan texttolkades inte: {$reason}
recognised-unmapped = texten på sidan går inte att tyda, och den texttolkades på nytt ur bilden
recognised-asked = sidan texttolkades på nytt ur bilden, som begärt
recognised-picture = sidan är en bild, och orden texttolkades
recognised-how-sure = {$what}: {$words} ord, säkerhet {$sure} av 100
page-without-text = sidan har bilder eller teckningar men ingen text
page-blank = sidan är tom
letters-unknown = {$unknown} av {$all} tecken har ingen känd bokstav
second-reader-gave = {$reason}; den andra läsaren gav orden, utan linjer, färger och bilder
digit-counts = {$digit} ({$first} och {$second})
no-digit-differs = ingen siffra gör det
digits-differ = det gör också dessa siffror, med antal hos den första och den andra läsaren: {$digits}
readers-differ = {$differ} av {$all} tecken skiljer sig mellan läsarna; {$digits}
text-turned = en del av texten på sidan är vriden: en tabell i den kan stå som text, eller utan sina etiketter
picture-unread = en bild på {$width} gånger {$height} punkter läses inte; den kan innehålla text eller en tabell
text-unseen = text i papperets färg, eller alldeles för liten för att läsas, är utelämnad
text-struck = överstrukna ord är utelämnade
text-outside = text utanför den synliga delen av sidan är utelämnad
glyphs-unmapped = typsnitten anger inte vilka bokstäver {$count} tecken på sidan är
shown-and-said = sidan visar "{$shown}" där filen anger "{$said}"; det som visas läses

## What a document is

lines-unclaimed = {$missing} { $missing ->
        [one] rad
       *[other] rader
    } hamnade varken i någon post, tabell, text eller sidram, {$twice} i mer än en
no-goal-label = ingen måletikett hittades: filen är troligen inte en sådan rapport
column-still-to-come = "{$label}" står ensamt över siffror, och låg framåt i tiden när rapporten skrevs: det gick inte att avgöra om de är mål eller prognoser
another-report = en annan rapport börjar här i samma fil; documents.csv har uppgifterna om den första
report-repeated = samma rapport har stått tidigare i filen, och innehållet tas med två gånger
no-day = "{$found}" är inget datum i kalendern, och dokumentet blir utan datum
other-kind = dokumentet är av slaget {$kind}, och ingen plan eller rapport av de fyra typerna
no-district-named = ingen stadsdel i registret nämns i "{$name}": siffrorna är ingen stadsdels
text-begins-within = texten börjar mitt i en mening: en del av rapporten saknas
text-ends-within = texten slutar mitt i en mening: en del av rapporten saknas
no-doc-type = dokumenttypen är inte tryckt och gick inte att avgöra
no-year = året är inte tryckt och gick inte att avgöra
inferred-doc-type = dokumenttypen {$value} står inte i någon titel och hämtades ur texten
inferred-year = året {$value} står inte i någon titel och hämtades ur texten
inferred-organisation = organisationen {$value} står inte i någon titel och hämtades ur texten

## Letters and encodings

characters-lost = {$lost} { $lost ->
        [one] tecken
       *[other] tecken
    } är förlorade: de passade inte teckenkodningen {$encoding}, eller gick förlorade tidigare
encoding-mixed = filen blandar teckenkodningar: {$others} av {$lines} rader lästes som {$encoding}, de andra som UTF-8
encoding-doubtful = {$places} ställen ser ut som UTF-8 som har lästs i en annan teckenkodning, men andra bokstäver gör det inte: inget lagades
encoding-times = {""} {$times} gånger
encoding-repaired = texten var UTF-8 som hade lästs som {$encoding}{$times}, och lagades
symbols-read = {$count} { $count ->
        [one] siffra
       *[other] siffror
    } står i tecken ur ett symboltypsnitt och lästes som de siffror vars plats de har
letters-one-restored = {$lost} är {$whole}
letters-restored = {$count} ord hade tappat bokstäver och återställdes, vart och ett till det enda ord som passar: {$words}
hyphens-restored = {$count} ord hade tappat ett bindestreck och återställdes: {$words}
letters-not-told = {$count} ord har bokstäver som filen inte anger, och står utan dem

## Copies of a report

same-bytes = filen har samma innehåll som {$first}, och raderna för båda står en gång, under det namnet
same-bytes-failed = filen har samma innehåll som {$failed}, som inte lästes i den här körningen; raderna för båda står under det här namnet
perhaps-same-report = {$source} har samma organisation, typ och år, och av de siffror som båda anger är {$equal} av {$shared} lika: om de är en och samma rapport räknas den två gånger
same-report-counted-there = den innehåller samma rapport som {$source}, och det är den som räknas
same-report-counted-here = samma rapport finns i {$sources}: det är den här som räknas
newer-another = en annan
superseded = en senare version av rapporten finns i {$source} ({$why}), och det är den som räknas
supersedes = det är en senare version ({$why}) av rapporten i {$source}: det är den här som räknas
newer-by-title = enligt titelsidan
newer-by-date = enligt datumet
newer-by-figures = enligt siffrorna

## Tables and text

page-repeated = sidan är sidan {$number} en gång till, och innehållet tas med en gång
values-unclaimed = {$count} { $count ->
        [one] rad
       *[other] rader
    } med siffror i kolumner står inte i någon tabell
table-too-wide = tabellen har fler än {$most} kolumner; resten av varje rad står i den sista
word-doubtful = "{$pieces}" kan vara ett ord eller flera; cellen har den troligare läsningen
text-run-on = hela sidor löper på en rad: tabeller går inte att skilja från text, och sådana texter tappar siffror
table-as-well = tabellen läses som {$kind}; den kunde lika gärna vara {$second}
table-outlier = tabellen är satt som tabellerna av slaget {$other} och läses som {$kind}
table-lacks-columns = tabellen av slaget {$kind} har ingen av kolumnerna {$columns}
columns-mean-the-same = kolumnerna {$columns} i tabellen betyder samma sak; vilken som gör det framgår inte
figures-like-indicators = siffrorna i tabellen liknar indikatorers; de står som en tabell av annat slag och inte som pengar
figures-glued = {$free} siffror stod utan mellanrum och skildes åt
table-widened = tabellen fortsätter åt höger på den här sidan utan namnen på sina {$count} rader: de sattes ihop i ordning
recognised-figure = "{$raw}" för "{$label}" texttolkades ur en bild, med säkerheten {$confidence} av 100
columns-of-row = det gick inte att avgöra vilka kolumner siffrorna för "{$label}" hör till
row-without-label = en rad i en tabell har siffror men ingen etikett
no-column-label = ingen kolumn i tabellen har någon rubrik: det gick inte att avgöra vad siffrorna är

## Goals

marker-unknown = "{$words}" står där en markör för måluppfyllelse brukar stå men är ingen känd
title-uncertain = etiketten "{$label}" har en titel vars slut inte framgår
goal-without-title = etiketten "{$label}" följs inte av någon titel
lone-colour = målet har en markering med en färg ({$evidence}) men inga ord; det får vad färgen står för på andra ställen
read-as-nearly = läst som {$best}, men det talar nästan lika mycket för {$second}

## Indicators

no-row-below-header = ett tabellhuvud för indikatorer har ingen rad som gick att sätta ihop; det som följer står som text
indicator-column-read-as = ingen kolumn i en indikatortabell heter "{$label}"; den läses som den som står där i de andra tabellerna, och dess värden är osäkra
indicator-column-unknown = ingen kolumn i en indikatortabell heter "{$label}"
values-of-whom = det gick inte att avgöra vilka värden som hör till "{$label}"
marks-differ = markeringarna på raden säger olika saker; den första gäller
indicator-row-without-name = en rad i en indikatortabell har värden men inget namn
column-of-what = det gick inte att avgöra vilken kolumn "{$raw}" hör till

## Activities

activity-of-whom = det gick inte att avgöra vilken aktivitet "{$row}" hör till
activity-column-unknown = ingen kolumn i en aktivitetstabell heter "{$label}"
no-date = "{$text}" är inget datum på formen ÅÅÅÅ-MM-DD och står som det är tryckt

## Figures

unit-differs = {$part} är en del av {$whole} och har en annan enhet
count-not-whole = "{$raw}" för "{$label}" är inget heltal, och det är antal
reading-thousands = punkten kunde också vara ett decimaltecken
reading-red = den är tryckt i rött, som det som är under noll ofta är
reading-point = punkten kunde också skilja tusental
reading-minus-behind = minustecknet efter siffran lästes som dess tecken
reading-parentheses = parentesen lästes som ett minus
reading-symbols = siffrorna är tecken ur ett symboltypsnitt
number-doubtful = "{$raw}" för "{$label}" lästes som {$number}: {$how}
number-unread = "{$raw}" för "{$label}" gick inte att läsa som ett tal och står som det är tryckt

## What a line may be

label-body = löpande text
label-item = en punkt i en lista
label-heading = en rubrik
label-section = ett avsnitt
label-goal = en måletikett
label-title = en måltitel
label-marker = en markör för måluppfyllelse
label-contents = en rad i innehållsförteckningen
label-furniture = ett sidhuvud eller en sidfot

## Parts that are missing

headings-missing-between = innehållsförteckningen har {$count} rubriker i rad som inte finns i texten: en del av rapporten saknas
headings-missing-behind = innehållsförteckningen har {$count} { $count ->
        [one] rubrik
       *[other] rubriker
    } efter den sista som finns i texten: en del av rapporten saknas
page-numbers-jump = efter sidan {$before} av {$of} kommer sidan {$after}: det som stod emellan saknas
page-numbers-end = sidorna räknas till {$of}, och den sista som är tryckt är {$last}: det som stod efter den saknas
marks-not-closed = de märken som texten börjar med avslutas inte: texten slutar före sitt slut
marks-without-partner = en del märken som ska stå i par saknar sin motsvarighet: en del av texten saknas eller är skadad
ends-within-line = filen slutar mitt i en rad, och kanske före rapportens slut
zeros-in-text = {$characters} nolltecken står i texten, på {$places} { $places ->
        [one] ställe
       *[other] ställen
    }: det som stod där är förlorat
controls-in-text = {$characters} styrtecken står i texten, på {$places} { $places ->
        [one] ställe
       *[other] ställen
    }: det som stod där är förlorat
letters-all-one = {$characters} likadana bokstäver står i rad i texten, på {$places} { $places ->
        [one] ställe
       *[other] ställen
    }: det som stod där är förlorat
bytes-before-archive = {$count} byte står före det som filen räknar upp: en annan fil, eller en del av den här som har gått förlorad
watermark-left-out = ett ord som är tryckt över texten om och om igen är en vattenstämpel och utelämnas
