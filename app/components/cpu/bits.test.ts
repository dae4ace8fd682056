// The bit chips of the processor.

import { describe, expect, it } from "vitest";
import type { CpuView } from "../../sim/api.ts";
import { bitChips, emptyTables } from "./bits.ts";

const cpu = (change: Partial<CpuView>): CpuView => ({
  eax: 0,
  ecx: 0,
  edx: 0,
  ebx: 0,
  esp: 0,
  ebp: 0,
  esi: 0,
  edi: 0,
  eip: 0,
  eflags: 2,
  cr0: 0x11,
  cr2: 0,
  cr3: 0,
  cr4: 0,
  segments: [],
  gdtr: { base: 0, limit: 0 },
  idtr: { base: 0, limit: 0 },
  tlbEntries: 0,
  paging: false,
  interrupts: false,
  mode: "",
  ...change,
});
const set = (change: Partial<CpuView>): string =>
  bitChips(cpu(change))
    .filter((chip) => chip.set)
    .map((chip) => chip.name)
    .join(" ");

describe("bit chips", () => {
  it("read CR0, CR4 and EFLAGS", () => {
    expect(set({})).toBe("PE ET");
    expect(set({ cr0: 0x8005003b, cr4: 0x690, eflags: 0x246 })).toBe("PE PG WP IF ZF ET PSE PGE");
  });

  it("say which tables are empty", () => {
    expect(emptyTables(cpu({ idtr: { base: 0, limit: 0x7ff } })).map((chip) => chip.set)).toEqual([true, false]);
  });
});
