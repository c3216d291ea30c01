#!/usr/bin/env python3
"""Draws small made-up reports as PDFs with what they say. Standard library only; the same seed gives the same bytes."""

# Widths of the PDF core fonts in thousandths of the type size, for the characters of Windows-1252 that Swedish text uses.
HELVETICA = dict(zip(map(chr, range(32, 127)), [278,278,355,556,556,889,667,191,333,333,389,584,278,333,278,278] + [556]*10 + [278,278,584,584,584,556,1015,
    667,667,722,722,667,611,778,722,278,500,667,556,833,722,778,667,778,722,667,611,722,667,944,667,667,611,278,278,278,469,556,333,
    556,556,500,556,556,278,556,556,222,222,500,222,833,556,556,556,556,333,500,278,556,500,722,500,500,500,334,260,334,584]))
HELVETICA |= {"å":556,"ä":556,"ö":556,"Å":667,"Ä":667,"Ö":778,"é":556,"–":556,"\u00a0":278,"•":350,"±":584,"§":556,"’":222}
HELVETICA_BOLD = dict(zip(map(chr, range(32, 127)), [278,333,474,556,556,889,722,238,333,333,389,584,278,333,278,278] + [556]*10 + [333,333,584,584,584,611,975,
    722,722,722,722,667,611,778,722,278,556,722,611,833,722,778,667,778,722,667,611,722,667,944,667,667,611,333,278,333,584,556,333,
    556,611,556,611,556,333,611,611,278,278,556,278,889,611,611,611,611,389,556,333,611,556,778,556,556,500,389,280,389,584]))
HELVETICA_BOLD |= {"å":556,"ä":556,"ö":611,"Å":722,"Ä":722,"Ö":778,"é":556,"–":556,"\u00a0":278,"•":350,"±":584,"§":556,"’":278}
FONTS = {"helvetica": (HELVETICA, HELVETICA_BOLD, "Helvetica", "Helvetica-Bold")}
GREEN, YELLOW, RED, GREY = (0.1, 0.6, 0.2), (0.95, 0.8, 0.1), (0.8, 0.1, 0.1), (0.6, 0.6, 0.6)
COLOURS = {"grön": GREEN, "gul": YELLOW, "röd": RED, "grå": GREY}
DINGBATS = {"grön": "l", "gul": "u", "röd": "n", "grå": "m"}   # ● ◆ ■ ❍ in ZapfDingbats

BASE = dict(
    font="helvetica", body=11.0, table=8.0, budget=None, header_size=0.0, leading=1.25, left=70, right=525, top=90, bottom=770, width=595, height=842,
    rules="grid", rule_as="line", fill=None, zebra=False, pad=3.0, gap=3.0, valign="top", head_valign="top", figures="left",
    mark="circle", mark_size=None, mark_dy=0.0, mark_at="left", name_label="Indikator", order=None, narrow=False, header_again=True, cut_rows=True,
    title_row=None, group_row=False, stray=False, footer=True, page_header=True, new_page=False, goal_box=None, label_beside=False, marker_at="below",
    contents=True, contents_wrap=False, caption="above", runs="line", spaces=True, sequence="rows", double=False, rotate=0, offset=(0, 0), watermark=False, form=False,
    box_beside=False, number_column=None, empty_last=False, comment_size=0.0, spread=1.0, colour_cells=False, blank="", bold_header=True, stop=True)

UNITS = ["Försörjningsenheten", "Hemtjänstenheten", "Barnenheten", "Socialpsykiatrin", "Ungdomsenheten"]
DISTRICTS = ["Bromma", "Farsta", "Skärholmen", "Spånga-Tensta", "Älvsjö", "Östermalm"]
KF = [("1", "Ett Stockholm som håller samman", [("1.1", "Alla barn i Stockholm har goda och jämlika uppväxtvillkor"), ("1.2", "Tidiga sociala insatser skapar jämlika livschanser för alla")]),
      ("3", "Ett ekonomiskt hållbart Stockholm", [("3.3", "Fler jobbar, har trygga anställningar och försörjer sig själva"), ("3.5", "Stockholms stads ekonomi är långsiktigt hållbar")]),
      ("4", "Ett demokratiskt hållbart Stockholm", [("4.1", "Stockholm är en jämställd stad där makt och resurser fördelas lika"), ("4.2", "Stockholms stad är en bra arbetsgivare med goda arbetsvillkor")])]
