#!/usr/bin/env python3
"""Whether a Swedish spreadsheet finds numbers, days and texts where they belong.

    tests/measure/spreadsheet.py [FOLDER]

Reads the reports in FOLDER (corpus/reports if nothing is said) into CSV of both dialects. LibreOffice, without a
window, opens each file of the dialect excel-sv as it does after a double click by a Swedish user who takes the dialog
as it comes: Swedish locale, fields parted at commas, semicolons and tabs, no days and no shares recognised, no formula
reckoned; and again with all of these, as Excel does. Every cell is compared with the machine's CSV: a number must be
a number, a day that day, a text that text to the letter, an empty cell empty. A text that is a plain number may be
that number, and where all is recognised a percentage or an amount too; one of which Excel would make something else
may have a space without width behind it, one that could be taken for a formula an apostrophe in front. UTFALL names a program that is used instead of
a fresh build. Ends with 1 if a cell differs, and with 0 and the counts if none does. Needs soffice (Debian: libreoffice-calc, libreoffice-l10n-sv).
"""
import csv
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parents[2]
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# Separators, quotation mark, UTF-8, first line, no formats of columns, Swedish, not all as text, whether all kinds of
# numbers; the last one says whether formulas are reckoned.
OPENED = {
    "as the dialog comes": "CSV:44/59/9,34,76,1,,1053,false,false,,,,,,false",
    "all recognised": "CSV:59,34,76,1,,1053,false,true,,,,,,true",
}
# The most of what differs that is shown.
SHOWN = 20


def program():
    if named := os.environ.get("UTFALL"):
        return named
    subprocess.run(["cargo", "build", "--locked", "--quiet"], cwd=HERE, check=True)
    return str(HERE / os.environ.get("CARGO_TARGET_DIR", "target") / "debug" / "utfall")


def kinds(utfall):
    """For every table the kind of every column, as the data dictionary has them."""
    text = subprocess.run([utfall, "dictionary"], capture_output=True, text=True, check=True).stdout
    tables, table = {}, None
    for line in text.splitlines():
        if line.startswith("## "):
            table = tables.setdefault(line[3:], {}) if line.endswith(".csv") else None
        elif table is not None and line.startswith("| `"):
            name, kind = [part.strip() for part in line.split("|")[1:3]]
            table[name.strip("`")] = kind
    return tables


def content(paragraph):
    """The text of a paragraph, with the white space that the format writes as elements."""
    text = paragraph.text or ""
    for part in paragraph:
        if part.tag == TEXT + "s":
            text += " " * int(part.get(TEXT + "c", 1))
        elif part.tag == TEXT + "tab":
            text += "\t"
        elif part.tag == TEXT + "line-break":
            text += "\n"
        else:
            text += content(part)
        text += part.tail or ""
    return text


def sheet(path, width):
    """The rows of a sheet: for every cell its type and its value."""
    root = ElementTree.fromstring(zipfile.ZipFile(path).read("content.xml"))
    for row in root.iter(TABLE + "table-row"):
        cells = []
        for cell in row:
            if not cell.tag.endswith("table-cell"):
                continue
            kind = cell.get(OFFICE + "value-type")
            value = cell.get(OFFICE + "value") or cell.get(OFFICE + "date-value")
            if kind == "string":
                value = "\n".join(content(paragraph) for paragraph in cell.findall(TEXT + "p"))
            repeated = int(cell.get(TABLE + "number-columns-repeated", 1))
            cells += [(kind, value)] * min(repeated, width - len(cells))
        cells += [(None, None)] * (width - len(cells))
        for _ in range(int(row.get(TABLE + "number-rows-repeated", 1))):
            if all(kind is None for kind, _ in cells):
                break  # what is below the last row
            yield cells


def wanted(kind, text):
    """What a field of the machine's CSV must be in the spreadsheet."""
    if text == "":
        return None, None
    if kind in ("integer", "number"):
        digits = text.replace(".", "").lstrip("-0")
        if len(digits) <= 15:
            return "float", text
        return "string", text.replace(".", ",")
    if kind == "date" and is_day(text):
        return "date", text
    return "string", text


def is_day(text):
    import datetime

    try:
        return len(text) == 10 and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def is_same(found, told):
    if told[0] == "float":
        return found[0] == "float" and float(found[1]) == float(told[1])
    if told[0] == "date":  # the dialog as it comes makes no days
        return found in (told, ("string", told[1]))
    if found[0] != told[0]:
        return found[0] in ("float", "percentage", "currency") and number(told[1]) == float(found[1])
    return found[1] == told[1] or is_marked(found, told)


def number(text):
    """What a number, a percentage or an amount in a text is to a Swedish spreadsheet."""
    text = re.sub(r"\s|kr", "", text).replace("\u2212", "-")
    if not re.fullmatch(r"-?(0|[1-9][0-9]*)(,[0-9]+)?%?", text):
        return None
    value = float(text.strip("%").replace(",", "."))
    return float(f"{value / 100:.12g}") if text.endswith("%") else value


def is_marked(found, told):
    """Whether a text is one that a spreadsheet would change or take for a formula, and is marked as none."""
    if told[0] != "string":
        return False
    is_formula = told[1].lstrip()[:1] in ("=", "+", "-", "@", "'")
    is_figure = any(letter.isdigit() for letter in told[1])
    return is_formula and found[1] == "'" + told[1] or is_figure and found[1] == told[1] + "\u200b"


def main():
    reports = sys.argv[1] if len(sys.argv) > 1 else str(HERE / "corpus" / "reports")
    utfall = program()
    with tempfile.TemporaryDirectory() as place:
        machine, swedish, opened = (Path(place) / name for name in ("machine", "swedish", "opened"))
        for output, dialect in [(machine, "machine"), (swedish, "excel-sv")]:
            command = [utfall, "extract", reports, "--quiet", "--output", output, "--csv-dialect", dialect]
            if subprocess.run([*command, "--format", "csv"]).returncode not in (0, 1):
                sys.exit("the reports cannot be read")
        files = sorted(swedish.glob("*.csv"))
        faults = 0
        for how, options in OPENED.items():
            command = ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless", "--norestore"]
            command += ["--infilter=" + options, "--convert-to", "ods", "--outdir", opened, *files]
            environment = {**os.environ, "LANG": "sv_SE.UTF-8", "LC_ALL": "sv_SE.UTF-8"}
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
            print(how, end=": ")
            faults += compare(kinds(utfall), machine, opened, [path.name for path in files])
        sys.exit(1 if faults else 0)


def compare(tables, machine, opened, names):
    """Prints what differs, and gives how many cells do."""
    counts, faults = Counter(), []
    for name in names:
        with open(machine / name, newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        found = list(sheet(opened / name.replace(".csv", ".ods"), len(header)))
        if [value for _, value in found[0]] != header or len(found) != len(rows) + 1:
            faults.append(f"{name}: has {len(found) - 1} rows and not {len(rows)}, or another header")
            continue
        for at, (cells, row) in enumerate(zip(found[1:], rows), 2):
            for column, cell, text in zip(header, cells, row):
                told = wanted(tables[name][column], text)
                counts["marked" if is_marked(cell, told) else told[0] or "empty"] += 1
                if not is_same(cell, told):
                    faults.append(f"{name}, row {at}, {column}: {told} has become {cell}")
    for fault in faults[:SHOWN]:
        print(fault)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    print(f"{len(names)} files, {told}; {len(faults)} differ")
    return len(faults) + (not counts["float"])


main()
