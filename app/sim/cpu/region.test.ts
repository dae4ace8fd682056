// A run at full speed, which translates what is hot, beside one of single instructions, which never does.

import { describe, expect, it } from "vitest";
import { hashWords } from "../core/hash.ts";
import { randomAt } from "../core/rng.ts";
import { eax, ebx, ecx, edi, edx, esi, mem } from "./assembler.ts";
import type { Cpu, Stop } from "./cpu.ts";
import { bench, CODE, type Bench } from "./testing/ram-bus.ts";

const DATA = 0x4000;
const SEEDS = 24;

type Draw = (below: number) => number;

function drawOf(seed: number): Draw {
  let next = 0;
  return (below) => randomAt(seed, next++) % below;
}

const byte = (value: number): number => value & 0xff;
const dword = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);

/** ModRM of two registers; of EBX as base, with 8 bits of displacement. */
const both = (reg: number, rm: number): number => 0xc0 | (reg << 3) | rm;
const atEbx = (reg: number): number => 0x43 | (reg << 3);

/** Registers that hold neither the loop's counter (EBP) nor the address of its data (EBX) nor the stack. */
const FREE = [0, 1, 2, 6, 7];

/** One instruction of those that a region knows, or has the executor do. */
function anything(draw: Draw): number[] {
  const to = FREE[draw(FREE.length)] ?? 0;
  const from = FREE[draw(FREE.length)] ?? 0;
  const place = byte(4 * draw(12));
  const operation = draw(8);
  const forms: readonly (() => number[])[] = [
    () => [0x89, both(from, to)],
    () => [0xb8 + to, ...dword(randomAt(draw(1000), 1))],
    () => [0x8b, atEbx(to), place],
    () => [0x89, atEbx(from), place],
    () => [0xc7, atEbx(0), place, ...dword(draw(1 << 30))],
    () => [8 * operation + 1, both(from, to)],
    () => [8 * operation + 3, atEbx(to), place],
    () => [8 * operation + 1, atEbx(from), place],
    () => [0x83, both(operation, to), draw(256)],
    () => [0x81, both(operation, to), ...dword(randomAt(draw(1000), 2))],
    () => [0x85, both(from, to)],
    () => [0xf7, both(0, to), ...dword(1 << draw(31))],
    () => [0x40 + to],
    () => [0x48 + to],
    () => [0x8d, 0x44 | (to << 3), (draw(3) << 6) | (from << 3) | 3, draw(128)],
    () => [0xc1, both(4 + draw(2), to), draw(40)],
    () => [0x0f, 0xb6, both(to, draw(4))],
    () => [0x0f, 0xaf, both(to, from)],
    () => [0x0f, 0x90 + draw(16), both(0, draw(3))],
    () => [0x50 + from, 0x58 + to],
    () => [0x9c, 0x58 + to],
    () => [draw(2) === 0 ? 0xf8 : 0xf9],
    () => [0xd1, both(2 + draw(2), to)],
  ];
  return forms[draw(forms.length)]?.() ?? [];
}

/** Straight pieces with branches over each other, all in one loop of `rounds`. */
function program(seed: number, rounds: number): number[] {
  const draw = drawOf(seed);
  const body: number[] = [];
  for (let piece = 0; piece < 12; piece++) {
    const skipped = Array.from({ length: draw(4) }, () => anything(draw)).flat();
    body.push(...anything(draw), 0x70 + draw(16), skipped.length, ...skipped);
  }
  const back = -(body.length + 1 + 6);
  return [0xbd, ...dword(rounds), 0xbb, ...dword(DATA), ...body, 0x4d, 0x0f, 0x85, ...dword(back), 0xf4];
}

const state = ({ cpu, bus }: Bench) => ({
  words: Array.from(cpu.snapshot().words),
  executed: cpu.executed,
  memory: hashWords(new Uint32Array(bus.bytes.buffer)),
});

/** Runs up to the halt, so many instructions at a time. */
function runBy(cpu: Cpu, step: () => number): Stop {
  for (;;) {
    const stop = cpu.run(step());
    if (stop.kind !== "limit") return stop;
  }
}

function pair(code: readonly number[]): readonly [Bench, Bench] {
  const make = (): Bench => bench((a) => a.bytes([...code]), 16);
  return [make(), make()];
}