OWN = ["Brukarna får stöd som utgår från deras behov", "Barn och unga har en meningsfull fritid", "Hushållen har en stabil boendesituation", "Medarbetarna har en god arbetsmiljö och låg sjukfrånvaro",
       "Handläggningen är rättssäker och sker utan dröjsmål", "Måltiderna är goda, näringsriktiga och serveras i lugn och ro", "Enhetens inköp tar hänsyn till miljö och klimat"]
INDICATORS = [("Andel barn som får stöd i tid", "%"), ("Antal besök på öppna mottagningen", "st"), ("Andel nöjda brukare i hemtjänsten", "%"), ("Andel unga som har en meningsfull fritid i området", "%"),
              ("Sjukfrånvaro dag 1-14", "%"), ("Antal ungdomar som fått sommarjobb i stadens regi", "st"), ("Andel ekologiska livsmedel av de totala livsmedelsinköpen", "%"), ("Genomsnittlig väntetid till första besök", "dagar"),
              ("Andel brukare som upplever trygghet på sitt boende", "%"), ("Index Bra arbetsgivare", ""), ("Elanvändning per kvadratmeter", "kWh/m2"), ("Andel vuxna som är aktuella med ekonomiskt bistånd", "%"),
              ("Antal tillhandahållna platser för feriejobb", "st"), ("Andel anställda på deltid som erbjuds heltid", "%"), ("Andel upphandlingar där krav på miljöhänsyn har ställts", "%"), ("Aktivt Medskapandeindex", "")]
ACTIVITIES = ["Rutiner för samarbete mellan enheterna tas fram", "Alla medarbetare utbildas i lågaffektivt bemötande", "Samverkan med skolan utvecklas genom gemensamma möten", "Enheten inför digital ansökan", "En plan för kompetensutveckling tas fram tillsammans med förvaltningen",
              "Brukarråd hålls varje kvartal", "Lokalerna inventeras med hänsyn till tillgänglighet"]
SUBJECTS = "Enheten|Förvaltningen|Arbetsgruppen|Mottagningen|Ledningen|Samverkansgruppen".split("|")
VERBS = "har under året utvecklat|fortsätter att pröva|följer varje månad upp|har tillsammans med brukarna planerat|arbetar enligt rutiner för|har sett ett ökat behov av".split("|")
OBJECTS = "insatser i hemmet|tidigt stöd till familjer|uppsökande arbete|introduktionen av nyanställda|dokumentation och genomförandeplaner|samarbetet med vårdcentralen".split("|")
ENDS = "vilket har gett goda resultat|och bedömer att målet nås|trots hög belastning under hösten|i enlighet med årets plan|med stöd av den nya handboken|så att fler får hjälp i tid".split("|")
BUDGET = ["Nämnd och administration", "Individ- och familjeomsorg", "Förskoleverksamhet", "Äldreomsorg", "Stöd och service", "Fritid och kultur", "Stadsmiljö", "Ekonomiskt bistånd"]


def sentence(dice):
    return f"{dice.choice(SUBJECTS)} {dice.choice(VERBS)} {dice.choice(OBJECTS)} {dice.choice(ENDS)}."


def swedish(value, decimals):
    text = f"{abs(value):,.{decimals}f}".replace(",", " ").replace(".", ",")
    return ("-" if value < 0 else "") + text


