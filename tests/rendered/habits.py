#!/usr/bin/env python3
"""Habits of templates: the same made-up report with its goals, markers, headers and contents set in other ways.

habits.py OUT    writes NAME.pdf and NAME.json, what the report says, for every habit and some mixtures
"""
import json, os, random, sys
import report as R
from report import *

R.BASE.update(h_goal=None, h_lead=1.25, h_plain=False, h_numline=False, h_nocolon=False, h_chapter=False, h_circle=True, h_stop=False, h_wide=1.0, h_head=None, h_number=False,
              h_foot3=False, h_list=False, h_secpage=False, h_hyph=False, h_caps=False, h_noleader=False, h_twice=False, h_long=False, h_labelsize=9.5, h_gap=0, h_centre=False, h_colour=None,
              h_boxhead=False, h_secsame=False, h_tail=False, h_lone=False)
LONG = ["Brukarna får stöd som utgår från deras behov och önskemål och som ges av personal med kunskap och god tid för varje möte", "Barn och unga i stadsdelsområdet har en meningsfull fritid med aktiviteter som är öppna för alla oavsett kön, bakgrund och funktionsförmåga",
 "Hushållen har en stabil boendesituation och ingen familj med barn vräks från sin bostad under året", "Medarbetarna har en god arbetsmiljö och låg sjukfrånvaro, Stockholms stad är en arbetsgivare som många söker sig till",
 "Handläggningen är rättssäker och sker utan dröjsmål", "Måltiderna är goda, näringsriktiga och serveras i lugn och ro på förskolor, äldreboenden och Hemtjänstens träffpunkter i hela området", "Enhetens inköp tar hänsyn till miljö och klimat"]
KFL = [("1", "Ett Stockholm som håller samman och där alla barn, unga, vuxna och äldre får det stöd de behöver i varje del av staden", [("1.1", "Alla barn i Stockholm har goda och jämlika uppväxtvillkor oavsett var i staden de bor och Vilka skolor de går i"), ("1.2", "Tidiga sociala insatser skapar jämlika livschanser för alla")])] + R.KF[1:]
OWN0, KF0 = R.OWN, R.KF
facts0 = R.facts
def facts(dice, knobs):
    R.OWN, R.KF = (LONG, KFL) if knobs["h_long"] else (OWN0, KF0)
    t = facts0(dice, knobs)
    if knobs["h_stop"]:
        for b in t["blocks"]:
            if b["kind"] == "goal" and b["fulfilment_raw"]: b["fulfilment_raw"] += "."
    if knobs["h_list"]:
        out = []
        for b in t["blocks"]:
            out.append(b)
            if b["kind"] == "section" and b["name"] == "Förväntat resultat":
                out.append({"kind": "list", "items": ["fler får stöd i tid", "handläggningen är snabb"]})
        t["blocks"] = out
    if knobs["h_chapter"]:
        at = next(i for i, b in enumerate(t["blocks"]) if b["kind"] == "goal")
        t["blocks"].insert(at, {"kind": "heading", "level": 1, "text": "Kommunfullmäktiges inriktningsmål"})
        t["blocks"].insert(at + 1, {"kind": "paragraph", "text": "Nämnden bidrar till målen genom sina egna mål och följer dem i varje tertial."})
    return t
R.facts = facts

