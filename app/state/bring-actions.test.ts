// What the reader brings: files told apart, refused with a sentence, opened with a way back.

import { describe, expect, it } from "vitest";
import type { Scenario } from "../sim/api.ts";
import { fromBase64Url } from "../sim/core/base64url.ts";
import { IOMEM, KEXEC_LOG } from "../sim/formats/testing/pasted-texts.ts";
import { HELLO } from "../sim/scenario/hello-payload.ts";
import { pastedFile } from "./given-files.ts";
import { noticeText } from "./notices.ts";
import { findPreset, PRESETS } from "./scenarios.ts";
import { handmade, labOf } from "./testing/handmade.ts";

const decoded = fromBase64Url(HELLO.data);
if (typeof decoded === "number") throw new Error("the preset's payload is damaged");
const hello = decoded;

const file = (name: string, content: Uint8Array | string): File => new File([content.slice()], name);
/** A few bytes that pass for flat code; nothing here runs. */
const CODE = Uint8Array.of(0x53, 0x56, 0x57, 0x55, 0x9c, 0x00, 0xc3);
const SYMBOLS = "00000000 T relocate_kernel\n";

function scenarioOf(id: string): Scenario {
  const preset = findPreset(id);
  if (preset === undefined) throw new Error(`the preset ${id} is gone`);
  return preset.scenario;
}

async function opened(id: string) {
  const hand = handmade();
  const lab = labOf(hand.service);
  const scenario = scenarioOf(id);
  await lab.actions.open({ preset: id, scenario });
  await lab.actions.goTo({ kind: "position", at: { t: 7, sub: 0 } });
  const now = () => lab.store.getState();
  return { lab, now, open: () => now().source?.scenario, notice: () => now().notices.at(-1) };
}

describe("a program", () => {
  it("is called in the preset made for it, and a notice leads back to the very position", async () => {
    const { lab, now, open, notice } = await opened("tiny");
    await lab.actions.bring([file("own.elf", hello)]);
    expect(open()).toMatchObject({ title: "own.elf, called as a function", bRange: scenarioOf("payload").bRange });
    const told = notice();
    expect(told?.action).toMatchObject({ kind: "open", label: "Back to Tiny", at: { t: 7 } });
    if (told !== undefined) await lab.actions.act(told);
    expect(now().source?.preset).toBe("tiny");
    expect(now().moment?.at.t).toBe(7);
    expect(now().notices).toEqual([]);
  });

  it("takes the place of another one in the scenario that is open", async () => {
    const { lab, open } = await opened("payload");
    await lab.actions.change({ revision: "mainline-i386", jumps: 2 });
    await lab.actions.bring([file("own.elf", hello)]);
    expect(open()).toMatchObject({ revision: "mainline-i386", jumps: 2, payload: { name: "own.elf" } });
  });

  it("that is the preset's own is the preset", async () => {
    const { lab, now } = await opened("tiny");
    await lab.actions.bring([file("hello.elf", hello)]);
    expect(now().source?.preset).toBe("payload");
  });

  it("that is malformed is refused with its header and value, and the run stays", async () => {
    const { lab, now, notice } = await opened("tiny");
    const before = now().moment;
    await lab.actions.bring([file("cut.elf", hello.slice(0, 60))]);
    expect(notice()).toMatchObject({
      tone: "error",
      text: expect.stringMatching(/^cut\.elf was refused: ELF header, e_shoff: expected .*60 bytes, got 0x/),
    });
    expect([now().moment, now().status.kind, now().source?.preset]).toEqual([before, "ready", "tiny"]);
  });

  it("that is too large is not read", async () => {
    const { lab, notice } = await opened("tiny");
    const large = file("large.elf", new Uint8Array([...hello, ...new Uint8Array(500_000)]));
    let reads = 0;
    large.arrayBuffer = () => {
      reads += 1;
      return Promise.resolve(new ArrayBuffer(0));
    };
    await lab.actions.bring([large]);
    expect(notice()?.text).toContain("payload: expected a file of at most 491520 bytes");
    expect(reads).toBe(0);
  });
});

