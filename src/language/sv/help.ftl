# Hjälptexter. De engelska står vid varje kommando och flagga i programmet; ett test ser till att inget saknas här.

## Rubriker och ord i hjälpen

help-usage = Användning
help-commands = Kommandon
help-arguments = Argument
help-options = Flaggor
help-options-in-usage = FLAGGOR
help-command-in-usage = KOMMANDO
help-default = [förval: {$values}]
help-possible = [möjliga värden: {$values}]
help-possible-heading = Möjliga värden:
help-print-help = Skriv ut hjälp
help-print-version = Skriv ut versionen
help-print-command-help = Skriv ut hjälp om programmet eller om ett kommando

help-name-dir = MAPP
help-name-command = KOMMANDO
help-name-output-dir = UTDATAMAPP
help-name-input = INDATA
help-name-name = NAMN
help-name-table = TABELL
help-name-n = N
help-name-mb = MB
help-name-format = FORMAT
help-name-dialect = DIALEKT
help-name-column = KOLUMN
help-name-contacts = VAL
help-name-isolation = VAL
help-name-ocr = VAL
help-name-series = SERIE
help-name-measure = MÅTT
help-name-sex = KÖN
help-name-year = ÅR
help-name-type = TYP
help-name-text = TEXT
help-name-file = FIL
help-name-file-page = FIL[:SIDA]
help-name-word = ORD
help-name-district = STADSDEL
help-name-level = NIVÅ
help-name-language = SPRÅK
help-name-stage = STEG
help-name-by = VAL
help-name-shell = SKAL

## Kommandon

help-command-utfall = Läser Stockholms stads styrdokument (VP, T1, T2, VB) och lämnar tabeller som går att lita på.
help-command-extract = Läs rapporter och skriv deras mål, indikatorer, aktiviteter, tabeller och text som CSV och JSON
help-command-worker = Läs de filer som andra program anger, ett JSON-uppdrag per rad, och svara på vart och ett med en rad
help-command-verify = Kontrollera att en utdatamapp är hel och hör ihop med sina indata
help-command-check = Visa de samband mellan siffror i en utdatamapp som inte stämmer
help-command-compare = Ställ en indikator bredvid sig själv över stadsdelar, organisationer och år
help-command-indicators = Lista indikatorerna i en utdatamapp, med de år och stadsdelar som har dem
help-command-goals = Räkna målen i en utdatamapp efter måluppfyllelse, varje mål en gång
help-command-missing = Lista de rapporter som saknas mellan den första och den sista av sitt slag
help-command-revisions = Lista de siffror som rapporter anger olika
help-command-budget = Lista budget, utfall och avvikelse per organisation och år
help-command-activities = Lista aktiviteter och vad som avviker
help-command-profile = Visa allt om en stadsdel över åren
help-command-rank = Ordna organisationer efter en indikators utfall ett visst år
help-command-search = Sök ord i mål, indikatorer, aktiviteter, tabeller och löpande text
help-command-show = Visa vad ett steg gjorde av en fil, med platser: för att hitta var en siffra blev fel
help-command-dictionary = Skriv ut datalexikonet (vad filer, kolumner och koder betyder)
help-command-completions = Skriv ut kompletteringar för ett skal
help-command-man = Skriv ut manualsidan för programmet eller för ett av dess kommandon
help-arg-man-of = Kommandot

help-after-extract =
    Slutkod: 0 alla dokument är lästa (det som är tveksamt i ett dokument står i diagnostics.csv och visas av utfall check); 1 körningen är färdig, men några dokument är delvis lästa eller inte lästa; 2 den kunde inte starta eller skriva, eller hittade ingen PDF- eller textfil; 130 den avbröts, och samma kommando fortsätter där den slutade.

    Inget ersätts eller tas bort i MAPP utom det som dess manifest.json förtecknar, och det bara om det inte har ändrats sedan dess; länkar där följs inte. Alla filer läggs på plats tillsammans när körningen är klar: en körning som slutar tidigare lämnar de gamla orörda.

    Dokument läses i egna processer, så att ett dokument som kraschar, hänger sig eller tar för mycket minne bara blir en rad med status failed. En körning med högst 20 filer läser själv texter på upp till 512 kB, vilket går fortare. --isolation bestämmer något annat.

    Exempel:
      utfall extract rapporter/
      utfall extract 2017-vb.pdf 2018-t1.txt --output tabeller
      utfall extract rapporter/ --format csv,xlsx --csv-dialect excel-sv
      curl -s https://example.se/vb.pdf | utfall extract - --output - --table observations
