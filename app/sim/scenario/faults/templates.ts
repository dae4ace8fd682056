// Texts for many faults at once: {1..24}, {0x400000..0x418000/0x1000} and {a,b,c} stand for each of their values.

import { ok, refuse, type Result } from "../../core/errors.ts";

/** Runs of one batch. */
export const BATCH_MAX = 4096;

const HOLE = /\{([^{}]*)\}/;
const RANGE = /^(0x[0-9a-f]+|\d+)\.\.(0x[0-9a-f]+|\d+)(?:\/(0x[0-9a-f]+|\d+))?$/i;

/** Every text that a template stands for, in order; the last hole varies fastest. */
export function expand(template: string): Result<readonly string[]> {
  const hole = HOLE.exec(template);
  if (hole === null) {
    if (!/[{}]/.test(template)) return ok([template]);
    return refuse({ path: "template", expected: "a } for each {", got: template });
  }
  const [whole, inner = ""] = hole;
  const values = valuesOf(inner);
  if (!values.ok) return values;
  const all: string[] = [];
  for (const value of values.value) {
    const rest = expand(template.slice(0, hole.index) + value + template.slice(hole.index + whole.length));
    if (!rest.ok) return rest;
    all.push(...rest.value);
    if (all.length > BATCH_MAX) return tooMany(template);
  }
  return ok(all);
}

const tooMany = (got: string): Result<never> =>
  refuse({ path: "template", expected: `at most ${BATCH_MAX} faults`, got: `more, from ${got}` });

function valuesOf(inner: string): Result<readonly string[]> {
  const range = RANGE.exec(inner);
  if (range === null) {
    const words = inner.split(",");
    if (words.every((word) => word !== "")) return ok(words);
    return refuse({ path: "template", expected: "{FROM..TO}, {FROM..TO/STEP} or {ONE,OTHER}", got: `{${inner}}` });
  }
  const [, first = "", last = "", stride] = range;
  const [from, to, step] = [Number(first), Number(last), Number(stride ?? 1)];
  if (from > to || step === 0) {
    return refuse({ path: "template", expected: "a range that goes up, in steps above 0", got: `{${inner}}` });
  }
  if ((to - from) / step >= BATCH_MAX) return tooMany(`{${inner}}`);
  const written = (value: number): string => (first.startsWith("0x") ? `0x${value.toString(16)}` : `${value}`);
  return ok(Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => written(from + i * step)));
}
