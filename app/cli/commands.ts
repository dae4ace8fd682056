// The commands. Each prints for people, or with --json for programs; numbers in JSON are plain numbers.

import { writeFileSync } from "node:fs";
import { KERNELS, type KernelName, type Moment, type Position } from "../sim/api.ts";
import { hex, hex32, hexByte, hexPfn } from "../sim/core/hex.ts";
import { KIMAGE } from "../sim/kernel/layouts.ts";
import { imagePage } from "../sim/kernel/image-pages.ts";
import { offsetOf } from "../sim/kernel/struct.ts";
import { anchorAt } from "../sim/recording/anchors.ts";
import { exchangeAt } from "../sim/recording/exchanges.ts";
import { momentAt } from "../sim/recording/moment.ts";
import type { Run } from "../sim/recording/run.ts";
import { summaryOf } from "../sim/recording/summary.ts";
import { Homes } from "../sim/recording/views/homes.ts";
import { encodeLink, LINK_LENGTH_MAX } from "../sim/scenario/link.ts";
import { PRESETS } from "../sim/scenario/presets.ts";
import { prettyJson } from "../sim/scenario/schema.ts";
import { badInput, EXIT } from "./failure.ts";
import { known, numberOption, type OptionName, required, type Options } from "./options.ts";
import { positionOf, readScenario, record } from "./scenario.ts";

export type Print = (text: string) => void;
export type Command = (options: Options, print: Print) => number;
/** One that has files to fetch. */
export type AsyncCommand = (options: Options, print: Print) => Promise<number>;

export const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

export const presets: Command = (options, print) => {
  known(options, ["json"]);
  const rows = PRESETS.map(({ id, revision, title, summary, scenario }) => ({
    id,
    revision,
    title,
    summary,
    scenario,
  }));
  if (options.flags.has("json")) print(json(rows));
  else for (const row of rows) print(`${row.id.padEnd(15)} ${row.summary}\n`);
  return EXIT.fine;
};

/** The moment of --at. */
function moment(
  options: Options,
  own: readonly OptionName[],
): { run: Run; moment: Moment; source: ReturnType<typeof readScenario> } {
  const source = readScenario(options, ["at", ...own]);
  const recorded = record(source, options);
  return { run: recorded, moment: momentAt(recorded, positionOf(recorded, required(options, "at")), {}), source };
}

export const state: Command = (options, print) => {
  const { run: recorded, moment: now } = moment(options, ["json"]);
  const { cpu } = now;
  const { eax, ecx, edx, ebx, esp, ebp, esi, edi, eip, eflags, cr0, cr2, cr3, cr4 } = cpu;
  const saved = Object.fromEntries(
    now.controlPages.map((page) => [
      page.owner,
      Object.fromEntries(page.slots.map(({ name, value }) => [name, value])),
    ]),
  );
  const answer = {
    t: now.at.t,
    anchor: now.anchor,
    hash: now.hash,
    kernel: now.running,
    lane: now.lane,
    phase: recorded.recording.phases[now.phase]?.id,
    registers: { eax, ecx, edx, ebx, esp, ebp, esi, edi, eip, eflags },
    controlRegisters: { cr0, cr2, cr3, cr4 },
    descriptorTables: { gdtr: cpu.gdtr, idtr: cpu.idtr },
    segments: cpu.segments,
    saved,
    imageStart: Object.fromEntries(now.controlPages.map(({ owner }) => [owner, imageStart(recorded, owner)])),
    controlPages: now.controlPages.map(({ owner, physicalAddress, swapPfn }) => ({ owner, physicalAddress, swapPfn })),
  };
  if (options.flags.has("json")) print(json(answer));
  else {
    print(`${now.anchor}  t ${now.at.t}  kernel ${now.running}  state ${now.hash}\n${cpu.mode}\n`);
    for (const [name, value] of Object.entries({ ...answer.registers, ...answer.controlRegisters }))
      print(`${name.padEnd(7)}${hex32(value)}\n`);
    for (const [name, { base, limit }] of Object.entries(answer.descriptorTables))
      print(`${name.padEnd(7)}${hex32(base)} limit ${hex(limit, 4)}\n`);
    for (const { name, selector, base, limit, kind } of cpu.segments)
      print(`${name.padEnd(7)}${hex(selector, 4)} base ${hex32(base)} limit ${hex32(limit)} ${kind}\n`);
    for (const [owner, slots] of Object.entries(saved)) {
      for (const [name, value] of Object.entries(slots)) print(`${owner} ${name.padEnd(17)}${hex32(value)}\n`);
    }
  }
  return EXIT.fine;
};

/** The word in the kimage in RAM, wherever the exchange has put that page. */
function imageStart(recorded: Run, owner: KernelName): number | undefined {
  const image = recorded.images[owner];
  if (image === undefined) return undefined;
  const address = imagePage(image.base, "kimage") + offsetOf(KIMAGE, "start");
  return new Homes(recorded.cursor.memory, owner).read32(address);
}