def facts(dice, knobs):
    """The report as truth: document facts and blocks."""
    unit, district, year = dice.choice(UNITS), dice.choice(DISTRICTS), dice.choice([2016, 2017, 2018])
    kind, word = dice.choice([("VB", "Verksamhetsberättelse"), ("T2", "Tertialrapport 2"), ("VP", "Verksamhetsplan")])
    measures = [("Periodens utfall", "utfall", None, None), ("Utfall män/pojkar", "utfall", "män", None), ("Utfall kvinnor/flickor", "utfall", "kvinnor", None),
                (f"Periodens utfall VB {year - 1}", "utfall", None, f"VB {year - 1}"), ("Prognos helår", "prognos", None, None), ("Årsmål", "årsmål", None, None), ("KF:s årsmål", "kf_årsmål", None, None), ("Period", "period", None, None)]
    if kind == "VP":
        measures = [measures[5], measures[6], ("Periodicitet", "periodicitet", None, None)]
    elif dice.random() < 0.5:
        measures = [measures[0], measures[4], measures[5], measures[6], measures[7]]
    if knobs["order"] == "targets":
        measures = sorted(measures, key=lambda m: (m[1].startswith("period"), "årsmål" not in m[1]))
    elif knobs["order"] == "period":
        measures = [measures[-1]] + measures[:-1]
    columns = [dict(label=a, measure=b, sex=c, period=d) for a, b, c, d in measures]
    names = dice.sample(INDICATORS, len(INDICATORS))
    own, blocks = dice.sample(OWN, len(OWN)), []
    say = lambda n: {"kind": "paragraph", "text": " ".join(sentence(dice) for _ in range(n))}
    blocks += [{"kind": "heading", "level": 1, "text": "Sammanfattande analys"}, say(4), say(3)]
    fulfilment = lambda: dict(zip(("fulfilment", "fulfilment_raw"), (None, None) if kind == "VP" else dice.choice([("helt", "Uppfylls helt"), ("delvis", "Uppfylls delvis"), ("ej", "Uppfylls ej")])))
    for number, title, areas in dice.sample(KF, 2):
        blocks.append({"kind": "goal", "goal_level": "inriktningsmål", "number": number, "title": title, "fulfilment": None, "fulfilment_raw": None})
        for area, area_title in areas:
            blocks.append({"kind": "goal", "goal_level": "verksamhetsområdesmål", "number": area, "title": area_title, **fulfilment()})
            blocks.append(say(2))
            blocks.append({"kind": "goal", "goal_level": "enhetsmål", "number": None, "title": own.pop(), **fulfilment()})
            blocks.append({"kind": "section", "name": "Förväntat resultat"})
            blocks.append(say(1))
            rows = []
            for _ in range(dice.choice([2, 3, 4])):
                name, per = names.pop() if names else dice.choice(INDICATORS)
                if any(row["name"] == name for row in rows):
                    continue
                base = dice.uniform(20, 95) if per in ("%", "") else dice.uniform(12, 1400)
                cells = []
                for column in columns:
                    value = base * dice.uniform(0.9, 1.1)
                    text = swedish(value, 1 if per == "%" and dice.random() < 0.5 else 0) + (" " + per if per else "")
                    if column["measure"] == "period":
                        text = {"VB": f"VB {year}", "T2": f"Tertial 2 {year}"}[kind]
                    elif column["measure"] == "periodicitet":
                        text = dice.choice(["År", "Tertial", "Halvår"])
                    elif column["measure"] == "kf_årsmål" and dice.random() < 0.25:
                        text = dice.choice(["tas fram av nämnden", "öka", "minska"])
                    elif column["sex"] and per not in ("%",) or dice.random() < 0.06:
                        text = knobs["blank"]
                    cells.append(text)
                if not any(cell.strip("-") for cell, column in zip(cells, columns) if not column["measure"].startswith("period")):
                    cells[1] = "88 %"
                row = dict(name=name, status=dice.choice(["grön", "grön", "gul", "röd"]) if knobs["mark"] and kind != "VP" else None, status_raw=None, cells=cells, comment=None, comment_label=None, breakdown=[])
                if knobs["mark"] == "glyph" and row["status"]:
                    row["status_raw"] = {"grön": "●", "gul": "◆", "röd": "■"}[row["status"]]
                if kind != "VP" and dice.random() < 0.25:
                    row |= dict(comment=sentence(dice), comment_label="Analys")
                rows.append(row)
            blocks.append({"kind": "indicators", "columns": columns, "rows": rows})
            if dice.random() < 0.7:
                blocks.append({"kind": "activities", "rows": [dict(name=name, start=f"{year}-{dice.randint(1, 6):02}-01", end=f"{year}-12-31", deviation=None, comment=None, status_raw=None)
                                                              for name in dice.sample(ACTIVITIES, dice.choice([2, 3]))]})
            blocks += [{"kind": "section", "name": "Analys"}, say(2)]
    blocks.append({"kind": "heading", "level": 1, "text": "Uppföljning av ekonomi"})
    blocks.append(say(2))
    parts, rows = dice.sample(BUDGET, 5), []
    cents = [[dice.randint(40, 4000), 0] for _ in parts]
    for part in cents:
        part[1] = part[0] + dice.randint(-90, 90)
    line = lambda a, b: [swedish(a / 10, 1), swedish(b / 10, 1), swedish((a - b) / 10, 1)]
    rows = [dict(cells=[name] + line(a, b), role="item") for name, (a, b) in zip(parts, cents)]
    rows.append(dict(cells=["Summa"] + line(sum(a for a, _ in cents), sum(b for _, b in cents)), role="total"))
    blocks.append({"kind": "table", "table_kind": "budget", "caption": f"Budget och utfall {year} (mnkr)", "unit": "mnkr", "header": [["Verksamhet", f"Budget {year}", f"Utfall {year}", "Avvikelse"]], "rows": rows})
    blocks.append(say(3))
    document = {"doc_type": kind, "year": year, "title": f"{word} {year} för {unit}", "organisation": unit, "organisation_level": "enhet", "district": district,
                "diarienummer": f"{year}-{dice.randint(100, 999)}-1.2.1", "document_date": f"{year + (kind == 'VB')}-{dice.choice(['02', '03', '10'])}-{dice.randint(10, 28)}"}
    return {"document": document, "blocks": blocks}


