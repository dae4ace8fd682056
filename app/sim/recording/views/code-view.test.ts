// The code around a position: what runs next, what was completed, and where a crashed run stands.

import { beforeAll, describe, expect, it } from "vitest";
import type { CodeView } from "../../api.ts";
import { findPreset } from "../../scenario/presets.ts";
import { recordScenario } from "../../scenario/to-plan.ts";
import { resolveAnchor } from "../anchors.ts";
import { momentAt } from "../moment.ts";
import type { Run } from "../run.ts";

function record(id: string): Run {
  const preset = findPreset(id);
  const recorded = preset === undefined ? undefined : recordScenario(preset.scenario);
  if (recorded?.ok !== true) throw new Error(`the preset ${id} cannot be recorded`);
  return recorded.value;
}

function codeAt(run: Run, anchor: string): CodeView {
  const at = resolveAnchor(run.cursor, anchor);
  if (!at.ok) throw new Error(`no anchor ${anchor}`);
  return momentAt(run, at.value, {}).code;
}

const marked = ({ lines }: CodeView) =>
  lines.filter(({ state }) => state !== "").map(({ state, mnemonic, operands }) => [state, mnemonic, operands]);

describe("in control code", () => {
  let run: Run;
  beforeAll(() => {
    run = record("tiny");
  });

  it("the completed instruction is marked in its place, also when it ran at another linear address", () => {
    const code = codeAt(run, "phase/cr3-switch+4");
    expect(marked(code)).toEqual([
      ["completed", "ret", ""],
      ["next", "push", "%edx"],
    ]);
    const [completed, next] = ["completed", "next"].map((state) =>
      code.lines.findIndex((line) => line.state === state),
    );
    expect(next).toBe((completed ?? 0) + 1);
    expect(code.lines[completed ?? 0]).toMatchObject({ offset: 0x149, reads: [], writes: [{ name: "esp" }] });
  });

  it("it stands above when it lies elsewhere", () => {
    const code = codeAt(run, "phase/boot+1");
    expect(code.lines[0]).toMatchObject({ state: "completed" });
    const jump = codeAt(run, "phase/boot");
    expect(jump.lines[0]).toMatchObject({ state: "completed", apart: true });
    expect(jump.lines.find(({ state }) => state === "next")).toBeDefined();
  });

  it("a repeated copy has written all of its page", () => {
    const done = codeAt(run, "swap/3/2").lines.find(({ state }) => state === "completed");
    expect(done?.writes.find(({ name }) => name === "(%edi)")).toMatchObject({
      count: 1024,
      bytes: 4,
      physical: 0x805000,
    });
    expect(done?.writes.find(({ name }) => name === "ecx")).toMatchObject({ was: 1024, value: 0 });
  });

  it("values are those before and after the instruction, also in the middle of a copy", () => {
    const copy = resolveAnchor(run.cursor, "swap/3/1");
    if (!copy.ok) throw new Error("no such anchor");
    let { t } = copy.value;
    while (codeNext(run, t) !== "rep movsl") t += 1;
    const { code } = momentAt(run, { t, sub: 100 }, {});
    const [completed, next] = ["completed", "next"].map((state) => code.lines.find((line) => line.state === state));
    expect(next?.reads.find(({ name }) => name === "ecx")?.value).toBe(924);
    expect(completed?.writes.find(({ name }) => name === "ecx")?.value).toBe(1024);
  });
});

const codeNext = (run: Run, t: number): string | undefined =>
  momentAt(run, { t, sub: 0 }, {}).code.lines.find(({ state }) => state === "next")?.mnemonic;

describe("at the end", () => {
  it("of a crash stands the instruction at fault", () => {
    const code = codeAt(record("mainline"), "end");
    expect(code.kind).toBe("instructions");
    expect(marked(code).at(-1)).toEqual(["next", "mov", "%eax,%ss"]);
  });

  it("of a crash for want of a mapping stands the control code all the same", () => {
    const code = codeAt(record("mainline-pae"), "end");
    expect(code.routine).toBe("kexec_jump_back_entry");
    expect(marked(code).map(([state, mnemonic]) => [state, mnemonic])).toEqual([
      ["completed", "mov"],
      ["next", "lea"],
    ]);
    expect(code.lines.every(({ offset }) => offset !== undefined)).toBe(true);
  });

  it("of a run that completed stands the kernel", () => {
    expect(codeAt(record("tiny"), "end").kind).toBe("model");
  });
});
