// Cases of a seeded generator, answered by this suite and by another implementation:
// CEL by @bufbuild/cel, JSON Schema 2020-12 by ajv.
//
//   compare.cjs cel|schema ANSWERS PACKAGES COUNT SEED
//
// ANSWERS is the program of answers.c, PACKAGES the folder with node_modules.  Prints
// counts and the first differences; ends with 1 if one of them is not known.
'use strict';
const { spawnSync } = require('child_process');
const { createRequire } = require('module');
const { resolve } = require('path');
const [what, answers, packages, count, seed] = process.argv.slice(2);
const load = createRequire(`${resolve(packages)}/node_modules/`);

let state = Number(seed) >>> 0 || 1;
const below = (n) => {
  state ^= state << 13; state >>>= 0;
  state ^= state >>> 17;
  state ^= state << 5; state >>>= 0;
  return state % n;
};
const pick = (list) => list[below(list.length)];
const some = (most, make) => Array.from({ length: below(most + 1) }, make);

// ---- expressions: typed, of literals only, since a number of a record is a decimal

const texts = ['', 'a', 'ab', 'ba', 'A', '欧阳', '𠮷', 'é', 'S01', 'a.b', '0', '-7', 'true'];
const quote = (t) => (below(2) ? JSON.stringify(t) : `'${t}'`);
const make = {
  int: (d) => (d <= 0 ? pick(['0', '1', '2', '-1', '7', '9223372036854775807', '-9223372036854775808'])
    : pick([
      () => `(${make.int(d - 1)} ${pick(['+', '-', '*', '/', '%'])} ${make.int(d - 1)})`,
      () => `-(${make.int(d - 1)})`,
      () => `size(${make[pick(['text', 'list', 'map'])](d - 1)})`,
      () => `${make.list(d - 1)}[${make.int(d - 2)}]`,
      () => `${make.map(d - 1)}[${make.text(d - 2)}]`,
      () => `(${make.bool(d - 1)} ? ${make.int(d - 1)} : ${make.int(d - 1)})`,
      () => `int(${pick([make.text, make.uint, make.real])(d - 1)})`,
    ])()),
  uint: (d) => (d <= 0 ? pick(['0u', '1u', '3u', '18446744073709551615u'])
    : pick([
      () => `(${make.uint(d - 1)} ${pick(['+', '-', '*', '/', '%'])} ${make.uint(d - 1)})`,
      () => `uint(${make.int(d - 1)})`,
    ])()),
  // Quarters, whose sums and products are the same in binary and as digits.
  real: (d) => (d <= 0 ? pick(['0.5', '1.25', '-2.75', '4.0'])
    : `(${make.real(d - 1)} ${pick(['+', '-', '*'])} ${make.real(d - 1)})`),
  text: (d) => (d <= 0 ? quote(pick(texts))
    : pick([
      () => `(${make.text(d - 1)} + ${make.text(d - 1)})`,
      () => `string(${make[pick(['int', 'uint', 'bool', 'text'])](d - 1)})`,
      () => `(${make.bool(d - 1)} ? ${make.text(d - 1)} : ${make.text(d - 1)})`,
    ])()),
  list: (d) => (d <= 0 ? pick(['[]', '[1]', '[3, 1, 2]'])
    : pick([
      () => `[${some(3, () => make.int(d - 1)).join(', ')}]`,
      () => `(${make.list(d - 1)} + ${make.list(d - 1)})`,
      () => `${make.list(d - 1)}.map(x, x ${pick(['+', '*', '-'])} ${make.int(d - 2)})`,
      () => `${make.list(d - 1)}.filter(x, x ${compare()} ${make.int(d - 2)})`,
    ])()),
  map: (d) => `{${texts.slice(0, below(4)).map((k) => `${quote(k)}: ${make.int(d - 1)}`).join(', ')}}`,
  bool: (d) => (d <= 0 ? pick(['true', 'false'])
    : pick([
      () => { const t = pick(['int', 'uint', 'real', 'text']); return `(${make[t](d - 1)} ${compare()} ${make[t](d - 1)})`; },
      () => `(${pick([make.int, make.uint, make.real])(d - 1)} ${compare()} ${pick([make.int, make.uint, make.real])(d - 1)})`,
      () => `(${make.list(d - 1)} ${pick(['==', '!='])} ${make.list(d - 1)})`,
      () => `(${make.map(d - 1)} ${pick(['==', '!='])} ${make.map(d - 1)})`,
      () => `(${make.bool(d - 1)} ${pick(['&&', '||', '==', '!='])} ${make.bool(d - 1)})`,
      () => `!${make.bool(d - 1)}`,
      () => `(${make.int(d - 1)} in ${make.list(d - 1)})`,
      () => `(${make.text(d - 1)} in ${make.map(d - 1)})`,
      () => `${make.text(d - 1)}.${pick(['startsWith', 'endsWith', 'contains'])}(${make.text(d - 1)})`,
      () => `${make.text(d - 1)}.matches(${pick(["'^a'", "'[ab]+$'", "'^.$'", "'\\\\\\\\d'", "'a|欧'"])})`,
      () => `${make.list(d - 1)}.${pick(['all', 'exists', 'exists_one'])}(x, x ${compare()} ${make.int(d - 2)})`,
    ])()),
};
const compare = () => pick(['==', '!=', '<', '<=', '>', '>=']);