class Pages:
    """Draws onto pages from the top; sizes in points, y downwards."""

    def __init__(self, knobs):
        self.k, self.pages, self.late, self.y = knobs, [], [], 0.0

    def width(self, text, size, bold=False):
        widths = FONTS[self.k["font"]][bold]
        return sum(widths.get(letter, 556) for letter in text) * size / 1000

    def new(self):
        self.finish()
        self.pages.append([])
        self.y = self.k["top"]

    def finish(self):
        if self.pages and self.late:
            self.pages[-1] += self.late
        self.late = []

    def emit(self, *ops, late=False):
        (self.late if late and self.k["sequence"] == "tables-last" else self.pages[-1]).extend(ops)

    def text(self, x, y, text, size, bold=False, face=None, colour=None, late=False):
        if not text:
            return
        name = face or ("F2" if bold else "F1")
        paint = "%g %g %g rg" % (colour or (0, 0, 0))
        show = lambda at, piece: f"BT /{name} {size:g} Tf {paint} {at:.2f} {self.k['height'] - y:.2f} Td ({escape(piece)}) Tj ET"
        pieces = [(x, text)]
        if face is None and self.k["runs"] != "line":
            pieces, at = [], x
            for word in text.split(" "):
                if self.k["runs"] == "letters":
                    step = at
                    for letter in word:
                        pieces.append((step, letter))
                        step += self.width(letter, size, bold)
                else:
                    pieces.append((at, word + (" " if self.k["spaces"] else "")))
                at += self.width(word + " ", size, bold)
        for at, piece in pieces:
            self.emit(show(at, piece), late=late)
            if bold and self.k["double"]:
                self.emit(show(at + 0.25, piece), late=late)

    def rule(self, x0, y0, x1, y1, late=True):
        high = self.k["height"]
        if self.k["rule_as"] == "rect":
            self.emit(f"0 0 0 rg {min(x0, x1) - 0.25:.2f} {high - max(y0, y1) - 0.25:.2f} {abs(x1 - x0) + 0.5:.2f} {abs(y1 - y0) + 0.5:.2f} re f", late=late)
        elif self.k["rule_as"] == "dashes":
            steps = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / 3))
            for i in range(steps):
                a, b = i / steps, (i + 0.7) / steps
                self.emit(f"0.6 w {x0 + (x1 - x0) * a:.2f} {high - y0 - (y1 - y0) * a:.2f} m {x0 + (x1 - x0) * b:.2f} {high - y0 - (y1 - y0) * b:.2f} l S", late=late)
        else:
            self.emit(f"0 0 0 RG 0.5 w {x0:.2f} {high - y0:.2f} m {x1:.2f} {high - y1:.2f} l S", late=late)

    def area(self, x0, y0, x1, y1, colour, late=True):
        self.emit("%g %g %g rg %.2f %.2f %.2f %.2f re f" % (*colour, x0, self.k["height"] - y1, x1 - x0, y1 - y0), late=late)

    def circle(self, x, y, r, colour, late=True):
        y, c = self.k["height"] - y, 0.5523 * r
        self.emit("%g %g %g rg %.2f %.2f m" % (*colour, x + r, y) + "".join(" %.2f %.2f %.2f %.2f %.2f %.2f c" % curve for curve in
                  [(x + r, y + c, x + c, y + r, x, y + r), (x - c, y + r, x - r, y + c, x - r, y), (x - r, y - c, x - c, y - r, x, y - r), (x + c, y - r, x + r, y - c, x + r, y)]) + " f", late=late)

    def wrap(self, text, size, width, bold=False):
        """Lines that fit; a word too wide is broken where the column ends."""
        lines, line = [], ""
        for word in text.split(" "):
            trial = f"{line} {word}".strip()
            if self.width(trial, size, bold) <= width:
                line = trial
                continue
            if line:
                lines.append(line)
            while self.width(word, size, bold) > width and len(word) > 2:
                fit = max(2, next(n for n in range(len(word), 0, -1) if self.width(word[:n], size, bold) <= width or n == 1))
                lines.append(word[:fit])
                word = word[fit:]
            line = word
        return lines + [line] if line else lines

    def paragraph(self, text, size=None, bold=False, after=6.0, x=None, right=None):
        size = size or self.k["body"]
        x = x or self.k["left"]
        for line in self.wrap(text, size, (right or self.k["right"]) - x, bold):
            if self.y + size > self.k["bottom"]:
                self.new()
            self.y += size * self.k["leading"]
            self.text(x, self.y, line, size, bold)
        self.y += after

    def room(self, height):
        if self.y + height > self.k["bottom"]:
            self.new()


