#!/bin/bash
# What it costs to hold records against the applicant's schema: beside the reading
# alone, and beside validators of JavaScript that compile the same schema, where
# node and npm can get them.  All of them read lines, find everything that is wrong,
# and write what is right; formats of the domain and the rules between fields are the
# same for all.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=measure.bash
. "$(dirname "$0")/measure.bash"

make_year
records=$year/applicants.jsonl
folder=$BENCH_DIR/validate
mkdir -p "$folder"
# Here a name that looks odd is an error, which every validator can say.
jq 'del(."$defs".name, ."$defs".address, .properties.name."$ref", .properties.address."$ref")
    | .properties.name.format = "cn-name" | .properties.address.format = "cn-address"' \
    "$(dirname "$0")/../../samples/senior-high/city/applicant.schema.json" >"$folder/schema.json"
jq '{constants, validate: (.validate + {schema: "schema.json"})}' \
    "$(dirname "$0")/../../samples/senior-high/city/policy.json" >"$folder/policy.json"
echo '{}' >"$folder/anything.json"

cat >"$folder/stream.mjs" <<'END'
import { openSync, readSync, writeSync, readFileSync } from "node:fs";
const [, , name, file] = process.argv;
const schema = JSON.parse(readFileSync("schema.json"));
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const provinces = new Set([11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
    44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83]);
const days = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function isDay(y, m, d) {
    return m >= 1 && m <= 12 && d >= 1 && d <= days[m] &&
        (m !== 2 || d < 29 || (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0)));
}
function isResident(s) {
    if (!/^[0-9]{17}[0-9X]$/.test(s) || !provinces.has(+s.slice(0, 2))) return false;
    if (!isDay(+s.slice(6, 10), +s.slice(10, 12), +s.slice(12, 14))) return false;
    let sum = 0;
    for (let i = 0; i < 17; i++) sum += weights[i] * (s.charCodeAt(i) - 48);
    return "10X98765432"[sum % 11] === s[17] && s.slice(14, 17) !== "000";
}
const formats = {
    "cn-resident-id": isResident,
    "cn-student-number": (s) => s[0] === "L" ? /^L[0-9]{17}[0-9X]$/.test(s)
        : s[0] === "G" && isResident(s.slice(1)),
    "cn-mobile": (s) => /^1[3-9][0-9]{9}$/.test(s),
    "cn-name": (s) => /^\p{Script=Han}+(·\p{Script=Han}+)*$/u.test(s),
    "cn-address": (s) => /\p{Script=Han}/u.test(s) && !/[?？\ufffd\p{Co}\p{Cc}\p{Cf}]/u.test(s),
    "date": (s) => /^\d{4}-\d\d-\d\d$/.test(s) && isDay(+s.slice(0, 4), +s.slice(5, 7), +s.slice(8)),
};
let holds;
if (name === "ajv") {
    const { default: Ajv } = await import("ajv/dist/2020.js");
    const ajv = new Ajv({ allErrors: true, formats, strictTypes: false });
    holds = ajv.compile(schema);
} else {
    const { validator } = await import("@exodus/schemasafe");
    holds = validator(schema, { formats, includeErrors: true, allErrors: true, mode: "lax",
        $schemaDefault: "https://json-schema.org/draft/2020-12/schema" });
}
// As the other four rules of the policy have it.
function agrees(record) {
    const id = record.resident_id, birth = record.birth;
    return record.student_number === "G" + id && id.slice(6, 14) === birth.replaceAll("-", "") &&
        (id.charCodeAt(16) % 2 === 1 ? "男" : "女") === record.sex &&
        Math.floor((20200831 - +birth.replaceAll("-", "")) / 10000) >= 12;
}
const parts = ["chinese", "math", "english", "physics", "chemistry", "politics", "history", "pe"];
const fd = openSync(file), block = Buffer.allocUnsafe(1 << 18);
let rest = "", wrong = 0;
const decoder = new TextDecoder();
for (let n; (n = readSync(fd, block)) > 0;) {
    const text = rest + decoder.decode(block.subarray(0, n), { stream: true });
    const lines = text.split("\n");
    rest = lines.pop();
    let out = "";
    for (const line of lines) {
        const record = JSON.parse(line);
        let sum = 0;
        for (const part of parts) sum += record.scores[part];
        if (holds(record) && sum === record.total && agrees(record)) out += line + "\n";
        else wrong++;
    }
    writeSync(1, out);
}
if (wrong > 0) throw new Error(wrong + " records do not hold");
END

heading "$RECORDS records of $((bytes / RECORDS)) bytes"
measure "pass (any schema)" "$bytes" admit-validate --schema "$folder/anything.json" "$records"
measure "admit-validate" "$bytes" admit-validate -p "$folder/policy.json" "$records"
ours=$cpu

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "node and npm are not here: no peers"
    exit 0
fi
cd "$folder"
[ -d node_modules/ajv ] && [ -d node_modules/@exodus/schemasafe ] ||
    npm install --silent --no-fund --no-audit ajv @exodus/schemasafe >npm.log 2>&1 || {
    echo "npm cannot get the peers (npm.log): left out"
    exit 0
}
for peer in ajv schemasafe; do
    measure "$peer, compiled, node $(node --version)" "$bytes" node stream.mjs "$peer" "$records"
    ratio "$peer / admit-validate" "$ours" "$cpu"
done