help-after-worker =
    En rad på standard in är ett uppdrag, ett JSON-objekt:
      path      filen (behövs)
      id        vad som helst; kommer tillbaka med svaret
      source    vad tabellerna kallar den [förval: filens namn]
      found     true: en fil som varken är PDF eller text blir `skipped`, och inte `failed`
      password  prövas för en PDF som inte öppnas utan
      escaped   true: i `path` är % och två hexadecimala siffror en byte (för namn som inte är UTF-8)

    Varje uppdrag får precis en rad på standard ut, i uppdragens ordning, också om filen kraschar, hänger eller äter upp processen som läser den; en sådan process byts ut. Ett svar är ett JSON-objekt med id (om uppdraget hade ett), source, document_id, sha256, status (ok, partial, failed, skipped), error, machine (true där maskinen är skulden till att det misslyckades, och ett nytt försök kan gå annorlunda), pages, codes (anmärkningar per kod), lines och claimed (vart raderna tog vägen), tables och document. `tables` har för varje CSV-fil i `utfall dictionary`, utom dem som alla dokument utgör tillsammans, en lista med rader, var och en en lista med fält i kolumnernas ordning; `document` är innehållet i documents/<document_id>.json. En rad som inte är något uppdrag besvaras med status failed.

    Sista raden är {"{"}"end":true,"answers":N{"}"}. Utan den, eller med ett annat N än antalet uppdrag, saknas svar.

    Slutkod: 0 alla uppdrag är besvarade, vad svaren än säger; 2 det gick inte att starta eller skriva; 130 det avbröts.

    Exempel:
      echo '{"{"}"id":1,"path":"2017-vb.pdf"{"}"}' | utfall worker
help-after-verify = Slutkod: 0 mappen och dess indata är som körningen lämnade dem; 1 något skiljer sig, och det anges; 2 mappen har inget manifest som går att läsa.
help-after-check =
    Slutkod: 0 alla samband stämmer, eller det finns inga; 1 några stämmer inte; 2 mappen gick inte att läsa.

    Exempel:
      utfall check tabeller
help-after-compare =
    Antal för stadsdelar som har slagits ihop läggs samman om alla har ett värde. Andelar vägs aldrig ihop: cellen är tom och säger varför. Siffror för en del av året står aldrig bredvid dem för ett helt år, en enhets siffra är aldrig stadsdelens, och en lucka fylls bara ur nästa rapports kolumn för året, vilket raden säger.

    Slutkod: 0 något hittades; 1 inget hittades, eller orden kan betyda flera serier, som listas; 2 mappen gick inte att läsa, eller inget gick att skriva.

    Exempel:
      utfall compare tabeller --series "sjukfranvaro dag"
      utfall compare tabeller --series sjukfranvaro --by organisation --from 2014 --to 2019
      utfall compare tabeller --series sjukfranvaro --district Farsta --sex each --wide --format csv
      utfall compare tabeller --all --format json --output jämförelse
help-after-indicators =
    De indikatorer som flest organisationer har flest år kommer först. Organisationer och år gäller utfall; siffror av alla mått räknas.

    Slutkod: 0 något hittades; 1 inget hittades; 2 mappen gick inte att läsa.

    Exempel:
      utfall indicators tabeller
      utfall indicators tabeller sommarjobb --by district
      utfall indicators tabeller --district Farsta --from 2016 --format csv