def escape(text):
    raw = text.replace("\u00a0", " ").encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return raw.decode("latin-1")


def table(pages, header, rows, widths, size, names=0, marks=None):
    """rows: dicts with cells, bold, span (a row of one cell over the whole width), mark (a status)."""
    k = pages.k
    total = k["right"] - k["left"] - (26 if k["mark_at"] == "left" and marks else 0)
    x0 = k["right"] - total
    scale = total / sum(widths)
    edges = [x0]
    for width in widths:
        edges.append(edges[-1] + width * scale)
    head_size = size + k["header_size"]
    step = lambda s: s * 1.2

    def lay(cells, s, bold, span):
        if span:
            return [pages.wrap(cells[0], s, total - 2 * k["gap"], bold)]
        return [pages.wrap(cell, s, edges[i + 1] - edges[i] - 2 * k["gap"], bold) for i, cell in enumerate(cells)]

    def draw(lines, s, bold, top, high, valign, span, mark, is_head):
        spans = [(edges[0], edges[-1])] if span else list(zip(edges, edges[1:]))
        order = range(len(lines))
        for i in order:
            room = high - 2 * k["pad"] - len(lines[i]) * step(s)
            y = top + k["pad"] + {"top": 0, "middle": room / 2, "bottom": room}[valign]
            for line in lines[i]:
                y += step(s)
                wide = pages.width(line, s, bold)
                a, b = spans[i]
                x = a + k["gap"]
                if not span and i > names and (k["figures"] != "left"):
                    x = b - k["gap"] - wide if k["figures"] == "right" else (a + b - wide) / 2
                queue.append((i, (x, y - 0.22 * s, line, s, bold)))
        if mark:
            m = k["mark_size"] or s
            at = {"left": edges[0] - 22, "column": edges[0] + 4, "right": edges[-2] + 4}[k["mark_at"]]
            y = top + k["pad"] + step(s) - 0.22 * s + k["mark_dy"]
            if k["mark"] == "glyph":
                queue.append((-1, (at, y, DINGBATS[mark], m, False, "F3", COLOURS[mark])))
            else:
                pages.circle(at + m * 0.4, y - m * 0.35, m * 0.4, COLOURS[mark])

    def frame(top, bottom, is_head, is_last):
        if k["rules"] == "grid":
            for x in edges if not span_now else (edges[0], edges[-1]):
                pages.rule(x, top, x, bottom)
        if k["rules"] == "outer":
            for x in (edges[0], edges[-1]):
                pages.rule(x, top, x, bottom)
        if k["rules"] in ("grid", "rows") or is_head and k["rules"] in ("header", "outer"):
            pages.rule(edges[0], bottom, edges[-1], bottom)
        if k["rules"] == "grid" and is_head or k["rules"] in ("outer", "rows") and is_head:
            pages.rule(edges[0], top, edges[-1], top)
        if is_last and k["rules"] == "outer":
            pages.rule(edges[0], bottom, edges[-1], bottom)

    queue = []

    def flush():
        # By rows as queued, or all cells of a column before the next.
        done = sorted(queue, key=lambda item: item[0]) if k["sequence"] == "columns" else queue
        for _, args in done:
            x, y, line, s, bold, *rest = args
            pages.text(x, y, line, s, bold, *(rest or [None, None]), late=True)
        queue.clear()

    span_now = False

    def head():
        lines = lay(header, head_size, k["bold_header"], False)
        high = max(len(cell) for cell in lines) * step(head_size) + 2 * k["pad"]
        pages.room(high + 2 * step(size))
        if k["fill"] == "header":
            pages.area(edges[0], pages.y, edges[-1], pages.y + high, (0.85, 0.88, 0.92))
        draw(lines, head_size, k["bold_header"], pages.y, high, k["head_valign"], False, None, True)
        frame(pages.y, pages.y + high, True, False)
        pages.y += high

    if k["title_row"] and marks:
        pages.room(60)
        queue.append((0, (edges[0] + k["gap"], pages.y + step(size), k["title_row"], size, True)))
        pages.y += step(size) + 2 * k["pad"]
    head()
    for at, row in enumerate(rows):
        span_now = row.get("span", False)
        s = size + (k["comment_size"] if span_now else 0)
        lines = lay(row["cells"], s, row.get("bold", False), span_now)
        fits = lambda n: max(1, n) * step(s) + 2 * k["pad"]
        mark = row.get("mark")
        while True:
            most = max((len(cell) for cell in lines), default=1)
            free = int((k["bottom"] - pages.y - 2 * k["pad"]) / step(s))
            part = lines
            rest = None
            if most > free:
                if k["cut_rows"] and free >= 1 and most > 1:
                    part, rest = [cell[:free] for cell in lines], [cell[free:] for cell in lines]
                else:
                    flush()
                    pages.new()
                    if k["header_again"]:
                        head()
                    continue
            high = fits(max(len(cell) for cell in part))
            if k["zebra"] and at % 2:
                pages.area(edges[0], pages.y, edges[-1], pages.y + high, (0.93, 0.93, 0.93))
            draw(part, s, row.get("bold", False), pages.y, high, "top" if rest else k["valign"], span_now, mark, False)
            frame(pages.y, pages.y + high, False, at == len(rows) - 1 and not rest)
            pages.y += high
            if not rest:
                break
            lines, mark = rest, None
            flush()
            pages.new()
            if k["header_again"]:
                head()
        if k["stray"] and marks and at == 0 and len(rows) > 1:
            pages.room(10)
            queue.append((0, (edges[0] + 4, pages.y + 6, "forts.", 5, False)))
            pages.y += 8
    flush()
    pages.y += 10


