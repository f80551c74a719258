#!/bin/bash
# Seats, whole process, JSON Lines to JSON Lines: one order for all (serial) and
# programs that rank by themselves (deferred), with and without conditions, and the
# verifier on each result.  Reading alone stands beside, so that the engine's part
# can be told.  No package of Debian or npm gives seats by deferred acceptance, so the
# peer is a short script for node, as somebody would write it; it has to find the same
# seats.  NATION=1 also gives the seats of a nation, which takes many minutes and 20
# GB of disk.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

# Deferred acceptance with a sorted list a program; conditions by the three texts that
# the year has.
cat >"$BENCH_DIR/seats.mjs" <<'END'
import { createReadStream, readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
const [, , programFile, file] = process.argv;
const programs = new Map();
for (const line of readFileSync(programFile, "utf8").trim().split("\n")) {
    const p = JSON.parse(line), text = p.eligible ?? "";
    programs.set(p.id, { capacity: p.capacity, order: (p.order ?? "places.unified").split(".")[1],
        track: text.includes("物理") ? "物理" : text.includes("历史") ? "历史" : null,
        chemistry: text.includes("chemistry"), held: [] });
}
const all = [];
for await (const line of createInterface({ input: createReadStream(file) })) {
    const record = JSON.parse(line);
    all.push({ line, places: record.places, choices: record.choices, track: record.track,
        chemistry: "chemistry" in record.scores, next: 0, got: null });
}
const queue = all.slice();
while (queue.length > 0) {
    const a = queue.pop();
    a.got = null;
    while (a.got === null && a.next < a.choices.length) {
        const id = a.choices[a.next++], p = programs.get(id), held = p.held;
        if ((p.track !== null && p.track !== a.track) || (p.chemistry && !a.chemistry)) continue;
        const place = a.places[p.order];
        if (held.length === p.capacity) {
            if (held.length === 0 || held[held.length - 1].places[p.order] < place) continue;
            queue.push(held.pop());
        }
        let low = 0, high = held.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (held[middle].places[p.order] < place) low = middle + 1; else high = middle;
        }
        held.splice(low, 0, a);
        a.got = id;
    }
}
let out = "";
for (const a of all) {
    const admission = a.got === null ? { status: "unplaced" }
        : { program: a.got, choice: a.next, status: "admitted" };
    out += a.line.slice(0, -1) + ',"admission":' + JSON.stringify(admission) + "}\n";
    if (out.length > 1 << 18) {
        writeSync(1, out);
        out = "";
    }
}
writeSync(1, out);
END

# seats APPLICANTS CHOICES PROGRAMS: makes the year once, and a variant of its
# programs that asks for nothing.
seats() {
    RECORDS=$1
    nation=$BENCH_DIR/nation-$1-$2-$3
    if [ ! -e "$nation/programs-open.jsonl" ]; then
        mkdir -p "$nation"
        admit-generate --quiet --procedure gaokao --applicants "$1" --choices "$2" --programs "$3" \
            --seed bench --format jsonl --output "$nation"
        jq -c 'del(.eligible)' "$nation/programs.jsonl" >"$nation/programs-open.jsonl"
    fi
    bytes=$(stat -c %s "$nation/applicants.jsonl")
    heading "$1 applicants, up to $2 choices, $3 programs; records of $((bytes / $1)) bytes"
    measure "reading (admit-select true)" "$bytes" admit-select true "$nation/applicants.jsonl"
    reading=$cpu
    way serial programs-open
    way serial programs
    way deferred programs-own-order
}

# way MECHANISM PROGRAMS: gives the seats, and verifies them.
way() {
    local result=$nation/result.jsonl
    local -a rules=(--quiet -m "$1" --programs "$nation/$2.jsonl" --choices choices
        --order places.unified)

    SINK=$result measure "$1, $2" "$bytes" admit-allocate "${rules[@]}" "$nation/applicants.jsonl"
    allocate=$cpu
    measure "  admit-verify" "$bytes" admit-verify "${rules[@]}" "$result"
    ratio "  allocate / reading" "$reading" "$allocate"
    ratio "  verify / reading" "$reading" "$cpu"
    ratio "  verify / allocate" "$allocate" "$cpu"
}

# The last way again, by hand; the seats must be the same.
by_hand() {
    local seats='[.id, .admission.program, .admission.choice] | @csv'

    command -v node >/dev/null || return 0
    measure "  by hand, node $(node --version)" "$bytes" \
        node "$BENCH_DIR/seats.mjs" "$nation/programs-own-order.jsonl" "$nation/applicants.jsonl"
    ratio "  node / admit-allocate" "$allocate" "$cpu"
    cmp <(node "$BENCH_DIR/seats.mjs" "$nation/programs-own-order.jsonl" "$nation/applicants.jsonl" |
        jq -r "$seats") <(jq -r "$seats" "$nation/result.jsonl")
}

seats 100000 12 500
by_hand
echo "goal: deferred at most 1.5 times reading"
RUNS=1
seats 1000000 12 2000
echo "goal: at most 4 s of CPU and 800 MiB"
seats 1000000 20 50000
if [ -n "${NATION-}" ]; then
    seats 1000000 96 50000
    seats 13400000 20 50000
    echo "goal, as multiples of reading: serial 2.2, deferred 3.2, verify 2; 3072 MiB"
fi
rm -f "$BENCH_DIR"/nation-*/result.jsonl