describe("control code", () => {
  it("comes as flat code with its symbols, in one go", async () => {
    const { lab, open } = await opened("mainline");
    await lab.actions.bring([file("rk.bin", CODE), file("rk.sym", SYMBOLS)]);
    expect(open()?.controlCode).toMatchObject({ name: "rk.bin", symbols: SYMBOLS });
  });

  it("waits for its symbols when it comes without", async () => {
    const { lab, now, open, notice } = await opened("mainline");
    await lab.actions.bring([file("rk.bin", CODE)]);
    expect(open()?.controlCode).toBeUndefined();
    expect(notice()?.action).toMatchObject({ kind: "choose-file" });
    await lab.actions.bring([file("rk.sym", SYMBOLS)]);
    expect(open()?.controlCode).toMatchObject({ name: "rk.bin", symbols: SYMBOLS });
    expect(now().pendingCode).toBeUndefined();
  });

  it("takes a new list of symbols while it is open, and goes when ours is wanted again", async () => {
    const { lab, now, open } = await opened("mainline");
    await lab.actions.bring([file("rk.bin", CODE), file("rk.sym", SYMBOLS)]);
    await lab.actions.bring([file("better.sym", `${SYMBOLS}00000004 t swap_pages\n`)]);
    expect(open()?.controlCode?.symbols).toContain("swap_pages");
    expect(await lab.actions.change({ ownCode: true })).toEqual([]);
    expect(now().source?.preset).toBe("mainline");
  });

  it("given while a capture is open goes into a preset: a capture is not changed", async () => {
    const { lab, now, open } = await opened("tiny");
    const { source } = now();
    if (source === undefined) throw new Error("nothing is open");
    const described = { ...source.scenario, segments: [] };
    lab.store.setState({ source: { scenario: described, capture: { name: "own.kjc", bytes: CODE } } });
    await lab.actions.bring([file("rk.bin", CODE), file("rk.sym", SYMBOLS)]);
    expect(now().source?.capture).toBeUndefined();
    const { fixes, segments } = scenarioOf("mainline-fixed");
    expect(open()).toMatchObject({ fixes, segments, controlCode: { name: "rk.bin" } });
  });

  it("that was written for another revision is offered there", async () => {
    const { lab, open, notice } = await opened("tiny");
    await lab.actions.bring([file("rk.bin", CODE), file("rk.sym", SYMBOLS)]);
    const told = notice();
    expect(told).toMatchObject({ tone: "error", action: { kind: "open", label: "Open it under mainline-i386" } });
    if (told !== undefined) await lab.actions.act(told);
    expect(open()).toMatchObject({ revision: "mainline-i386", controlCode: { name: "rk.bin" } });
  });

  it.each([
    [[file("alone.sym", SYMBOLS)], /alone\.sym was refused: symbol list: expected flat code/],
    [[file("a.elf", hello), file("b.elf", hello)], /expected one of a kind at a time, got a\.elf and b\.elf/],
    [[file("a.log", KEXEC_LOG), file("b.elf", hello)], /expected a\.log alone, got a\.log, b\.elf/],
    [[file("a.json", "{}"), file("b.elf", hello)], /expected a\.json alone/],
    [[file("bad.sym", "not a list\n"), file("rk.bin", CODE)], /line 1: expected ADDRESS LETTER NAME/],
  ])("is refused in other company: %#", async (files, words) => {
    const { lab, now, notice } = await opened("mainline");
    await lab.actions.bring(files);
    expect(notice()).toMatchObject({ tone: "error", text: expect.stringMatching(words) });
    expect(now().source?.preset).toBe("mainline");
  });
});

describe("notices", () => {
  it("speak of the latest opening or refusal only", async () => {
    const { lab, now } = await opened("tiny");
    lab.actions.notify("warning", "of the run before");
    await lab.actions.bring([file("alone.sym", SYMBOLS)]);
    await lab.actions.bring([file("bad.sym", "not a list\n"), file("rk.bin", CODE)]);
    expect(now().notices.map(({ tone }) => tone)).toEqual(["warning", "error"]);
    await lab.actions.bring([file("own.elf", hello)]);
    expect(now().notices).toMatchObject([{ tone: "info", text: "own.elf is open." }]);
  });

  it("leave out how the run ended where the outcome is on screen", async () => {
    const { lab, notice } = await opened("tiny");
    await lab.actions.bring([file("own.elf", hello)]);
    const told = notice();
    if (told?.ending === undefined) throw new Error("nothing is said of the ending");
    expect([false, true].map((said) => noticeText(told, said))).toEqual([`${told.text} ${told.ending}`, told.text]);
  });
});

describe("other files", () => {
  it("that are scenarios are opened, or refused by field", async () => {
    const { lab, now, open } = await opened("tiny");
    const own = { ...scenarioOf("tiny"), title: "Own" };
    await lab.actions.bring([file("own.json", JSON.stringify(own))]);
    expect(open()?.title).toBe("Own");
    await lab.actions.bring([file("bad.json", JSON.stringify({ ...own, jumps: 77 }))]);
    expect(now().status).toMatchObject({ kind: "refused", what: "bad.json", problems: [{ path: "jumps" }] });
    lab.actions.backToRun();
    expect([now().status.kind, open()?.title]).toEqual(["ready", "Own"]);
  });
});

