import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { recordScenario } from "../sim/scenario/to-plan.ts";
import { resolveAnchor } from "../sim/recording/anchors.ts";
import { findTerms, TERMS, termsIn } from "./glossary.ts";
import { findPreset } from "./scenarios.ts";

const rows = readFileSync(new URL("../../GLOSSARY.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => /^\| [^-]/.test(line))
  .slice(1);

describe("the glossary", () => {
  it("says on the page what GLOSSARY.md says, word for word and in its order", () => {
    expect(TERMS.map(({ term, meaning, code }) => `| ${term} | ${meaning} | \`${code}\` |`)).toEqual(rows);
  });

  it("names each term once", () => {
    expect(new Set(TERMS.map(({ id }) => id)).size).toBe(TERMS.length);
  });

  it("finds a term by its name, its meaning and its name in the kernel", () => {
    expect(findTerms("struct kimage")[0]?.id).toBe("kimage");
    expect(findTerms("third page exchange").map(({ id }) => id)).toEqual(["swap-page"]);
    expect(findTerms("no such word")).toEqual([]);
  });

  it("finds the terms of a text as it uses them, whole words only", () => {
    const ids = termsIn("The swap page is in no destination; sources wait. Abandoned.").map(({ id }) => id);
    expect(ids).toEqual(["swap-page", "destination", "source"]);
  });
});

describe("show me", () => {
  const known = new Set<string>();
  for (const preset of ["tiny", "payload", "hibernate-tiny"]) {
    const scenario = findPreset(preset)?.scenario;
    const run = scenario && recordScenario(scenario);
    if (run?.ok !== true) throw new Error(`${preset} is not recorded`);
    for (const place of TERMS.flatMap(({ show = [] }) => show))
      if (resolveAnchor(run.value.cursor, place).ok) known.add(place);
  }

  it.each(TERMS.filter(({ show }) => show !== undefined))("leads to a place that runs have: $id", ({ show = [] }) => {
    expect(show.filter((place) => !known.has(place))).toEqual([]);
  });
});
