#!/usr/bin/env python3
"""How much time and memory `utfall extract` takes: figures for people, not a test.

    tests/measure/measure.py [FOLDER] [--rounds N]      beside pdftotext -layout and pdfplumber
    tests/measure/measure.py [FOLDER] --growth 10,100   over so many documents

FOLDER is corpus/reports if nothing is said. UTFALL names a program that is measured instead of a fresh release
build, PLUMBER a Python that has pdfplumber. Programs take turns, so that whatever else the machine does falls on
all of them; the median of the rounds counts. Processor time is user and system time of a program and all that it
starts. Peak memory is the resident memory of all of them together, looked at a hundred times a second.
"""
import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
PAGE = os.sysconf("SC_PAGE_SIZE")
PLUMBER = """
import sys, pdfplumber
for path in sys.argv[1:]:
    try:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text(layout=True)
                page.close()
    except Exception:
        pass
"""


def program():
    if named := os.environ.get("UTFALL"):
        return named
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=HERE, check=True)
    return str(HERE / os.environ.get("CARGO_TARGET_DIR", "target") / "release" / "utfall")


def family(root):
    """A process and all below it."""
    found, todo = [], [root]
    while todo:
        one = todo.pop()
        found.append(one)
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                todo += Path(f"/proc/{one}/task/{task}/children").read_text().split()
        except OSError:
            pass
    return found


def resident(root):
    total = 0
    for one in family(root):
        try:
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * PAGE
        except OSError:
            pass
    return total


def measured(command, cores=None):
    """Processor seconds, seconds by the clock and peak megabytes of a command, on so many cores if that is said."""
    narrow = cores and (lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores]))
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=narrow)
    peak, over = [0], threading.Event()

    def look():
        while not over.wait(0.01):
            peak[0] = max(peak[0], resident(process.pid))

    watch = threading.Thread(target=look)
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    over.set()
    watch.join()
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{command[0]} ended with {code}")
    clock = time.monotonic() - start
    return usage.ru_utime + usage.ru_stime, clock, max(peak[0], usage.ru_maxrss * 1024) / 1e6


def utfall(path, inputs, output, *more):
    return [path, "extract", *map(str, inputs), "--output", str(output), "--fresh", "--replace", "--quiet", *more]


def compare(path, folder, rounds, scratch):
    pdfs = sorted(file for file in folder.rglob("*") if file.suffix.lower() == ".pdf")
    if not pdfs:
        sys.exit(f"no PDF in {folder}")
    output = scratch / "tables"
    each = 'for f in "$@"; do pdftotext -layout "$f" - >/dev/null 2>&1; done; true'
    programs = {
        "utfall, 1 thread, in one process": utfall(path, pdfs, output, "--jobs", "1", "--isolation", "never"),
        "utfall, 1 worker": utfall(path, pdfs, output, "--jobs", "1", "--isolation", "always"),
        "utfall, 2 workers": utfall(path, pdfs, output, "--jobs", "2", "--isolation", "always"),
    }
    if shutil.which("pdftotext"):
        programs["pdftotext -layout"] = ["sh", "-c", each, "sh", *map(str, pdfs)]
    plumber = os.environ.get("PLUMBER", sys.executable)
    try:
        probe = subprocess.run([plumber, "-c", "import pdfplumber"], stderr=subprocess.DEVNULL)
    except OSError as error:
        sys.exit(f"PLUMBER is no program: {error}")
    if probe.returncode == 0:
        programs["pdfplumber, text with layout"] = [plumber, "-c", PLUMBER, *map(str, pdfs)]
    for command in programs.values():
        measured(command)
    with open(output / "documents.csv", newline="") as file:
        pages = sum(int(row["pages"] or 0) for row in csv.DictReader(file))
    figures = {name: [] for name in programs}
    for _ in range(rounds):
        for name, command in programs.items():
            figures[name].append(measured(command))
    print(f"{len(pdfs)} PDFs with {pages} pages, median of {rounds} rounds\n")
    print("| program | pages a second | CPU ms a page | peak MB |\n|---|---|---|---|")
    for name, rows in figures.items():
        cpu, clock, peak = (statistics.median(column) for column in zip(*rows))
        print(f"| {name} | {pages / clock:.0f} | {1000 * cpu / pages:.2f} | {peak:.0f} |")


def growth(path, folder, counts, scratch):
    seeds = [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in (".pdf", ".txt")]
    print("| documents | workers | cores | seconds | CPU ms a document | peak MB |\n|---|---|---|---|---|---|")
    for count in counts:
        copies = scratch / "copies"
        copies.mkdir()
        for at in range(count):
            seed = seeds[at % len(seeds)]
            # A line more at the end makes it another document with the same content.
            more = f"\n% {at}\n" if seed.suffix.lower() == ".pdf" else f"\nRad {at}.\n"
            (copies / f"{at:06}{seed.suffix}").write_bytes(seed.read_bytes() + more.encode())
        # One worker keeps a second core busy with what is written.
        for workers, cores in ((1, 1), (1, 2), (2, 2)):
            output = scratch / "tables"
            command = utfall(path, [copies], output, "--jobs", str(workers), "--isolation", "always")
            cpu, clock, peak = measured(command, cores)
            print(f"| {count} | {workers} | {cores} | {clock:.1f} | {1000 * cpu / count:.1f} | {peak:.0f} |", flush=True)
            shutil.rmtree(output)
        shutil.rmtree(copies)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE / "corpus" / "reports")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", type=lambda text: [int(count) for count in text.split(",")])
    args = parser.parse_args()
    path = program()
    with tempfile.TemporaryDirectory() as scratch:
        if args.growth:
            growth(path, args.folder, args.growth, Path(scratch))
        else:
            compare(path, args.folder, args.rounds, Path(scratch))


main()