describe("a translated region", () => {
  it("does what its instructions do one by one, wherever it is left", () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const [fast, slow] = pair(program(seed, 80));
      const draw = drawOf(seed + 1000);
      const stop = runBy(fast.cpu, () => 1 + draw(400));
      expect(runBy(slow.cpu, () => 1)).toEqual(stop);
      expect(stop.kind).toBe("halt");
      expect(state(fast), `seed ${seed}`).toEqual(state(slow));
    }
  });

  it("stands after any number of instructions where they stand", () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const [fast, slow] = pair(program(seed, 200));
      const limit = 2000 + (randomAt(seed, 7) % 900);
      fast.cpu.run(limit);
      for (let i = 0; i < limit; i++) slow.cpu.run(1);
      expect(state(fast), `seed ${seed}`).toEqual(state(slow));
    }
  });

  it("notices code that changes itself", () => {
    // inc edx, where the loop begins, then add eax, 1, whose constant each round counts up; EBX leads to it
    const add = [0x42, 0x83, 0xc0, 0x01, 0xfe, 0x03, 0x4d, 0x75, 0xf7, 0xf4];
    const code = [0xbd, ...dword(300), 0xbb, ...dword(CODE + 13), ...add];
    const [fast, slow] = pair(code);
    runBy(fast.cpu, () => 10_000);
    runBy(slow.cpu, () => 1);
    expect(state(fast)).toEqual(state(slow));
    expect(fast.cpu.regs[0]).not.toBe(300);
  });

  it("raises a fault at the instruction that makes it, with everything before it done", () => {
    // reads and counts upward until the limit of DS is passed
    const [fast, slow] = pair([0xbb, ...dword(DATA), 0x03, 0x03, 0x83, 0xc3, 0x04, 0x42, 0xeb, 0xf8]);
    for (const { cpu } of [fast, slow]) {
      cpu.limits[3] = 0x5000;
      cpu.attributes[3] = 0x93 | 0x4000;
      cpu.refresh();
    }
    const stop = fast.cpu.run(1_000_000);
    expect(runBy(slow.cpu, () => 1)).toEqual(stop);
    expect(stop.kind).toBe("shutdown");
    expect(state(fast)).toEqual(state(slow));
    expect(fast.cpu.regs[2]).toBe(0x400);
  });

  it("asks at each mark whether it may go on, and stops where it may not", () => {
    const { cpu, listing } = bench((a) => {
      a.mov(ecx, 1000, "rounds");
      a.label("top");
      a.mov(edx, mem(esi), "a word");
      a.label("marked");
      a.add(eax, edx, "summed");
      a.dec(ecx, "one less");
      a.jnz("top", "until none is left");
      a.hlt("done");
    });
    const marked = CODE + (listing.labels.get("marked") ?? 0);
    cpu.markAt = (physical) => (physical === marked ? 3 : 0);
    const asked: (readonly [mark: number, ahead: number, left: number])[] = [];
    cpu.passing = (mark, ahead) => {
      const left = cpu.regs[1];
      if (left === 100) return false;
      asked.push([mark, ahead, left]);
      return true;
    };
    expect(cpu.run(1_000_000)).toEqual({ kind: "mark", mark: 3 });
    expect([cpu.eip, cpu.regs[1]]).toEqual([marked, 100]);
    expect(asked).toEqual(Array.from({ length: 900 }, (_, i) => [3, 2 + 4 * i, 1000 - i]));
    expect(cpu.run(1_000_000)).toEqual({ kind: "halt" });
    expect(asked.at(-1)).toEqual([3, 4 * 99, 1]);
  });

  it("copies by repeated string instructions, page by page and word by word", () => {
    for (const count of [1024, 700]) {
      const build = (): Bench =>
        bench((a) => {
          a.mov(edx, 120, "rounds");
          a.label("top");
          a.mov(esi, 0x6000, "from here");
          a.mov(edi, 0x9000, "to there");
          a.mov(ecx, count, "so many words");
          a.rep_movsd("copied");
          a.inc(ebx, "counted");
          a.dec(edx, "one round less");
          a.jnz("top", "until none is left");
          a.hlt("done");
        }, 16);
      const [fast, slow] = [build(), build()];
      runBy(fast.cpu, () => 500);
      runBy(slow.cpu, () => 1);
      expect(state(fast)).toEqual(state(slow));
      expect(fast.bus.copies).toBe(slow.bus.copies);
    }
  });
});