// ---- schemas, and values that nearly hold

const names = ['a', 'b', 'ab', '名'];
const scalar = () => pick([null, true, false, 0, 1, -1, 2, 1.5, 0.5, 10, '', 'a', 'ab', '欧阳', '𠮷']);
const value = (d) => (d <= 0 || below(3) === 0 ? scalar()
  : below(2) ? some(3, () => value(d - 1))
    : Object.fromEntries(some(3, () => [pick(names), value(d - 1)])));
const keywords = {
  type: () => pick(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer', ['string', 'null'], ['integer', 'object']]),
  enum: () => [...new Map(some(3, () => value(1)).concat([0]).map((v) => [JSON.stringify(v), v])).values()],
  const: () => value(1),
  minimum: () => pick([0, 1, -1, 1.5]), maximum: () => pick([0, 1, 2, 1.5]),
  exclusiveMinimum: () => pick([0, 1]), exclusiveMaximum: () => pick([1, 2]),
  multipleOf: () => pick([1, 2, 0.5]),
  minLength: () => below(3), maxLength: () => below(3),
  pattern: () => pick(['^a', 'b$', '^.$', '[^a]', '欧']),
  minItems: () => below(3), maxItems: () => below(3), uniqueItems: () => below(4) > 0,
  minProperties: () => below(3), maxProperties: () => below(3),
  required: () => [...new Set(some(2, () => pick(names)))],
  dependentRequired: () => ({ [pick(names)]: [pick(names)] }),
  items: (d) => schema(d), contains: (d) => schema(d), minContains: () => below(3), maxContains: () => 1 + below(2),
  prefixItems: (d) => [schema(d)].concat(some(2, () => schema(d))),
  unevaluatedItems: (d) => schema(d), unevaluatedProperties: (d) => schema(d),
  properties: (d) => Object.fromEntries(some(3, () => [pick(names), schema(d)])),
  patternProperties: (d) => ({ [pick(['^a', 'b', '名'])]: schema(d) }),
  additionalProperties: (d) => schema(d), propertyNames: (d) => schema(d),
  dependentSchemas: (d) => ({ [pick(names)]: schema(d) }),
  allOf: (d) => [schema(d), schema(d)], anyOf: (d) => [schema(d), schema(d)], oneOf: (d) => [schema(d), schema(d)],
  not: (d) => schema(d), if: (d) => schema(d), then: (d) => schema(d), else: (d) => schema(d),
  $ref: () => pick(['#/$defs/a', '#/$defs/b']),
};
let closed = false; // inside of $defs: a reference could lead back to itself
const flat = Object.keys(keywords).slice(0, 17);
const schema = (d) => (below(8) === 0 ? below(2) === 0
  : Object.fromEntries(some(3, () => { const k = pick(d <= 0 || closed ? flat : Object.keys(keywords)); return [k, keywords[k](d - 1)]; })));

// ---- the other answers

function plain(v) {
  if (typeof v === 'bigint') return String(v);
  if (typeof v === 'number') return Object.is(v, -0) ? '-0' : String(v);
  if (typeof v === 'string') return JSON.stringify(v);
  if (v === null || typeof v === 'boolean') return String(v);
  if (typeof v.value === 'bigint') return String(v.value);
  if (v[Symbol.iterator] === undefined) return 'other';
  const all = [...v];
  if (typeof v.get === 'function' && typeof v.has === 'function' && all.every(Array.isArray))
    return `{${all.map(([k, x]) => `${plain(k)}:${plain(x)}`).join(',')}}`;
  return `[${all.map(plain).join(',')}]`;
}

const kinds = {
  cel: {
    make: () => ({ expression: make[pick(['int', 'bool', 'bool', 'text', 'list', 'uint', 'real'])](3) }),
    other() {
      const { run, isCelError } = load('@bufbuild/cel');
      return ({ expression }) => {
        try {
          const result = run(expression, {});
          return isCelError(result) ? '"error"' : plain(result);
        } catch { return '"error"'; }
      };
    },
    known: [
      {
        reason: 'there int("") is 0',
        is: (c, mine) => mine === '"error"' && /int\(/.test(c.expression) && /''|""/.test(c.expression),
      },
      {
        reason: 'there two signs are none, so -(-(the smallest int)) does not overflow',
        is: (c, mine) => mine === '"error"' && /-\(-\(*-9223372036854775808/.test(c.expression),
      },
      {
        reason: 'there a quotient of uints over 2^63 is an error',
        is: (c, mine, theirs) => theirs === '"error"' && /18446744073709551615u/.test(c.expression) && /\//.test(c.expression),
      },
    ],
  },
  schema: {
    make: () => {
      const top = schema(3);
      const all = typeof top === 'boolean' ? { allOf: [top] } : top;
      closed = true;
      const $defs = { a: schema(1), b: schema(1) };
      closed = false;
      return { schema: { ...all, $defs }, value: value(3) };
    },
    other() {
      const Ajv = load('ajv/dist/2020').default;
      return (c) => {
        const ajv = new Ajv({ strict: false, validateFormats: false, logger: false });
        try { return String(ajv.validate(c.schema, c.value)); } catch { return '"refused"'; }
      };
    },
    known: [
      {
        reason: 'there unevaluatedItems does not skip what contains has matched',
        is: (c) => /"contains"/.test(JSON.stringify(c.schema)) && /"unevaluatedItems"/.test(JSON.stringify(c.schema)),
      },
    ],
  },
};

const kind = kinds[what];
const cases = Array.from({ length: Number(count) }, kind.make);
const run = spawnSync(answers, { input: cases.map((c) => `${JSON.stringify(c)}\n`).join(''), maxBuffer: 1 << 30 });
if (run.status !== 0) { console.error(`${what}: ${answers}: status ${run.status}`); process.exit(2); }
const ours = String(run.stdout).trimEnd().split('\n').map((l) => l.slice('{"answer":'.length, -1));
const other = kind.other();
const counts = {}, reasons = {};
let differ = 0;
cases.forEach((c, i) => {
  const mine = ours[i] === '"refused"' && what === 'cel' ? '"error"' : ours[i];
  const theirs = other(c);
  if (mine === theirs) {
    const group = what === 'cel' ? (mine === '"error"' ? 'errors' : 'values') : mine;
    counts[group] = (counts[group] || 0) + 1;
    return;
  }
  const why = kind.known.find((k) => k.is(c, mine, theirs));
  if (why) { reasons[why.reason] = (reasons[why.reason] || 0) + 1; return; }
  if (differ++ < 10) console.log(`${what}: here ${mine}, there ${theirs}: ${JSON.stringify(c)}`);
});
console.log(`${what}: ${cases.length} cases, seed ${seed}: the same ${JSON.stringify(counts)}; known differences ${JSON.stringify(reasons)}; others ${differ}`);
process.exit(differ > 0 ? 1 : 0);
