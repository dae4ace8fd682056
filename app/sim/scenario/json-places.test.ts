import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonPlaces, placeOf } from "./json-places.ts";

const key = fc.stringMatching(/^[a-z]{1,6}$/);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
}));

function at(root: unknown, path: string): unknown {
  const names = path === "scenario" ? [] : [...path.matchAll(/[^.[\]]+/g)].map(([name]) => name);
  return names.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], root);
}

describe("the place of a value", () => {
  it("holds exactly its text, whatever the value and the white space", () => {
    const dictionary = fc.dictionary(key, value, { maxKeys: 5 });
    fc.assert(
      fc.property(dictionary, fc.constantFrom(0, 1, 3), (root, indent) => {
        const text = JSON.stringify(root, undefined, indent);
        const parsed: unknown = JSON.parse(text);
        for (const [path, { from, to }] of jsonPlaces(text)) {
          if (path === "scenario" && "scenario" in root) continue;
          expect(JSON.parse(text.slice(from, to))).toEqual(at(parsed, path));
        }
      }),
    );
  });

  it("is that of what is around a value that is missing", () => {
    const text = '{ "bRange": { "start": 1 }, "segments": [ { "mem": 4096 } ] }';
    const places = jsonPlaces(text);
    const held = (path: string): string => text.slice(placeOf(places, path).from, placeOf(places, path).to);
    expect(held("segments[0].mem")).toBe("4096");
    expect(held("bRange.end")).toBe('{ "start": 1 }');
    expect(held("segments[0].name")).toBe('{ "mem": 4096 }');
    expect(held("segments[7].mem")).toBe('[ { "mem": 4096 } ]');
    expect(held("memoryMiB")).toBe("{");
  });
});
