// What the editor's text says: its value as far as it is JSON, and everything wrong with it, by field and by place.

import type { Problem, Scenario } from "../sim/api.ts";
import { jsonErrorOffset, lineAndColumn } from "../sim/scenario/json-position.ts";
import { jsonPlaces, placeOf, type Place } from "../sim/scenario/json-places.ts";
import { scenarioFromJson } from "../sim/scenario/schema.ts";
import { checkShape } from "../sim/scenario/shape.ts";

export interface PlacedProblem extends Problem, Place {
  /** "line 3, column 14". */
  readonly where: string;
}

export interface Reading {
  /** Undefined where the text is no JSON. */
  readonly value: unknown;
  /** Where every field is of its type and within its bounds, though the fields may not go together. */
  readonly shaped: Scenario | undefined;
  /** Where the text is a scenario that can run. */
  readonly scenario: Scenario | undefined;
  readonly problems: readonly PlacedProblem[];
}

const NOTHING = { value: undefined, shaped: undefined, scenario: undefined } as const;

/** `refused` is what only the machine could know. */
export function readText(text: string, refused: readonly Problem[] = []): Reading {
  const read = scenarioFromJson(text);
  const broken = jsonErrorOffset(text);
  if (broken !== undefined) {
    const problems = read.ok ? [] : read.problems;
    const place = { from: Math.min(broken, text.length), to: Math.min(broken + 1, text.length) };
    return { ...NOTHING, problems: problems.map((each) => placed(each, place, text)) };
  }
  const places = jsonPlaces(text);
  const problems = [...(read.ok ? [] : read.problems), ...refused];
  const value: unknown = JSON.parse(text);
  const shape = checkShape(value);
  return {
    value,
    shaped: shape.ok ? shape.value : undefined,
    scenario: read.ok ? read.value : undefined,
    problems: problems.map((problem) => placed(problem, placeOf(places, problem.path), text)),
  };
}

const placed = (problem: Problem, place: Place, text: string): PlacedProblem => ({
  ...problem,
  ...place,
  where: lineAndColumn(text, place.from),
});

const namesOf = (path: string): readonly string[] => [...path.matchAll(/[^.[\]]+/g)].map(([name]) => name);

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

/** By a path as in problems, such as "segments[3].mem"; undefined where there is nothing. */
export const valueAt = (root: unknown, path: string): unknown => namesOf(path).reduce(member, root);

/** The same value with another one at the path; undefined takes the field away. */
export function withValueAt(root: unknown, path: string, value: unknown): unknown {
  const put = (inner: unknown, [name, ...rest]: readonly string[]): unknown => {
    if (name === undefined) return value;
    const next = put(member(inner, name), rest);
    if (Array.isArray(inner)) return inner.map((each: unknown, index) => (String(index) === name ? next : each));
    const entries = Object.entries(typeof inner === "object" && inner !== null ? inner : {});
    const known = entries.some(([key]) => key === name);
    const all = known
      ? entries.map(([key, each]) => [key, key === name ? next : each] as const)
      : [...entries, [name, next] as const];
    return Object.fromEntries(all.filter(([, each]) => each !== undefined));
  };
  return put(root, namesOf(path));
}

/** As the form writes it: fields in the order that they have, two spaces. */
export const textOf = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