def goal(pages, block):
    k = pages.k
    if k["new_page"] and pages.y > k["top"] + 1: pages.new()
    pages.room(130)
    label = R.LABELS[block["goal_level"]]
    if k["h_nocolon"]: label = label.rstrip(":")
    if k["h_caps"]: label = label.upper()
    title = numbered(block, k); raw = block["fulfilment_raw"]
    size = {"inriktningsmål": 14, "verksamhetsområdesmål": 12.5, "enhetsmål": 12}[block["goal_level"]]
    bold = True
    if k["h_plain"]: size, bold = k["body"], False
    colour = {"helt": GREEN, "delvis": YELLOW, "ej": RED}.get(block["fulfilment"])
    pages.y += 10
    L, Rr = k["left"], k["right"]
    mode = k["h_goal"]
    body = k["body"]
    def mark(x, y):
        if not raw: return
        if k["h_lone"]:
            seen = pages.__dict__.setdefault("colours", set())
            if raw in seen:   # the colour has been seen with its words
                pages.circle(x + 4, y - 3.6, 4, colour, late=False)
                return
            seen.add(raw)
        if k["h_circle"]: pages.circle(x + 4, y - 3.6, 4, colour, late=False)
        pages.text(x + 12 if k["h_circle"] else x, y, raw, body)
    wide = (Rr - L) * k["h_wide"]
    mw = pages.width(raw or "", body) + 20
    if mode == "label-right":
        pages.y += 9.5 * 1.25
        pages.text(L, pages.y, label, 9.5); mark(Rr - mw, pages.y)
        pages.y += 2
        for line in pages.wrap(title, size, wide, bold):
            pages.y += size * k["h_lead"]; pages.text(L, pages.y, line, size, bold)
        pages.y += 8
    elif mode in ("cell2", "box-beside"):
        pages.paragraph(label, size=9.5, after=3)
        lines = pages.wrap(title, size, Rr - L - mw - 30, bold)
        top = pages.y; high = len(lines) * size * k["h_lead"] + 8
        y = top
        for line in lines:
            y += size * k["h_lead"]; pages.text(L + 4, y, line, size, bold)
        mark(Rr - mw - 4, top + high / 2 + 3)
        xs = ([L, Rr - mw - 14, Rr] if raw else [L, Rr]) if mode == "cell2" else ([Rr - mw - 14, Rr] if raw else [])
        if xs:
            for x in xs: pages.rule(x, top, x, top + high, late=False)
            for yy in (top, top + high): pages.rule(xs[0], yy, xs[-1], yy, late=False)
        pages.y = top + high + 6
    elif mode == "cell-label":
        lw = max(pages.width(x, 9.5) for x in R.LABELS.values()) + 10
        lines = pages.wrap(title, size, Rr - L - lw - 12, bold)
        top = pages.y; high = len(lines) * size * k["h_lead"] + 8; y = top
        pages.text(L + 4, top + size * k["h_lead"], label, 9.5)
        for line in lines:
            y += size * k["h_lead"]; pages.text(L + lw + 4, y, line, size, bold)
        for x in (L, L + lw, Rr): pages.rule(x, top, x, top + high, late=False)
        for yy in (top, top + high): pages.rule(L, yy, Rr, yy, late=False)
        pages.y = top + high + 4
        if raw:
            pages.y += body * 1.25; mark(L, pages.y); pages.y += 4
    elif mode == "margin":
        lw = 150
        lines = pages.wrap(title, size, Rr - L - lw, bold)
        y0 = pages.y + size * k["h_lead"]
        for j, line in enumerate(pages.wrap(label, 9.5, lw - 10)): pages.text(L, y0 + j * 11, line, 9.5)
        for line in lines:
            pages.y += size * k["h_lead"]; pages.text(L + lw, pages.y, line, size, bold)
        pages.y = max(pages.y, y0 + 14)
        if raw:
            pages.y += body * 1.35; mark(L + lw, pages.y); pages.y += 4
    elif mode == "first":
        pages.paragraph(label, size=9.5, after=2)
        if raw:
            pages.y += body * 1.25; mark(L, pages.y); pages.y += 3
        for line in pages.wrap(title, size, wide, bold):
            pages.y += size * k["h_lead"]; pages.text(L, pages.y, line, size, bold)
        pages.y += 4
    elif mode == "fillmark":
        pages.paragraph(label, size=9.5, after=1)
        for line in pages.wrap(title, size, wide, bold):
            pages.y += size * k["h_lead"]; pages.text(L, pages.y, line, size, bold)
        pages.y += 5
        if raw:
            pages.area(L, pages.y, L + mw + 6, pages.y + body * 1.5, colour, late=False)
            pages.text(L + 6, pages.y + body * 1.1, raw, body, True); pages.y += body * 1.5 + 3
    elif mode == "ruled":
        pages.paragraph(label, size=9.5, after=1)
        for line in pages.wrap(title, size, wide, bold):
            pages.y += size * k["h_lead"]; pages.text(L, pages.y, line, size, bold)
        pages.y += 4
        pages.rule(L, pages.y, Rr, pages.y, late=False)
        pages.y += 3
        if raw:
            pages.y += body * 1.25; mark(L, pages.y); pages.y += 4
    elif mode == "onerow":
        # label, title and marker in three ruled cells of one row
        a, b = 110, Rr - mw - 10 - L
        lines = pages.wrap(title, size, b - a - 10, bold); labs = pages.wrap(label, 9.5, a - 10)
        top = pages.y; high = max(len(lines) * size * k["h_lead"], len(labs) * 11) + 8
        for j, line in enumerate(labs): pages.text(L + 4, top + 12 + 11 * j, line, 9.5)
        for j, line in enumerate(lines): pages.text(L + a + 4, top + size * k["h_lead"] * (j + 1), line, size, bold)
        if raw: mark(L + b + 4, top + 13)
        for x in (L, L + a, L + b, Rr): pages.rule(x, top, x, top + high, late=False)
        for yy in (top, top + high): pages.rule(L, yy, Rr, yy, late=False)
        pages.y = top + high + 4
    else:
        pages.paragraph(label, size=k["h_labelsize"], after=1)
        pages.y += k["h_gap"]
        number = block["number"]
        if k["h_numline"] and number:
            pages.y += size * 1.25; pages.text(L, pages.y, number, size, bold); title = block["title"]
        for line in pages.wrap(title, size, wide, bold):
            if pages.y + size > k["bottom"]: pages.new()
            pages.y += size * k["h_lead"]
            x = L + (wide - pages.width(line, size, bold)) / 2 if k["h_centre"] else L
            pages.text(x, pages.y, line, size, bold, colour=k["h_colour"])
        pages.y += 3
        if raw:
            pages.y += body * 1.25
            mark(L, pages.y); pages.y += 4
    pages.y += 6
