## What pages say

page-no-value = uppgift saknas
page-points = Värden med länk till källan
page-lines = Utveckling över åren
page-multiples = Var för sig
page-multiples-lead = Alla små diagram har samma axlar. De övriga linjerna står i grått bakom.
page-own-axes = Egen skala i varje diagram
page-other-size = KF:s årsmål är av en annan storlek än värdena och ritas därför inte. Det står i tabellen.
page-table = Tabell
page-table-lead = Varje värde leder till raden bland källorna där det står var det är hämtat. Ett streck är en uppgift som saknas, aldrig noll.
page-row-head = Serie
page-sources = Källor
page-sources-caption = Var varje värde står tryckt
page-skip-to-table = Hoppa till tabellen
page-contents = Innehåll
page-notes = Att tänka på
page-warning = Varning: {""}
page-breaks = Brott i serien
page-documents = Dokument bakom värdena
page-years = År
page-no-values = Det finns inga värden att rita.
page-many-lines = Linjerna är för många för att skiljas åt och står i grått; de små diagrammen nedan visar dem var för sig.
page-scroll = Diagram, kan rullas i sidled
page-scroll-table = Tabell, kan rullas i sidled
page-rows = Rader
page-nothing = Inget hittades.
page-yes = ja
page-measure = Mått
page-reports = Ur
page-kind = Slag
page-share = andel eller medelvärde, summeras aldrig
page-language = sv
page-doubtful = Tveksamt värde: sambanden mellan talen i rapporten går inte ihop. Punkten är ofylld.
page-start = Inlästa rapporter
page-looks = Behöver ses över
page-looks-lead = Vad som är värt att titta på, filen där det står och kommandot som visar det
page-troubles = Filer som inte kunde läsas helt
page-coverage = Rapporter per organisation och år
page-coverage-lead = Inom parentes står rapporter som saknas mellan den första och den sista av sitt slag.
page-body = Organisation
page-missing = saknas
page-files = Filer i mappen
page-billions = miljarder
page-millions = miljoner
page-comparisons = Jämförelse av {$count} { $count ->
        [one] indikator
       *[other] indikatorer
    }
page-and-more = {""} och {$count} till
page-place-page = sida {$at}
page-place-line = rad {$at}
page-of-the-city = {$name} (stadens)
page-per-cent = Procent
page-axis-cut = (axeln börjar inte vid noll)
page-line-chart = Linjediagram med {$count} { $count ->
        [one] linje
       *[other] linjer
    }
page-lines-years = {""} över åren {$first}–{$last}
page-lines-axis = . Axeln går från {$low} till {$high}. Där linjen har ett glapp saknas uppgift eller är serien bruten. Alla värden står i tabellen.
page-in-year = {$value} år {$year}
page-from-to = Från {$first} till {$last}
page-least-most = . Lägst {$least}, högst {$most}.
page-year = Året {$year}
page-bars = Stapeldiagram med {$count} { $count ->
        [one] stapel
       *[other] staplar
    }, den högsta överst. Axeln går från {$low} till {$high}. Alla värden står i tabellen.
page-sources-counted = {$count} { $count ->
        [one] källa
       *[other] källor
    }
page-break = Brott {$number}
page-break-from = {$name}, från {$year}: {""}
page-city-target = Den fint streckade trappan är KF:s årsmål, som gäller hela staden.
page-own-target = Den prickade trappan (i staplarna ett svart streck) är det egna årsmålet.
page-more = … och {$count} till, se documents.csv.

## Headings of tables on pages

head-value = Värde
head-document = Dokument
head-file = Fil
head-page = Sida
head-line = Rad
head-as-printed = Som det står
head-data = Data
head-what = Vad
head-number = Antal
head-command = Kommando
head-status = Status
head-reason = Skäl
head-body = Organ
head-goal = Mål
head-remark = Anmärkning

## Words for figures

measure-outcome = utfall
measure-forecast = prognos
measure-target = årsmål
measure-city-target = KF:s årsmål
sex-all = alla
sex-women = kvinnor
sex-men = män

## What the start page counts

counted-ok = Lästa dokument
counted-partial = Delvis lästa
counted-failed = Inte lästa
counted-skipped = Inga rapporter
counted-goals = Mål
counted-indicators = Indikatorer
counted-observations = Värden
counted-activities = Aktiviteter
counted-tables = Tabeller
counted-paragraphs = Stycken
page-look-unread = Dokument som inte kunde läsas, eller bara delvis
page-look-homeless = Dokument från en okänd organisation
page-look-doubts = Tabeller eller kolumner som är tveksamma
page-look-unreadable = Siffror som är olästa eller tveksamma
page-look-relations = Summor som inte går ihop
page-look-missing = Rapporter som saknas mellan den första och den sista
page-look-revised = Utfall som rapporter anger olika
page-look-renamed = Namnpar som kan vara samma indikator
page-look-skipped = Filer som inte är rapporter