LABELS = {"inriktningsmål": "KF:s inriktningsmål:", "verksamhetsområdesmål": "KF:s mål för verksamhetsområdet:", "nämndmål": "Nämndmål:", "enhetsmål": "Enhetsmål:"}


def numbered(block, k):
    """Title with its number as printed: `1.` but `1.1`."""
    number = block["number"]
    stop = "." if number and "." not in number and k["stop"] else ""
    return f"{number}{stop} {block['title']}" if number else block["title"]


def goal(pages, block):
    k = pages.k
    if k["new_page"] and pages.y > k["top"] + 1:
        pages.new()
    pages.room(90)
    label = LABELS[block["goal_level"]]
    title = numbered(block, k)
    size = {"inriktningsmål": 14, "verksamhetsområdesmål": 12.5, "enhetsmål": 12}[block["goal_level"]]
    pages.y += 8
    top = pages.y
    raw = block["fulfilment_raw"]
    if k["goal_box"]:
        lines = pages.wrap(title, size, k["right"] - k["left"] - 12, True)
        high = 16 + len(lines) * size * 1.25 + (16 if raw and k["marker_at"] == "below" else 0) + 8
        if k["goal_box"] == "fill":
            pages.area(k["left"] - 4, top, k["right"], top + high, (0.9, 0.93, 0.98), late=False)
        else:
            for a, b, c, d in [(k["left"] - 4, top, k["right"], top), (k["left"] - 4, top + high, k["right"], top + high), (k["left"] - 4, top, k["left"] - 4, top + high), (k["right"], top, k["right"], top + high)]:
                pages.rule(a, b, c, d, late=False)
    if k["label_beside"]:
        pages.paragraph(f"{label} {title}", size=size, bold=True, after=3)
    else:
        pages.paragraph(label, size=9.5, after=1)
        pages.paragraph(title, size=size, bold=True, after=3)
    if raw:
        colour = {"helt": GREEN, "delvis": YELLOW, "ej": RED}[block["fulfilment"]]
        size = k["body"]
        if k["marker_at"] == "beside":
            width = pages.width(raw, size) + 16
            x, y = k["right"] - width, pages.y - 3
            last = pages.wrap(f"{label} {title}" if k["label_beside"] else title, {"inriktningsmål": 14, "verksamhetsområdesmål": 12.5, "enhetsmål": 12}[block["goal_level"]], k["right"] - k["left"], True)[-1]
            if k["left"] + pages.width(last, 14, True) + 20 > x:
                pages.y += size * 1.3
                y = pages.y - 3
        else:
            pages.y += size * 1.25
            x, y = k["left"], pages.y
        pages.circle(x + 4, y - 3.6, 4, colour, late=False)
        pages.text(x + 12, y, raw, size)
        pages.y += 4
    pages.y += 6


