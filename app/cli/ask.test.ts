// Questions on the command line: the answers of the page, and an exit code that says whether anything was found.

import { describe, expect, it } from "vitest";
import { kjlab } from "./testing/kjlab.ts";

const ask = (...words: readonly string[]) => {
  const { status, stdout, stderr } = kjlab("ask", ...words);
  return { status, stdout, stderr, json: (): unknown => JSON.parse(stdout) };
};

describe("ask", () => {
  it("tells who changed a control bit last, and next", () => {
    const last = ask("change", "tiny", "--of", "reg:cr0/31", "--at", "swap/7/0", "--json");
    expect(last.status).toBe(0);
    expect(last.json()).toMatchObject({ anchor: "phase/paging-off", before: 1, after: 0, kind: "register" });
    const next = ask("change", "tiny", "--of", "c:0x00406100+4", "--direction", "forward");
    expect(next.stdout).toContain("swap/7/3  copy from frame");
  }, 30_000);

  it("follows bytes both ways", () => {
    const hops = (...more: readonly string[]) =>
      ask("provenance", "tiny", "--pa", "0x406100", "--len", "4", "--json", ...more).json();
    expect(hops("--direction", "forward")).toMatchObject([
      { kind: "exchange", other: 0x406 },
      { kind: "exchange", frame: 0x406, copies: [{}, {}] },
      { kind: "exchange", other: 0x406 },
      { kind: "exchange", frame: 0x406 },
      { kind: "end", frame: 0x406 },
    ]);
    expect(hops("--at", "swap/7/3")).toMatchObject([{ kind: "exchange", frame: 0x406 }, { kind: "write" }]);
  }, 30_000);

  it("runs to breakpoints, searches and probes", () => {
    const hit = ask("run", "tiny", "--break", "x:cr0.pg==0", "--break", "ph:boot", "--json");
    expect(hit.json()).toMatchObject({ breakpoint: { kind: "expression" } });
    expect(ask("counts", "tiny", "--break", "ph:swap-in", "--json").json()).toEqual([{ hits: 3, complete: true }]);
    expect(ask("search", "tiny", "--for", "text:Shopping", "--limit", "1").stdout).toContain("1 of 3 places");
    const series = ask("probe", "tiny", "--expression", "cr0.pg", "--by", "phase", "--json").json();
    expect(series).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining({ value: 0 })]) });
  }, 30_000);

  it("ends with 1 where nothing is found, and with 2 where the question means nothing", () => {
    expect(ask("run", "tiny", "--break", "ev:no such event").status).toBe(1);
    expect(ask("search", "tiny", "--for", "text:no such text").status).toBe(1);
    const bad: readonly (readonly [string, string])[] = [
      ["ask: expected change", "when"],
      ["--of is missing", "change tiny"],
      ["expected a breakpoint", "run tiny --break nonsense"],
      ["character 1", "probe tiny --expression )"],
      ["--by: expected", "probe tiny --expression t --by hour"],
      ["--direction: expected", "change tiny --of reg:eax --direction up"],
      ["means nothing", "search tiny --for text:a --break ph:boot"],
      ["one scenario", "change tiny huge --of reg:eax"],
    ];
    for (const [message, words] of bad) {
      const { status, stderr } = ask(...words.split(" "));
      expect([words, status]).toEqual([words, 2]);
      expect(stderr).toContain(message);
    }
  }, 60_000);
});
