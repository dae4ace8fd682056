// The three facts by every channel, against what kernel A has: on a kernel B that boots, and on one that is entered again.

import { describe, expect, it } from "vitest";
import type { Channel, ChannelView, FixId, Scenario, TravellingFact } from "../../api.ts";
import { readPrstatus } from "../../formats/elf-core.ts";
import { TASK_STRUCT } from "../../kernel/layouts.ts";
import { CHANNEL_TABLE } from "../../kernel/channels.ts";
import { record as recordSmall, smallScenario } from "../../testing/hibernation-rig.ts";
import { findPreset } from "../../scenario/presets.ts";
import { recordScenario } from "../../scenario/to-plan.ts";
import type { Run } from "../run.ts";
import { channelViews } from "./channels-view.ts";
import { kernelsInMemory } from "./kernel-memory.ts";

type Route = Readonly<Record<TravellingFact, Channel>>;

function record(preset: string, channels: Partial<Route>, change: Partial<Scenario> = {}): Run {
  const scenario = findPreset(preset)?.scenario;
  if (scenario?.hibernation === undefined) throw new Error(`no preset ${preset}`);
  const run = recordScenario({ ...scenario, ...change, hibernation: { ...scenario.hibernation, channels } });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

/** On the visit with this number, when the tool begins to save. */
function atVisit(run: Run, visit: number): ChannelView[] {
  const { cursor, plan, recording } = run;
  const phase = recording.phases.filter(({ id }) => id === "save-image")[visit - 1];
  if (phase === undefined || plan.hibernation === undefined) throw new Error(`no visit ${visit}`);
  cursor.seek({ t: phase.from, sub: 0 });
  return channelViews(run, plan.hibernation, cursor.memory, kernelsInMemory(run, cursor.memory));
}

const valueOf = (views: readonly ChannelView[], fact: TravellingFact, channel: Channel): number | undefined =>
  views.find((view) => view.fact === fact && view.channel === channel)?.value;

/** Where A is, by the roles of its frames and the segments of the scenario. */
function truth({ cursor, plan, recording, revision }: Run): Readonly<Record<TravellingFact, number>> {
  const control = (recording.roles.find(({ kernel, role }) => kernel === "A" && role === "control")?.pfn ?? 0) * 4096;
  const label = revision.code.control.listing.labels.get("kexec_jump_back_entry") ?? 0;
  return {
    entry: control + label,
    map: cursor.memory.read32(control + revision.links.head),
    header: plan.segments.find(({ content }) => content === "elfcorehdr")?.mem ?? 0,
  };
}

describe("channels at the first boot", () => {
  it("bring what they are said to bring, and nothing else", () => {
    const routes: readonly Route[] = [
      { entry: "note", map: "register", header: "command-line" },
      { entry: "command-line", map: "note", header: "initrd" },
    ];
    for (const route of routes) {
      const run = record("hibernate-tiny", route);
      const [views, facts] = [atVisit(run, 1), truth(run)];
      expect(views).toHaveLength(12);
      for (const { fact, channel, chosen, firstBoot, value } of views) {
        expect(chosen).toBe(route[fact] === channel);
        // the tool writes the header's address in one place only
        const written = fact !== "header" || chosen;
        expect(value, `${fact} by ${channel}`).toBe(firstBoot.can && written ? facts[fact] : undefined);
      }
    }
  });

  it("a note in an exchanged page is found by the map, and hides the map that it holds itself", () => {
    const run = record("hibernate", { entry: "note", map: "register" });
    expect(valueOf(atVisit(run, 1), "entry", "note")).toBe(truth(run).entry);
    const lost = record("hibernate", { entry: "register", map: "note" });
    expect(valueOf(atVisit(lost, 1), "map", "note")).toBeUndefined();
  });
});

describe("every channel that is said to carry a fact", () => {
  const ROUTES: readonly Route[] = [
    { entry: "note", map: "register", header: "initrd" },
    { entry: "register", map: "note", header: "initrd" },
    { entry: "command-line", map: "register", header: "command-line" },
  ];
  const REVISIONS: Record<string, Partial<Scenario>> = {
    v8: {},
    mainline: { revision: "mainline-i386", fixes: ["gdt-on-return", "jump-notes"] },
  };

  it.each(Object.keys(REVISIONS))(
    "does so, at the first boot and on re-entry (%s)",
    (name) => {
      const carried = new Set<string>();
      for (const channels of ROUTES) {
        const small = smallScenario({ rounds: ["checkpoint", "off"], channels }, REVISIONS[name]);
        // purgatory is what writes the entry to the command line
        const entered = small.segments.find(({ content }) => content === "purgatory");
        const run = recordSmall({ ...small, bEntry: entered?.mem ?? small.bEntry });
        for (const [visit, when] of [
          [1, "firstBoot"],
          [2, "reEntry"],
        ] as const) {
          const views = atVisit(run, visit);
          const facts = truth(run);
          for (const { fact, channel, chosen, value, [when]: carries } of views) {
            // who writes a header's address or a note does so only where that is asked for
            const written = fact === "header" ? chosen : channel !== "note" || Object.values(channels).includes("note");
            if (!carries.can || !written) continue;
            expect(value, `${fact} by ${channel}, ${when}`).toBe(facts[fact]);
            carried.add(`${fact} ${channel} ${when}`);
          }
        }
      }
      const said = CHANNEL_TABLE.flatMap(({ fact, channel, firstBoot, reEntry }) => [
        ...(firstBoot.can ? [`${fact} ${channel} firstBoot`] : []),
        ...(reEntry.can ? [`${fact} ${channel} reEntry`] : []),
      ]);
      expect([...carried].toSorted()).toEqual(said.toSorted());
    },
    60_000,
  );
});

describe("channels when kernel B is entered again", () => {
  it("the register is the last jump's; command line and initrd are those of the first boot", () => {
    const run = record("checkpoint", {});
    const views = atVisit(run, 2);
    const facts = truth(run);
    expect(valueOf(views, "entry", "register")).toBe(facts.entry);
    expect(valueOf(views, "map", "register")).toBe(facts.map);
    expect(valueOf(views, "header", "command-line")).toBe(facts.header);
    expect(views.find(({ fact, channel }) => fact === "entry" && channel === "command-line")?.reEntry.can).toBe(false);
  });
});

describe("the processor of kernel A as a note", () => {
  const WITHOUT_NOTE: readonly FixId[] = ["gdt-on-return"];

  it.each(["hibernate", "hibernate-mainline"])("says where A goes on, register by register (%s)", (preset) => {
    const run = record(preset, {}, { fixes: WITHOUT_NOTE });
    const { cursor, recording, revision } = run;
    atVisit(run, 1);
    const [note] = revision.processorNotes(cursor, truth(run).entry);
    const read = note && readPrstatus(note);
    if (read?.ok !== true) throw new Error("no note");
    const { registers, pid } = read.value;
    const back = recording.phases.findLast(({ id, owner }) => id === "restore" && owner === "A");
    cursor.seek({ t: back?.from ?? 0, sub: 0 });
    expect(registers.eip).toBe(cursor.cpu.eip);
    const named = { ebx: 3, ebp: 5, esi: 6, edi: 7 } as const;
    for (const name of ["ebx", "ebp", "esi", "edi"] as const) {
      expect(registers[name], name).toBe((cursor.cpu.regs[named[name]] ?? 0) >>> 0);
    }
    const [a] = kernelsInMemory(run, cursor.memory);
    expect(pid).toBe(a?.at(TASK_STRUCT, a.page("tasks")).get("pid"));
  });

  it("is not made twice where A has written it itself", () => {
    const run = record("hibernate-mainline", {}, { fixes: [...WITHOUT_NOTE, "jump-notes"] });
    expect(run.revision.processorNotes(run.cursor, truth(run).entry)).toEqual([]);
    expect(run.recording.consoles.some(({ text }) => /^vmcore: .* 1 notes?$/.test(text))).toBe(true);
  });
});
