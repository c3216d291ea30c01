## Why a file or a run stopped

error-no-such-input = filen eller mappen finns inte: {$path}
error-unreadable = det går inte att läsa {$path}: {$source}
error-nothing-to-read = ingen PDF- eller textfil hittades i {$named}
error-only-output = allt som hittades ligger i utdatamappen {$path}, som inte läses som indata: ange en annan mapp med --output
error-empty-file = filen är tom
error-web-page = filen heter som en PDF men är en webbsida eller ett svar från en server, till exempel en som ber om inloggning: hämta själva dokumentet och ange det
error-foreign = det går inte att skriva i {$folder}: {$name} finns där, och {$reason}; ange en annan mapp, eller låt filen ersättas med --force
error-no-folder = det går inte att skriva i {$path}: det är en länk eller ingen mapp, och den följs inte
error-is-input = det går inte att skriva över {$path}: filen är indata i den här körningen; ange en annan mapp med --output
error-fewer = {$folder} innehåller {$held} dokument och skulle innehålla {$would_hold}: lägg till --add för att behålla dem som finns där, eller --replace om det ska bli färre
error-other-answer = {$folder} innehåller svaret från {$command} på en annan fråga: ange en annan mapp, eller lägg till --replace
error-half-made = en körning avbröts medan den lade sina filer i {$folder}: {$reason}
error-password-needed = PDF-filen kräver ett lösenord
error-password-wrong = PDF-filen kräver ett lösenord, och det som angavs öppnar den inte
error-pdf-broken = PDF-filen går inte att öppna: {$reason}
error-pdf-without-text = PDF-filen innehåller ingen text: den verkar vara inskannad och behöver texttolkas (OCR) först
error-no-recogniser = PDF-filen innehåller ingen text: den verkar vara inskannad. {$reason}
error-archive-broken = filen går inte att öppna: {$reason}
error-unpacking = {$part} i filen är större än {$megabytes} MB när den packas upp
error-not-read = filen är {$what}, som inte läses: {$remedy}
error-file-too-large = filen är på {$bytes} byte, mer än gränsen {$limit}
error-not-a-file = det är ingen vanlig fil
error-changing = filen ändras medan den läses
error-swelling = en dataström i PDF-filen är större än {$megabytes} MB när den packas upp
error-huge-picture = en bild i PDF-filen är mycket större inuti än vad dokumentet anger
error-endless-codes = ett typsnitt i PDF-filen anger bredden på fler tecken än det finns
error-too-slow = läsningen tog längre tid än de {$seconds} s som ett dokument får ta
error-too-much-memory = läsningen krävde mer minne än de {$megabytes} MB som ett dokument får ta
error-stack-overflow = läsningen avbröts inne i programmet: dokumentet är nästlat i för många nivåer (stacken tog slut)
error-worker-died = läsningen avbröts inne i programmet: läsprocessen avslutades ({$reason})
error-worker-killed = läsprocessen avslutades utifrån ({$reason}), varje gång den fick dokumentet
error-too-little-memory = läsningen krävde mer minne än de {$megabytes} MB som systemet ger en läsprocess
error-no-thread = det går inte att starta en tråd: {$source}
error-no-worker = det går inte att starta en läsprocess: {$source}
error-no-job = uppdraget går inte att läsa: {$reason}
error-in-use = en annan körning skriver i {$path}
error-no-manifest = {$path} går inte att kontrollera: {$reason}
error-no-output = {$path} är ingen mapp som utfall extract har skrivit
error-table-unusable = {$path} går inte att läsa: {$reason}
error-grammar = grammatiken {$at}: {$reason}
error-unwritable = det går inte att skriva {$path}: {$source}
error-internal = läsningen avbröts inne i programmet: {$reason}

## Why something stopped

run-again = kör samma extract igen
more-bytes = den är större än {$most} byte
no-csv = den har ingen CSV, som är det som läses: kör extract med --format csv
no-column = den har ingen kolumn {$missing}: en annan version av programmet har skrivit den; kör extract igen
no-reason = inget skäl angavs
was-stopped = den stoppades
no-pipes = den saknar rör för in- och utdata
folder-in-place = det ligger en mapp på dess plats
it-was-skipped = {$why}; den hoppades över

## What is not read in a folder

trouble-link = en symbolisk länk i en mapp följs inte
trouble-too-deep = mappen ligger under fler än {$deepest} andra och lästes inte
trouble-nothing-within = det är ett arkiv eller ett mejl, och det finns ingen fil i det
trouble-container = det är ett arkiv eller ett mejl: { $count ->
        [one] filen
       *[other] de {$count} filerna
    } i det läses var för sig