R.goal = goal

wrap0 = Pages.wrap
def wrap(self, text, size, width, bold=False):
    if not self.k["h_hyph"] or len(text) < 60: return wrap0(self, text, size, width, bold)
    lines, line = [], ""
    for word in text.split(" "):
        trial = f"{line} {word}".strip()
        if self.width(trial, size, bold) <= width: line = trial; continue
        n = len(word) // 2
        if len(word) >= 9 and word.isalpha() and self.width(f"{line} {word[:n]}-", size, bold) <= width:
            lines.append(f"{line} {word[:n]}-"); line = word[n:]
        else:
            lines.append(line); line = word
    return lines + [line]
Pages.wrap = wrap

para0 = Pages.paragraph
def paragraph(self, text, size=None, bold=False, after=6.0, x=None, right=None):
    k = self.k
    if k["h_secpage"] and bold and text in ("Analys", "Förväntat resultat") and self.y > k["top"] + 60: self.new()
    if k["h_secsame"] and bold and text in ("Analys", "Förväntat resultat"): bold = False
    if k["h_noleader"] and "..." in text:
        head, page = text.rstrip("0123456789 ").rstrip("."), text.split(" ")[-1]
        self.y += size * k["leading"]; self.text(k["left"], self.y, head, size); self.text(k["right"] - 12, self.y, page, size); self.y += after
        return
    para0(self, text, size, bold, after, x, right)
Pages.paragraph = paragraph