## What the page of goals says

goals-page-title = Måluppfyllelse
goals-page-reports = Ur
goals-page-goals = Mål
goals-page-copies = Avskrifter som inte räknas
goals-page-no-marker = Inget mål på den här nivån har någon markör.
goals-page-once = Varje mål räknas en gång per organ och år. Stadens och nämndens mål som enheterna skriver av räknas inte igen: nämndens egen rapport gäller, och finns den inte gäller enheternas om de säger samma sak.
goals-page-no-grade = Ingen bedömning är inte detsamma som ej uppfyllt.
goals-page-forecast = Markören i en tertialrapport är en prognos för hela året, inte ett utfall.
goals-page-city-goals = Stadens mål, organ för organ
goals-page-folded = Tryck på en rad för att se vad som står bakom den.
goals-page-of-bodies = {$goals} mål, {$bodies} organ
goals-page-body = Organ
goals-page-sources = Alla mål
goals-page-nothing = Det finns inga mål att visa.
goals-page-no-goal = målet finns inte
goals-page-perhaps-copies = {$count} mål står med samma rubrik i rapporter från enheter vars stadsdel inte är känd. De kan vara avskrifter av ett och samma mål.

## What is said of a goal

verdict-whole = uppfylls helt
verdict-partly = uppfylls delvis
verdict-not = uppfylls ej
verdict-none = ingen bedömning
verdict-unmarked = utan markör
verdict-differing = skiljer sig åt

## Levels of goals

level-direction = inriktningsmål
level-area = verksamhetsområdesmål
level-committee = nämndmål
level-unit = enhetsmål
level-commitment = åtagande

## What columns and answers are called on pages

heading-missing = Rapporter som saknas
heading-revisions = Siffror som rapporter anger olika
heading-budget = Budget
heading-activities = Aktiviteter
heading-profile = Profil
heading-rank = Plats
heading-search = Sökning
heading-indicators = Indikatorer
heading-organisation = Organisation
heading-organisation-id = Organisationens id
heading-district = Stadsdel
heading-year = År
heading-doc-type = Dokumenttyp
heading-document-id = Dokument
heading-documents = Dokument
heading-source = Fil
heading-page = Sida
heading-line = Rad
heading-name = Namn
heading-start = Start
heading-end = Slut
heading-deviation = Avvikelse
heading-comment = Kommentar
heading-row-label = Rad i tabellen
heading-row-role = Radens roll
heading-row-parent = Hör till
heading-utfall = Utfall
heading-prognos = Prognos
heading-avvikelse = Avvikelse
heading-several = I flera kolumner
heading-doubtful = Tveksam
heading-caption = Tabell
heading-table-id = Tabellens id
heading-breakdown = Uppdelning
heading-measure = Mått
heading-sex = Kön
heading-period = Period
heading-values = Värden
heading-reports = Rapporter
heading-series-id = Serie
heading-outcome = Utfall
heading-unit = Enhet
heading-target = Eget mål
heading-city-target = KF:s årsmål
heading-outcome-source = Hämtat ur
heading-revised = Ändrad senare
heading-outcome-document-id = Dokument
heading-outcome-page = Sida
heading-outcome-line = Rad
heading-part = Del
heading-said = Vad som sägs
heading-found-in = Hittat i
heading-heading = Rubrik
heading-text = Text
heading-indicator = Indikator
heading-first-outcome-year = Första utfall
heading-last-outcome-year = Sista utfall
heading-outcome-years = År med utfall
heading-names = Alla namn
heading-periods = Perioder
heading-by-year = Organisationer per år
heading-by-district = År per stadsdel
heading-by-other-body = År per annan organisation
heading-bodies = Organisationer
heading-districts = Stadsdelar
heading-level = Nivå
heading-body = Organisation
heading-goal = Mål
heading-goals = Mål
heading-helt = Helt
heading-delvis = Delvis
heading-ej = Ej
heading-ingen = Ingen
heading-no-marker = Utan markör
heading-differing = Skiljer sig
heading-copies = Avskrifter
answer-budget = Budget och avvikelse
answer-rank = Rangordning