help-after-goals =
    Varje mål räknas en gång för sin organisation, sitt år och sitt slags rapport. Stadens och nämndens mål som stadsdelens enheter skriver av är avskrifter: nämndens rapport avgör, och finns den inte gäller enheternas, om de säger samma sak. `ingen` är en markör som säger att det inte finns någon bedömning; `no-marker` är ingen markör alls; i `differing` säger likvärdiga rapporter emot varandra. En markör i T1 och T2 är en prognos.

    Slutkod: 0 något hittades; 1 inget hittades; 2 mappen gick inte att läsa, eller inget gick att skriva.

    Exempel:
      utfall goals tabeller
      utfall goals tabeller trygg --by district
      utfall goals tabeller --fulfilment ej
      utfall goals tabeller --output mål
help-after-revisions =
    Slutkod: 0 något hittades; 1 inget hittades; 2 mappen gick inte att läsa.

    Exempel:
      utfall revisions tabeller
      utfall revisions tabeller sjukfranvaro --all
help-after-budget =
    Belopp är i kronor, med det tecken som är tryckt. Ett mått som en rad har i flera kolumner står i cells.csv.

    Slutkod: 0 något hittades; 1 inget hittades; 2 mappen gick inte att läsa.

    Exempel:
      utfall budget tabeller --totals --doc-type VB
      utfall budget tabeller drift --district Farsta
help-after-activities =
    Slutkod: 0 något hittades; 1 inget hittades; 2 mappen gick inte att läsa.

    Exempel:
      utfall activities tabeller --deviating
      utfall activities tabeller utbildning --from 2016
help-after-profile =
    Slutkod: 0 något hittades; 1 inget hittades; 2 mappen gick inte att läsa.

    Exempel:
      utfall profile tabeller Farsta --from 2016 --output farsta
help-after-rank =
    Helårsutfall rangordnas, så som de står i observations_annual.

    Slutkod: 0 något hittades; 1 inget hittades, eller en människa måste välja; 2 mappen gick inte att läsa.

    Exempel:
      utfall rank tabeller "sjukfranvaro dag" --year 2017 --ascending
help-after-show =
    Slutkod: 0 det är utskrivet (i steget records också varför ett dokument inte kunde läsas); 2 filen, sidan eller steget gick inte att läsa.

    Exempel:
      utfall show 2017-vb.pdf:2 --stage pages

## Argument och flaggor