render0 = R.render
finish0 = R.pdf
def pdf(pages, k):
    count = len(pages.pages)
    for at, ops in enumerate(pages.pages):
        keep, pages.pages = pages.pages, [ops]
        if k["h_head"] == "alternate" and at:
            pages.text(*( (k["left"], 40) if at % 2 else (k["right"] - 190, 40)), "Verksamhetsberättelse" if at % 2 else "Enhetens rapport om mål och ekonomi", 8)
        if k["h_head"] == "chapter" and at:
            pages.text(k["left"], 44, "Uppföljning av mål" if at < count - 2 else "Uppföljning av ekonomi", 8.5, True)
        if k["h_boxhead"] and at:
            for yy in (24, 56): pages.rule(k["left"], yy, k["right"], yy, late=False)
            for x in (k["left"], 300, k["right"]): pages.rule(x, 24, x, 56, late=False)
            pages.text(k["left"] + 4, 38, "Stockholms stad", 8); pages.text(306, 38, "Uppföljning", 8); pages.text(306, 49, "Version 2", 8)
        if k["h_tail"] and at:
            pages.text(k["left"], k["height"] - 20, "Nämndens mål och uppföljning", 7.5)
        if k["h_number"]:
            pages.text(k["width"] / 2, k["height"] - 26, str(at + 1), 9)
        if k["h_foot3"]:
            for j, t in enumerate(["Provgatan 1, 120 00 Provstad", "Växel 08-000 00 00", "prov@example.se"]): pages.text(k["left"], k["height"] - 48 + 9 * j, t, 7.5)
        pages.pages = keep
    if k["h_twice"] and count > 4:
        pages.pages.insert(4, pages.pages[3])
    return finish0(pages, k)
R.pdf = pdf

def render(truth, k):
    # lists are paragraphs with bullets
    t = dict(truth, blocks=[])
    for b in truth["blocks"]:
        if b["kind"] == "list":
            for item in b["items"]: t["blocks"].append({"kind": "paragraph", "text": "• " + item})
        else: t["blocks"].append(b)
    return render0(t, k)
R.render = render

HABITS = {
    "marker at the end of the label": dict(h_goal="label-right"), "goal in a table of two cells": dict(h_goal="cell2", h_long=True), "marker in a box beside": dict(h_goal="box-beside", h_long=True),
    "label in a cell": dict(h_goal="cell-label", new_page=True), "label in the margin": dict(h_goal="margin", h_long=True), "marker before the title": dict(h_goal="first", h_long=True), "marker on a colour": dict(h_goal="fillmark", h_lead=1.6),
    "title above a rule": dict(h_goal="ruled", h_plain=True), "goal in a row of three cells": dict(h_goal="onerow", h_long=True), "long titles, wide leading": dict(h_long=True, h_lead=1.7), "numbers on lines of their own": dict(h_numline=True, stop=False),
    "labels without colons": dict(h_nocolon=True, contents=False), "a chapter named like a label": dict(h_chapter=True, h_caps=True), "goals on page tops": dict(new_page=True, h_list=True, h_stop=True), "hyphens": dict(h_hyph=True, h_long=True, h_wide=0.7),
    "headers by turns": dict(h_head="alternate", h_number=True, footer=False), "framed header, chapter in the header": dict(h_boxhead=True, page_header=False, h_tail=True), "a page bound in twice": dict(h_twice=True),
    "marks without words": dict(h_lone=True), "marks without words beside": dict(h_lone=True, h_goal="cell2"),
    "contents that wrap": dict(contents_wrap=True, h_long=True), "contents without leaders": dict(h_noleader=True, h_circle=False), "sections on page tops": dict(h_secpage=True, h_secsame=True),
}


def main(out):
    os.makedirs(out, exist_ok=True)
    for at, (name, changes) in enumerate(HABITS.items()):
        knobs = R.BASE | changes
        truth = R.facts(random.Random(f"habits {at}"), knobs)
        data, _ = R.render(truth, knobs)
        goals = [[block["number"] or "", block["title"], block["fulfilment"] or ""] for block in truth["blocks"] if block["kind"] == "goal"]
        with open(os.path.join(out, f"{name}.pdf"), "wb") as file:
            file.write(data)
        with open(os.path.join(out, f"{name}.json"), "w", encoding="utf-8") as file:
            json.dump(goals, file, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1])