def render(truth, knobs):
    k = knobs
    pages = Pages(k)
    doc = truth["document"]
    pages.new()
    for line in ["Tjänsteutlåtande", f"Dnr: {doc['diarienummer']}", doc["document_date"]]:
        pages.paragraph(line, size=9.5, after=1, x=k["right"] - 140)
    pages.paragraph(f"{doc['district']} stadsdelsförvaltning", after=30)
    pages.paragraph("Till", after=0)
    pages.paragraph(doc["organisation"], after=30)
    pages.paragraph(doc["title"], size=18, bold=True, after=20)
    if k["contents"]:
        pages.new()
        pages.paragraph("Innehållsförteckning", size=14, bold=True, after=8)
        page = 3
        for block in truth["blocks"]:
            if block["kind"] not in ("goal", "heading"):
                continue
            title = block.get("text") or numbered(block, k)
            lines = pages.wrap(title, 10.5, (k["right"] - k["left"] - 60) * (0.55 if k["contents_wrap"] else 1.0))
            for line in lines[:-1]:
                pages.paragraph(line, size=10.5, after=1)
            dots = int((k["right"] - k["left"] - 30 - pages.width(lines[-1], 10.5)) / pages.width(".", 10.5))
            pages.paragraph(lines[-1] + "." * max(3, dots) + f" {page}", size=10.5, after=2)
            page += block["kind"] == "goal" and block["goal_level"] == "enhetsmål"
    pages.new()
    for block in truth["blocks"]:
        kind = block["kind"]
        if kind == "heading":
            pages.room(60)
            pages.y += 8
            pages.paragraph(block["text"], size=16, bold=True, after=6)
        elif kind == "section":
            pages.room(40)
            pages.paragraph(block["name"], size=k["body"], bold=True, after=1)
        elif kind == "paragraph":
            pages.paragraph(block["text"], after=7)
        elif kind == "goal":
            goal(pages, block)
        elif kind == "indicators":
            labels = [column["label"] for column in block["columns"]]
            figures = 38 if k["narrow"] else 52
            header, widths, before = [k["name_label"]] + labels, [max(110, 455 - figures * len(labels))] + [figures] * len(labels), 0
            if k["number_column"]:
                header, widths, before = [k["number_column"]] + header, [18] + widths, 1
            if k["mark_at"] == "column" and k["mark"]:
                header, widths, before = [""] + header, [16] + widths, before + 1
            after = k["mark_at"] == "right" and k["mark"]
            if after:
                header, widths = header + [""], widths + [18]
            rows = []
            for at, row in enumerate(block["rows"]):
                if k["group_row"] and at == 0:
                    rows.append(dict(cells=["Indikatorer för verksamhetsområdet"], span=True, bold=True))
                front = ([""] if k["mark_at"] == "column" and k["mark"] else []) + ([str(at + 1)] if k["number_column"] else [])
                rows.append(dict(cells=front + [row["name"]] + row["cells"] + ([""] if after else []), mark=row["status"]))
                if row["comment"]:
                    rows.append(dict(cells=[row["comment_label"]], span=True, bold=True))
                    rows.append(dict(cells=[row["comment"]], span=True))
            table(pages, header, rows, widths, k["table"], names=before, marks=True)
        elif kind == "activities":
            table(pages, ["Aktivitet", "Startdatum", "Slutdatum"], [dict(cells=[row["name"], row["start"], row["end"]]) for row in block["rows"]], [280, 70, 70], k["table"])
        elif kind == "table":
            if k["caption"] == "above":
                pages.room(80)
                pages.paragraph(block["caption"], size=k["body"], bold=True, after=3)
            table(pages, block["header"][0], [dict(cells=row["cells"], bold=row["role"] == "total") for row in block["rows"]], [200, 80, 80, 80], k["budget"] or k["table"])
            if k["caption"] == "below":
                pages.y -= 6
                pages.paragraph(block["caption"], size=k["body"], bold=True, after=8)
    if k["box_beside"]:
        pages.room(70)
        top = pages.y
        pages.y += 4
        pages.paragraph("Fakta om verksamheten", bold=True, after=1, x=k["left"] + 6, right=k["right"] - 6)
        pages.paragraph("Verksamheten har 21 anställda och tre lokaler i området. Öppet alla dagar.", after=4, x=k["left"] + 6, right=k["right"] - 6)
        for a, b, c, d in [(k["left"], top, k["right"], top), (k["left"], pages.y, k["right"], pages.y), (k["left"], top, k["left"], pages.y), (k["right"], top, k["right"], pages.y)]:
            pages.rule(a, b, c, d, late=False)
    pages.finish()
    count = len(pages.pages)
    for at, ops in enumerate(pages.pages):
        keep, pages.pages = pages.pages, [ops]   # furniture is drawn last, on each page
        if k["page_header"] and at:
            pages.text(k["right"] - 140, 40, "Tjänsteutlåtande", 8.5)
            pages.text(k["right"] - 140, 51, f"Dnr: {doc['diarienummer']}", 8.5)
        if k["page_header"]:
            pages.text(k["right"] - 140, 62, f"Sid {at + 1} ({count})", 8.5)
        if k["footer"]:
            pages.text(k["left"], k["height"] - 30, f"{doc['district']} stadsdelsförvaltning", 8)
            pages.text(k["right"] - 60, k["height"] - 30, "stockholm.se", 8)
        if k["watermark"]:
            pages.emit(f"q 0.85 0.85 0.85 rg BT /F2 90 Tf 0.7071 0.7071 -0.7071 0.7071 {k['width'] / 2 - 150:.1f} {k['height'] / 2 - 150:.1f} Tm (UTKAST) Tj ET Q")
        pages.pages = keep
    extra = []
    if k["box_beside"]:
        extra = [{"kind": "paragraph", "text": "Verksamheten har 21 anställda och tre lokaler i området. Öppet alla dagar."}]
    return pdf(pages, k), extra