export const mem: Command = (options, print) => {
  const source = readScenario(options, ["at", "pa", "len", "out"]);
  const address = numberOption(options, "pa");
  const length = numberOption(options, "len");
  if (length === 0) throw badInput("--len: expected at least 1, got 0");
  const recorded = record(source, options);
  positionOf(recorded, required(options, "at"));
  const size = recorded.recording.frameCount * 4096;
  if (address + length > size)
    throw badInput(
      `--pa, --len: expected a range inside [0x0, 0x${size.toString(16)}), got ${hex32(address)} + ${length}`,
    );
  const bytes = recorded.cursor.memory.slice(address, length);
  const out = options.values.get("out");
  if (out !== undefined) writeFileSync(out, bytes);
  else for (let i = 0; i < length; i += 16) print(dumpLine(address + i, bytes.subarray(i, i + 16)));
  return EXIT.fine;
};

/** Places of the run by name; pages have names too, swap/PAGE/COPIES. */
export const anchors: Command = (options, print) => {
  const source = readScenario(options, ["json"]);
  const summary = summaryOf(record(source, options), source.scenario);
  const rows = [
    ...summary.phases.map(({ anchor, from, title, owner, lane }) => ({
      anchor,
      t: from,
      what: lane === "code" ? `control code of kernel ${owner}: ${title}` : `kernel ${owner}: ${title}`,
    })),
    ...summary.boots
      .slice(1)
      .map(({ n, kernel, from }) => ({ anchor: `boot/${n}`, t: from, what: `power is back: kernel ${kernel} boots` })),
    ...summary.jumps.map(({ n, from, to, t }) => ({ anchor: `jump/${n}`, t, what: `jump from ${from} to ${to}` })),
    { anchor: "end", t: summary.end, what: summary.outcome.text },
  ].toSorted((a, b) => a.t - b.t);
  if (options.flags.has("json")) print(json(rows));
  else for (const { anchor, t, what } of rows) print(`${String(t).padStart(9)}  ${anchor.padEnd(28)} ${what}\n`);
  return EXIT.fine;
};

function dumpLine(address: number, bytes: Uint8Array): string {
  const ascii = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
  return `${hex(address, 8).slice(2)}  ${Array.from(bytes, hexByte).join(" ").padEnd(48)} ${ascii}\n`;
}

/** Whose list the control code at work walks; A's while none is at work. */
function walker({ recording }: Run, { t }: Position): KernelName {
  const exchange = exchangeAt(recording, t);
  const phase = recording.phases[recording.phaseAt(t)];
  const atWork = phase?.lane === "code" && phase.id !== "purgatory" ? phase.owner : undefined;
  return (exchange === undefined ? undefined : recording.exchanges[exchange]?.owner) ?? atWork ?? "A";
}

export const list: Command = (options, print) => {
  const wanted = options.values.get("owner");
  const named = KERNELS.find((name) => name === wanted);
  if (named === undefined && wanted !== undefined)
    throw badInput(`--owner: expected ${KERNELS.join(", ")}, got ${wanted}`);
  const source = readScenario(options, ["at", "json", "owner"]);
  const recorded = record(source, options);
  const at = positionOf(recorded, required(options, "at"));
  const owner = named ?? walker(recorded, at);
  const now = momentAt(recorded, at, { list: { owner, from: 0, count: Number.MAX_SAFE_INTEGER } });
  if (now.list === undefined) throw badInput(`kernel ${owner} has no list at ${now.anchor}: kexec_load has not run`);
  const { rows, head, pages, selfPairs, listPages } = now.list;
  if (options.flags.has("json")) print(json({ owner, head, pages, selfPairs, listPages, entries: rows }));
  else
    for (const row of rows) {
      const pair =
        row.kind === "source"
          ? `  frame ${hexPfn(row.sourcePfn ?? 0)} for ${hexPfn(row.destinationPfn ?? 0)}${row.self ? " (self)" : ""}`
          : "";
      print(
        `${String(row.index).padStart(7)}  ${row.address === undefined ? "head word " : hex32(row.address)}  ${hex32(row.raw)}  ${row.kind}${pair}\n`,
      );
    }
  return EXIT.fine;
};

/** What a scenario with its options is as a file, which every command takes in its place. */
export const scenario: Command = (options, print) => {
  const text = prettyJson(readScenario(options, ["out"]).scenario);
  const out = options.values.get("out");
  if (out === undefined) print(text);
  else writeFileSync(out, text);
  return EXIT.fine;
};

export const link: Command = (options, print) => {
  if (options.values.has("image")) throw badInput("--image: an image stays in its file, no link carries it");
  const { run: recorded, moment: now, source } = moment(options, []);
  const anchor = anchorAt(recorded.cursor, now.at);
  const text = `#${encodeLink({ source: source.source, at: now.at, anchor, hash: now.hash, unknown: {} })}`;
  if (text.length > LINK_LENGTH_MAX) {
    throw badInput(
      `the link: expected at most ${LINK_LENGTH_MAX} characters, got ${text.length}; ` +
        "kjlab scenario writes the scenario to a file, which can be passed on instead",
    );
  }
  print(`${text}\n`);
  return EXIT.fine;
};