trouble-unreadable = mappen går inte att läsa: {$reason}
mail-too-large = mejlet är större än {$megabytes} MB
mail-unreadable = mejlet går inte att läsa: {$error}
mail-parts = mejlet har delar i delar, fler än {$most_borders}
mail-not-decoded = den går inte att avkoda: {$error}
container-too-deep = den ligger i fler än {$deepest} arkiv, det ena i det andra, och öppnades inte
not-unpacked = den går inte att packa upp: {$error}
name-leads-out = dess namn leder ut ur arkivet
unpacked-too-large = den är större än {$largest} MB när den packas upp
containers-hold = arkiven i körningen innehåller fler än {$most_members} filer
container-holds = innehållet i arkivet är större än {$most} MB när det packas upp
archive-unopened = arkivet går inte att öppna: {$error}
archive-lists = arkivet listar fler än {$most_entries} filer
needs-password = den kräver ett lösenord

## Recognition of pictures

tesseract-not-there = Tesseract, som texttolkar bilder, finns inte: installera paketen tesseract-ocr och tesseract-ocr-script-latn
tesseract-no-model = Tesseract finns, men inte dess modell för latinska bokstäver: installera paketet tesseract-ocr-script-latn
tesseract-only = Tesseract har bara modellerna {$models}, som tappar tecken som %: installera paketet tesseract-ocr-script-latn
tesseract-not-run = Tesseract går inte att köra: {$error}
tesseract-slow = texttolkningen av sidan tog längre tid än {$seconds} s
tesseract-no-words = Tesseract avslutades utan ord ({$status})
draw-not-opened = PDF-filen går inte att öppna för att ritas
draw-not-found = sidan går inte att hitta för att ritas
draw-no-size = sidan har ingen storlek
recognition-stopped = texttolkningen avbröts
scan-no-thread = det går inte att starta en tråd: {$error}
drawing-stopped = det avbröts medan sidan ritades
drawing-slow = det tog längre tid än {$seconds} s att rita sidan

## Why a PDF or a page could not be read

reader-stopped-with = läsaren avbröts: {$text}
reader-stopped = läsaren avbröts
objects-unread = dess objekt går inte att läsa ({$reason})
content-not-decoded = dess innehåll går inte att avkoda
encryption-unknown = dess kryptering är av okänt slag
encryption-damaged = dess kryptering är skadad
nothing-found-in-pdf = varken dess innehållsförteckning eller dess objekt går att hitta

## What a file is that is not read

format-unknown = filen är varken PDF eller text ({$format})
format-known = filen är varken PDF eller text utan {$what} ({$format}): {$cure}
format-zip = ett zip-arkiv
format-gzip = ett gzip-arkiv
format-7z = ett 7z-arkiv
format-pptx = en presentation
format-epub = en e-bok
format-mail = ett mejl
format-mhtml = en sparad webbsida
format-picture = en bild
format-unpack = packa upp den och ange filerna i den
format-save = spara den som PDF och ange den
format-save-attached = spara bilagan och ange den
format-print = öppna den i en webbläsare, skriv ut den som PDF och ange den
format-recognise = den behöver texttolkas (OCR) till text eller PDF först
not-read-doc = ett Word-dokument från 1997–2003 (doc)
not-read-rtf = ett dokument i RTF
not-read-xls = en arbetsbok från 1997–2003 (xls)
not-read-ppt = en presentation från 1997–2003 (ppt)
not-read-msg = ett Outlook-meddelande (msg)
not-read-encrypted = en Office-fil med lösenord
not-read-old = en Office-fil från 1997–2003
not-read-xlsb = en arbetsbok i binär form (xlsb)
not-read-save-as-docx = spara den som DOCX eller PDF
not-read-save-as-xlsx-or-pdf = spara den som XLSX eller PDF
not-read-save-as-xlsx = spara den som XLSX
not-read-save-as-pdf = spara den som PDF
not-read-save-attached = spara det som är bifogat
not-read-save-without = spara den utan lösenord
foreign-no-list = det är ingen förteckning över vad en körning har lämnat
foreign-link = det är en länk
foreign-no-file = det är ingen fil
foreign-nobody = ingen körning har lämnat den där
foreign-changed = den har ändrats sedan en körning lämnade den där
not-read-opendocument = en OpenDocument-fil med lösenord

## What the system says

system-numbered = {$text} (systemfel {$number})
system-other = systemet nekar (systemfel {$number})
system-not-found = filen eller mappen finns inte
system-permission-denied = åtkomst nekad
system-already-exists = den finns redan
system-storage-full = disken är full
system-read-only = filsystemet är skrivskyddat
system-is-a-folder = det är en mapp
system-not-a-folder = det är ingen mapp
system-folder-not-empty = mappen är inte tom
system-file-too-large = filen är för stor
system-invalid-name = filnamnet går inte att använda
system-unexpected-end = filen slutar för tidigt
system-out-of-memory = minnet räcker inte
system-invalid-data = innehållet är inte giltigt
system-interrupted = det avbröts
system-broken-pipe = mottagaren har slutat läsa
system-timed-out = det tog för lång tid
system-busy = den är upptagen

## Limits that a document reaches

too-many-parts = den räknar upp {$count} delar, fler än {$most}
reading-took-longer = läsningen tog längre tid än {$seconds} s
too-many-characters = sidan har fler än {$most} tecken
too-many-segments = sidan har fler än {$most} linjesegment