def pdf(pages, k):
    _, _, plain, bold = FONTS[k["font"]]
    count, step = len(pages.pages), 3 if k["form"] else 2
    kids = " ".join(f"{7 + step * i} 0 R" for i in range(count))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>"]
    objects += [f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>" for name in (plain, bold)] + ["<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>", "<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R>>>>"]
    dx, dy = k["offset"]
    for i, ops in enumerate(pages.pages):
        content = "\n".join(ops)
        box = [0, 0, k["width"], k["height"]]
        if k["rotate"]:   # drawn lying, shown upright
            content = f"q 0 1 -1 0 {k['height']} 0 cm\n{content}\nQ"
            box = [0, 0, k["height"], k["width"]]
        if (dx, dy) != (0, 0):
            content = f"q 1 0 0 1 {dx} {dy} cm\n{content}\nQ"
            box = [dx, dy, box[2] + dx, box[3] + dy]
        box = " ".join(map(str, box))
        turn = f"/Rotate {k['rotate']}" if k["rotate"] else ""
        resources = f"/Resources<</XObject<</X {9 + step * i} 0 R>>>>" if k["form"] else "/Resources 6 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]{turn}{resources}/Contents {8 + step * i} 0 R>>")
        stream = lambda head, body: f"<<{head}/Length {len(body.encode('latin-1'))}>>stream\n{body}\nendstream"
        objects.append(stream("", "q /X Do Q" if k["form"] else content))
        if k["form"]:
            objects.append(stream(f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources 6 0 R", content))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body.encode("latin-1") + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
