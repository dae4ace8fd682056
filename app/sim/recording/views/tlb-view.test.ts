// The TLB as shown: what is stale, and in what.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asFault } from "../../cpu/faults.ts";
import type { LookedAt } from "./looked-at.ts";
import { randomlyPaged, smallMachine } from "./testing/small-machine.ts";
import { tlbView } from "./tlb-view.ts";

const DIRECTORY = 0x3000;
const TABLE = 0x4000;

/** 4 KiB pages, identity mapped, user, writable; one address touched with a write. */
function paged(): LookedAt {
  const machine = smallMachine();
  const { memory, cpu } = machine;
  memory.write32(DIRECTORY, TABLE | 7);
  for (let page = 0; page < 64; page++) memory.write32(TABLE + page * 4, (page << 12) | 7);
  cpu.cr4 = 0x90;
  cpu.cr3 = DIRECTORY;
  cpu.cr0 = 0x80000011 | 0;
  cpu.forWrite(0x20000);
  return machine;
}

const staleOf = (machine: LookedAt) => tlbView(machine).entries[0]?.stale;

describe("a cached translation", () => {
  it("that the tables confirm is not stale", () => {
    const view = tlbView(paged());
    expect(view).toMatchObject({ paging: true, stale: 0 });
    expect(view.entries).toEqual([
      {
        linear: 0x20000,
        cached: {
          physical: 0x20000,
          pageBytes: 4096,
          writable: true,
          user: true,
          dirty: true,
          global: false,
          noExecute: false,
        },
        now: {
          physical: 0x20000,
          pageBytes: 4096,
          writable: true,
          user: true,
          dirty: true,
          global: false,
          noExecute: false,
        },
        stale: [],
      },
    ]);
  });

  it.each([
    ["another frame", 0x30067, ["another frame now"]],
    ["fewer rights", 0x20065, ["read-only now"]],
    ["none but the supervisor", 0x20063, ["supervisor only now"]],
    ["a clean page", 0x20027, ["not dirty now"]],
    ["a global page", 0x20167, ["global now"]],
    ["no page", 0x20066, ["not present now"]],
  ])("is stale when the tables say %s", (_name, entry, words) => {
    const machine = paged();
    machine.memory.write32(TABLE + 0x20 * 4, entry);
    expect(staleOf(machine)).toEqual(words);
    expect(tlbView(machine).stale).toBe(1);
  });

  it("is gone with a flush", () => {
    const machine = paged();
    machine.cpu.cr3 = DIRECTORY;
    expect(tlbView(machine).entries).toEqual([]);
  });

  it("is gone with paging", () => {
    const machine = paged();
    machine.cpu.cr0 = 0x11;
    expect(tlbView(machine)).toEqual({ paging: false, pae: false, entries: [], stale: 0 });
  });
});

it("on any tables nothing is stale right after it was filled", () => {
  let filled = 0;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { machine, linear } = randomlyPaged(seed);
      try {
        machine.cpu.forRead(linear | 0);
      } catch (thrown) {
        asFault(thrown);
        return;
      }
      const view = tlbView(machine);
      expect(view.entries.map(({ stale }) => stale)).toEqual([[]]);
      filled += 1;
    }),
    { numRuns: 1000 },
  );
  expect(filled).toBeGreaterThan(50);
});
