#!/usr/bin/env bash
# How much processor time `utfall extract` takes beside `pdftotext -layout` over the same PDFs, and how much
# memory: `tests/measure/against-pdftotext.sh [FOLDER [ROUNDS]]`, by default corpus/reports and 5.
#
# A figure for people, not a test: it depends on the machine. Both programs run on one thread and take turns,
# so that whatever else the machine does falls on both; the median of the rounds counts. UTFALL names a program
# that is measured instead of a fresh release build.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-$here/corpus/reports}
rounds=${2:-5}

stop() {
    echo "against-pdftotext: $1" >&2
    exit 2
}

[[ $rounds =~ ^[1-9][0-9]*$ ]] || stop "the number of rounds is not a number above 0: $rounds"
[[ -d $folder ]] || stop "no such folder: $folder"
command -v pdftotext >/dev/null ||
    stop "pdftotext is missing, there is nothing to compare with: install poppler-utils"

pdfs=()
while IFS= read -r -d '' pdf; do
    pdfs+=("$pdf")
done < <(find "$folder" -type f -iname '*.pdf' -print0 | sort -z)
((${#pdfs[@]} > 0)) || stop "no PDF in $folder"

utfall=${UTFALL:-}
if [[ -z $utfall ]]; then
    (cd "$here" && cargo build --release --locked --quiet)
    target=${CARGO_TARGET_DIR:-target}
    [[ $target == /* ]] || target=$here/$target
    utfall=$target/release/utfall
fi
[[ -x $utfall ]] || stop "no such program: $utfall"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Exit status 1 tells of documents that could not be read; they were tried all the same.
ours() {
    local status=0
    "$utfall" extract --jobs 1 --quiet --output "$scratch/tables" "${pdfs[@]}" >/dev/null 2>&1 || status=$?
    ((status <= 1)) || stop "utfall ended with exit status $status"
    [[ -s $scratch/tables/documents.csv ]] || stop "utfall wrote no tables"
}

theirs() {
    local pdf
    for pdf in "${pdfs[@]}"; do
        pdftotext -layout "$pdf" "$scratch/text" >/dev/null 2>&1 || true
    done
}

# User and system time of a command, in seconds.
TIMEFORMAT='%U %S'
cpu() {
    { time "$1" >&3 2>&3; } 2>&1 | awk '{ print $1 + $2 }'
}

median() {
    sort -n "$1" | awk '{ all[NR] = $1 } END {
        middle = int((NR + 1) / 2)
        print NR % 2 ? all[middle] : (all[middle] + all[middle + 1]) / 2
    }'
}

# Peak memory of a command in megabytes, or nothing if no program here can tell.
peak() {
    if [[ -x /usr/bin/time ]] && /usr/bin/time -v true >/dev/null 2>&1; then
        { /usr/bin/time -v "$@" >/dev/null; } 2>&1 |
            awk -F': ' '/Maximum resident set size/ { printf "%.1f", $2 / 1024 }'
    elif command -v python3 >/dev/null; then
        python3 - "$@" <<'PYTHON'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print("%.1f" % (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024), end="")
PYTHON
    fi
}

exec 3>&2
# Once each before it counts: files are in memory, programs are loaded.
ours
theirs
for ((round = 1; round <= rounds; round++)); do
    cpu ours >>"$scratch/ours"
    cpu theirs >>"$scratch/theirs"
done
own=$(median "$scratch/ours")
other=$(median "$scratch/theirs")
memory=$(peak "$utfall" extract --jobs 1 --quiet --output "$scratch/tables" "${pdfs[@]}" || true)

echo "${#pdfs[@]} PDFs in $folder, $rounds rounds, median of user + system time"
printf 'utfall extract --jobs 1   %8.3f s\n' "$own"
printf 'pdftotext -layout         %8.3f s\n' "$other"
awk -v own="$own" -v other="$other" 'BEGIN {
    if (other > 0) printf "ratio                     %8.2f\n", own / other
    else print "ratio                     too fast to tell: take more files"
}'
if [[ -n $memory ]]; then
    printf 'peak memory of utfall     %8.1f MB\n' "$memory"
else
    echo 'peak memory of utfall     unknown: neither /usr/bin/time -v nor python3 is there'
fi