describe("texts of a real machine", () => {
  it("open as the image and the machine they tell of, a log and its memory together", async () => {
    const { lab, open, notice } = await opened("tiny");
    await lab.actions.bring([file("kexec.log", KEXEC_LOG)]);
    expect(open()).toMatchObject({ memoryMiB: 128, bRange: { start: 0x1000000, end: 0x3000000 } });
    expect(notice()?.text).toBe("kexec.log is open.");
    const image = KEXEC_LOG.slice(KEXEC_LOG.indexOf("kexec_load:"));
    await lab.actions.bring([file("iomem", "00100000-0bffffff : System RAM\n"), file("kexec.log", image)]);
    expect([open()?.memoryMiB, notice()?.text]).toEqual([192, "kexec.log and iomem are open."]);
  });

  it("join the text before, when that is what is open", async () => {
    const { lab, now, open, notice } = await opened("tiny");
    const image = KEXEC_LOG.slice(KEXEC_LOG.indexOf("kexec_load:"));
    const iomem = (end: string): File => file("iomem", `00100000-${end} : System RAM\n`);
    await lab.actions.bring([file("kexec.log", image)]);
    await lab.actions.bring([iomem("0bffffff")]);
    expect(open()).toMatchObject({ memoryMiB: 192, bRange: { start: 0x1000000, end: 0x3000000 } });
    expect(notice()?.text).toContain("both texts tell of one machine");
    await lab.actions.bring([iomem("01ffffff")]);
    expect(open()?.memoryMiB).toBe(192);
    const told = notice();
    expect(told?.text).toMatch(/^The log of kexec -d with \/proc\/iomem was refused: segments/);
    if (told !== undefined) await lab.actions.act(told);
    expect(open()?.memoryMiB).toBe(32);
    // Something else has been opened since: nothing to be joined with.
    await lab.actions.open({ preset: "tiny", scenario: scenarioOf("tiny") });
    await lab.actions.bring([file("kexec.log", image)]);
    expect([now().status.kind, open()?.memoryMiB]).toEqual(["ready", 128]);
  });

  it("come from the clipboard, where other text is left alone", async () => {
    const { lab, open, now } = await opened("tiny");
    const texts = [KEXEC_LOG, IOMEM, "Dear reader", "00000000 T relocate_kernel\n", "{}", ""];
    expect(texts.map((text) => pastedFile(text)?.name)).toEqual(["The pasted text", "The pasted text", ...Array(4)]);
    const pasted = pastedFile(IOMEM);
    if (pasted !== undefined) await lab.actions.bring([pasted]);
    expect(open()?.title).toBe("A machine of 128 MiB from /proc/iomem");
    const broken = pastedFile(KEXEC_LOG.replace("0x1af000", "many"));
    if (broken !== undefined) await lab.actions.bring([broken]);
    expect(now().status).toMatchObject({
      kind: "refused",
      what: "The pasted text",
      problems: [{ path: "line 20, segment[0].memsz", got: "many" }],
    });
  });
});

describe("changes", () => {
  it("that do not go together are answered with problems, and nothing is opened", async () => {
    const { lab, now } = await opened("tiny");
    expect(await lab.actions.change({ kernelIsPae: true })).toMatchObject([{ path: "segments[0].memsz" }]);
    expect(now().source?.preset).toBe("tiny");
  });

  it("lead back by a notice, and by name where a preset is meant", async () => {
    const { lab, now, notice } = await opened("mainline-fixed");
    await lab.actions.change({ fixes: [] });
    expect(notice()?.action).toMatchObject({ label: "Back to Mainline 6.1 with its GDT back" });
    await lab.actions.change({ fixes: ["pae-before-paging"] });
    expect(notice()?.action?.label).toBe("Back to Mainline 6.1 with its GDT back (changed)");
    await lab.actions.change({ fixes: ["gdt-on-return"] });
    expect(now().source?.preset).toBe("mainline-fixed");
  });

  it("find every preset by its scenario alone", async () => {
    for (const { id, scenario } of PRESETS) {
      const { lab, now } = await opened("tiny");
      await lab.actions.bring([file("it.json", JSON.stringify(scenario))]);
      expect(now().source?.preset).toBe(id);
    }
  });
});

describe("a change of the scenario", () => {
  it("is an edit: undo leads back to what was open and where, redo forward again", async () => {
    const { lab, now, open } = await opened("tiny");
    await lab.actions.change({ jumps: 2 });
    const changed = open();
    if (changed === undefined) throw new Error("nothing is open");
    expect(await lab.actions.replaceScenario({ ...changed, title: "Mine" })).toEqual([]);
    expect(open()).toMatchObject({ jumps: 2, title: "Mine" });

    await lab.actions.undo();
    expect(open()).toMatchObject({ jumps: 2, title: scenarioOf("tiny").title });
    await lab.actions.undo();
    expect(open()).toEqual(scenarioOf("tiny"));
    expect(now().edits).toMatchObject({ past: [], future: [{}, {}] });

    await lab.actions.redo();
    await lab.actions.redo();
    expect(open()).toMatchObject({ jumps: 2, title: "Mine" });
    expect(now().edits.future).toEqual([]);
  });

  it("that the machine refuses leaves the run, and says why", async () => {
    const { lab, now, open } = await opened("tiny");
    const problems = await lab.actions.replaceScenario({ ...scenarioOf("tiny"), faults: ["nmi@swap/99"] });
    expect(problems.map(({ path }) => path)).toEqual(["faults[0].at"]);
    expect(open()).toEqual(scenarioOf("tiny"));
    expect(now().status.kind).toBe("ready");
    expect(now().edits.past).toEqual([]);
  });
});