help-arg-lang = Språket i allt som programmet säger [förval: UTFALL_LANG, annars systemets språk]
help-arg-inputs = Filer och mappar; mappar gås igenom, PDF och text känns igen på innehållet; - är standard in
help-arg-stdin-name = Vad tabellerna kallar det som kommer från standard in [förval: stdin]
help-arg-output = Lämna svaret som CSV, JSON, arbetsbok och sida i den här mappen i stället för att skriva ut det
help-arg-extract-output = Var tabellerna skrivs; - är standard ut, som då får raderna som NDJSON och inget annat
help-arg-tables = Tabeller vars rader går till standard ut [förval: alla]
help-arg-jobs = Dokument som läses samtidigt; resultatet är detsamma för alla antal [förval: ett för varje processor]
help-arg-formats = Format för tabellerna; json är en fil för varje dokument
help-arg-csv-dialect = Hur CSV skrivs: för program, eller för att dubbelklickas i ett svenskt kalkylprogram
help-arg-partition-by = Dela de Parquet-tabeller som har dessa kolumner i mappar efter dem
help-arg-grammars = Mapp med grammatikfiler som ersätter de inbyggda med samma namn
help-arg-password = Lösenord för PDF-filer som kräver ett
help-arg-password-file = Fil vars första rad är lösenordet
help-arg-max-pages = Högsta antal sidor som läses i ett dokument
help-arg-seconds-per-page = Sekunder för en sida i en PDF; en sida som tar längre tid ges upp
help-arg-max-megabytes = Största fil som läses, i megabyte
help-arg-max-text-megabytes = Största text som läses, i megabyte
help-arg-second-reader = Läs varje sida i en PDF också med en andra läsare, och ange de sidor där de två såg olika tecken
help-arg-ocr = Vilka sidor i PDF-filer som Tesseract texttolkar ur sina bilder
help-arg-seconds-per-document = Sekunder för ett dokument; ett som tar längre tid blir inte läst
help-arg-memory-per-document = Megabyte minne som en läsprocess får ta för ett dokument (på Linux och andra Unix-system)
help-arg-contacts = Telefonnummer och e-postadresser, och tjänstemäns namn på titelsidan och i underskrifter
help-arg-max-depth = Hur många mappar djupt i varandra som gås igenom
help-arg-verify-max-depth = Hur många mappar djupt i varandra som gås igenom, som för körningen
help-arg-isolation = Var dokument läses: i egna processer, i den här, eller i egna processer utom några få korta texter
help-arg-add = Läs på nytt det som MAPP innehåller, tillsammans med de indata som anges nu: mappen kommer att innehålla alla
help-arg-replace = Låt MAPP innehålla färre dokument än förut, eller svaret på en annan fråga
help-arg-force = Ersätt filer i MAPP som har namn som programmets egna och har lämnats eller ändrats av andra
help-arg-fresh = Läs varje dokument på nytt, också dem vars svar en tidigare körning lämnade i MAPP/.utfall-cache
help-arg-retry-failed = Läs de dokument på nytt som en tidigare körning inte kunde läsa
help-arg-quiet = Säg inget utom fel
help-arg-json-progress = Berätta om förloppet som en rad JSON i sekunden på standard fel
help-arg-in-process = Läs i den här processen, som ett dokument kan fälla: för den som vaktar den
help-arg-folder = En mapp som `utfall extract` har skrivit
help-arg-verify-inputs = Indata, om de inte finns där körningen hittade dem
help-arg-rounded = Visa också de summor som stämmer bara för att siffror är avrundade
help-arg-series = Indikatorn: seriens id, hela namnet eller ord ur namnet; får anges flera gånger
help-arg-rank-series = Indikatorn: seriens id, hela namnet eller ord ur namnet
help-arg-all = Alla serier
help-arg-revisions-all = Också mål och prognoser, som ändras utan att vara fel
help-arg-measure = Vad som jämförs: utfall, prognos, årsmål eller kf_årsmål, stadens mål
help-arg-sex = Vem siffrorna gäller: alla (all), kvinnor (women), män (men), eller var och en för sig (each)
help-arg-district = Bara organisationer i den här stadsdelen, med vilken form av namnet som helst; får anges flera gånger
help-arg-compare-district = Bara den här stadsdelen, med vilken form av namnet som helst; får anges flera gånger
help-arg-organisation = Bara den här organisationen, med id, namn eller ord ur namnet; får anges flera gånger
help-arg-from = Första året
help-arg-to = Sista året
help-arg-compare-by = Vad raderna handlar om, och vad som står bredvid varandra i den breda formen
help-arg-indicators-by = Vad som står bredvid varandra i tabellen: antal, år med sina organisationer, stadsdelar med sina år
help-arg-goals-by = Vad som räknas i tabellen: år, stadsdelar eller mål; csv och json har varje mål
help-arg-doc-type = Bara rapporter av det här slaget: VP, T1, T2 eller VB
help-arg-compare-doc-type = Rapporten vars siffror avses: VP, T1, T2 eller VB [förval: årets siffra, VB]
help-arg-indicators-doc-type = Bara siffror ur det här slagets rapporter: VP, T1, T2 eller VB
help-arg-goals-doc-type = Rapportens slag: VP, T1, T2 eller VB
help-arg-division = Stadsdelarna som de var i slutet av det här året, till exempel 2007, 2020 eller 2023 [förval: dagens]
help-arg-wide = En rad för varje stadsdel, med åren bredvid varandra
help-arg-format = Hur svaret skrivs ut [förval: en tabell i en terminal, annars csv]
help-arg-words = Ord som namnet ska innehålla
help-arg-own = Bara indikatorer som inget register känner: varje namn är en egen serie, även om några kan vara omdöpta
help-arg-fulfilment = Bara mål som det här sägs om: helt, delvis, ej, ingen, no-marker eller differing
help-arg-totals = Bara totalsummor och delsummor
help-arg-deviating = Bara de som har en avvikelse
help-arg-whose = Stadsdelen, med vilken form av namnet som helst
help-arg-year = Året
help-arg-level = De organisationer som ställs bredvid varandra: enhet, stadsdelsnämnd eller nämnd
help-arg-ascending = Den lägsta först
help-arg-stage = Steget
help-arg-svg = Skriv i stället ut en sida i en PDF som bild: ord, linjer, fyllningar, ikoner och tabellernas celler
help-arg-why = Skriv i stället ut varför varje tabell lästes som det slag den är: vad som talar för varje slag, och hur starkt
help-arg-file = Filen, med `:SIDA` för en sida i den
help-arg-shell = Skalet

