// Records against schema.json by a validator of npm, and by the other rules of the policy:
// what holds is written as it came.  node validate.mjs ajv | schemasafe FILE
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
