// Exceptions as steps.

import { describe, expect, it } from "vitest";
import type { RaisedException } from "../../sim/api.ts";
import { chainSteps, vectorName } from "./chain.ts";

const raised = (vector: number, name: string, during?: string): RaisedException => ({
  vector,
  name,
  eip: 0,
  text: "",
  ...(during === undefined ? {} : { during }),
});
const words = (kind: string, ...exceptions: RaisedException[]): string[] =>
  chainSteps({ kind, exceptions }).map(({ raised: { name }, becomes }) => `${name} ${becomes ?? "delivered"}`);

describe("the chain", () => {
  it("of a triple fault has three steps", () => {
    expect(
      words(
        "triple-fault",
        raised(14, "#PF"),
        raised(13, "#GP", "#PF"),
        raised(8, "#DF", "#PF"),
        raised(13, "#GP", "#DF"),
      ),
    ).toEqual(["#PF delivered", "#GP double fault", "#GP triple fault"]);
  });

  it("keeps exceptions that follow each other", () => {
    expect(words("triple-fault", raised(14, "#PF"), raised(11, "#NP", "#PF"))).toEqual([
      "#PF delivered",
      "#NP triple fault",
    ]);
  });

  it("of something not modelled ends without a shutdown", () => {
    expect(words("unimplemented", raised(14, "#PF"))).toEqual(["#PF delivered"]);
    expect(words("unimplemented")).toEqual([]);
  });
});

it("vectors have names", () => {
  expect([14, 200].map(vectorName)).toEqual(["page fault", "vector 200"]);
});