## Värden

help-value-contacts-mask = En mask står i deras ställe
help-value-contacts-keep = De står kvar som de är tryckta
help-value-isolation-auto = I egna processer, utom korta texter i en liten körning
help-value-isolation-always = Alltid i egna processer
help-value-isolation-never = Alltid i en enda process
help-value-ocr-auto = De som saknar text, och de vars text är obegriplig
help-value-ocr-never = Inga
help-value-ocr-always = Alla
help-value-format-csv = Kommaseparerat, UTF-8
help-value-format-json = Ett JSON-värde
help-value-format-table = I raka kolumner, för att läsas
help-value-format-xlsx = En arbetsbok
help-value-compare-by-district = Stadsdelar, med organisationer som inte är en stadsdelsnämnd under dem
help-value-compare-by-organisation = Organisationer så som de har rapporterat
help-value-compare-by-year = År
help-value-compare-by-sex = Kvinnor, män och alla
help-value-indicators-by-count = Antal
help-value-indicators-by-year = Organisationer med ett utfall varje år
help-value-indicators-by-district = År med ett utfall för varje stadsdel: nämndens, eller en uppdelningsrads; och antalet övriga organisationer, till exempel enheter
help-value-goals-by-year = År och nivåer
help-value-goals-by-district = Stadsdelar, enheter med sina namn, och år
help-value-goals-by-goal = Själva målen, över stadsdelar
help-value-stage-pages = Rader av ord med rutor, linjer, fyllningar, ikoner
help-value-stage-blocks = Text, tabeller och sidhuvuden
help-value-stage-finds = Vad varje block är
help-value-stage-records = Den normaliserade formen, som JSON

## Vad som inte går att skriva

help-error = fel: {$text}
help-error-tip = tips: {$text}
help-error-more = Mer hjälp finns med "--help".
help-error-unknown-argument = argumentet "{$argument}" är okänt
help-error-did-you-mean = menade du "{$name}"?
help-error-unknown-command = kommandot "{$command}" är okänt
help-error-no-value = "{$argument}" måste följas av ett värde
help-error-invalid-value = värdet "{$value}" går inte för "{$argument}"
help-error-invalid-value-why = värdet "{$value}" går inte för "{$argument}": {$why}
help-error-not-a-number = det är inget heltal
help-error-out-of-range = talet är för litet eller för stort
help-error-conflict = "{$argument}" kan inte användas tillsammans med {$other}
help-error-conflict-itself = "{$argument}" kan bara anges en gång
help-error-too-many = värdet "{$value}" är ett för mycket för "{$argument}"
help-error-missing = det här måste också anges: {$arguments}
help-error-missing-command = "{$command}" måste följas av ett kommando
help-error-not-utf8 = ett argument är inte giltig UTF-8
help-error-other = det går inte att förstå vad som skrevs
