// Where an expression becomes true. It can only where something that it names changes; those places are looked for as
// changes are, and it is evaluated there and one operation before.

import { PAGE_SIZE } from "../../core/units.ts";
import type { Run } from "../run.ts";
import { holds } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { type Bytes, frameBytes, frameScanner, memoryScanner } from "./memory-scanner.ts";
import type { RegisterPart } from "./registers.ts";
import { registerScanner } from "./register-scanner.ts";
import type { Scanner } from "./scanner.ts";

const EVALUATIONS_PER_SLICE = 1 << 12;

/** What an expression's value depends on. */
interface Needs {
  readonly registers: RegisterPart[];
  readonly bytes: Bytes[];
  readonly frames: number[];
  /** Positions at which something else changes. */
  readonly times: number[];
  /** Half-open spans of time in which anything may matter. */
  readonly spans: { readonly from: number; readonly to: number }[];
}

export function becomesTrue(run: Run, expression: Expression): Scanner {
  const { cursor, recording } = run;
  const needs: Needs = { registers: [], bytes: [], frames: [], times: [], spans: [] };
  gather(run, expression, needs);
  const registers = needs.registers.length === 0 ? [] : [registerScanner(cursor, needs.registers)];
  const scanners = [
    ...registers,
    ...needs.bytes.map((bytes) => memoryScanner(cursor, bytes)),
    ...needs.frames.map((pfn) => frameScanner(cursor, pfn)),
  ];
  const isWhole = (quantum: number): boolean => {
    const from = recording.starts.at(quantum);
    const to = recording.startOf(quantum + 1);
    return needs.spans.some((span) => span.from <= to && from < span.to);
  };
  const timesIn = (quantum: number): number[] => {
    const from = recording.starts.at(quantum);
    const to = recording.startOf(quantum + 1);
    return needs.times.filter((t) => t > from && t <= to);
  };
  const candidates = (quantum: number): number[] => {
    if (isWhole(quantum)) {
      const from = recording.starts.at(quantum);
      return Array.from({ length: recording.startOf(quantum + 1) - from }, (_, i) => from + i + 1);
    }
    const found = scanners.flatMap((scanner) =>
      scanner.may(quantum) ? scanner.changesIn(quantum).map(({ t }) => t) : [],
    );
    return [...new Set([...found, ...timesIn(quantum)])].toSorted((a, b) => a - b);
  };
  return {
    may: (quantum) =>
      scanners.some((scanner) => scanner.may(quantum)) || isWhole(quantum) || timesIn(quantum).length > 0,
    ...(needs.spans.length === 0 ? {} : { slice: EVALUATIONS_PER_SLICE }),
    begin: () => registers.forEach((scanner) => scanner.begin?.()),
    end: () => registers.forEach((scanner) => scanner.end?.()),
    changesIn: (quantum) => {
      let last: { readonly t: number; readonly holds: boolean } | undefined;
      const holdsAt = (t: number): boolean => {
        if (last?.t === t) return last.holds;
        cursor.seek({ t, sub: 0 });
        last = { t, holds: holds(run, expression) };
        return last.holds;
      };
      return candidates(quantum)
        .filter((t) => !holdsAt(t - 1) && holdsAt(t))
        .map((t) => ({ t, kind: "register" as const }));
    },
  };
}

function gather(run: Run, expression: Expression, needs: Needs): void {
  const { recording } = run;
  const always = { from: 0, to: Infinity };
  switch (expression.kind) {
    case "number":
    case "string":
      return;
    case "register":
      needs.registers.push(expression.part);
      return;
    case "time":
      if (expression.name === "t" || expression.name === "sub") needs.spans.push(always);
      else needs.times.push(...recording.phases.map(({ from }) => from), ...recording.legs.map(({ start }) => start));
      return;
    case "exchange":
      needs.spans.push(...recording.exchanges.map(({ from, to }) => ({ from, to: to + 1 })));
      return;
    case "memory":
      return gatherMemory(run, expression, needs);
    case "slot": {
      const controls = recording.roles.filter(({ role, kernel }) => role === "control" && kernel === expression.kernel);
      needs.times.push(...controls.flatMap(({ t, until }) => (until === undefined ? [t] : [t, until])));
      needs.bytes.push(...controls.map(({ pfn }) => frameBytes(pfn)));
      return gather(run, expression.offset, needs);
    }
    case "frame":
      if (expression.pfn.kind !== "number") needs.spans.push(always);
      else if (expression.pfn.value < recording.frameCount) needs.frames.push(expression.pfn.value);
      if (expression.field === "class") {
        const controls = recording.roles.filter(({ role }) => role === "control").map(({ pfn }) => pfn);
        needs.frames.push(...new Set(controls));
        needs.times.push(...recording.roles.flatMap(({ t, until }) => (until === undefined ? [t] : [t, until])));
      }
      return gather(run, expression.pfn, needs);
    case "frames":
      needs.spans.push(always);
      return;
    case "prefix":
      return gather(run, expression.of, needs);
    case "binary":
      gather(run, expression.left, needs);
      return gather(run, expression.right, needs);
  }
}

function gatherMemory(run: Run, { size, address }: Extract<Expression, { kind: "memory" }>, needs: Needs): void {
  const end = run.recording.frameCount * PAGE_SIZE;
  // what a linear address means changes with tables anywhere
  if (size === "lin" || address.kind !== "number") needs.spans.push({ from: 0, to: Infinity });
  else if (address.value + 4 <= end) needs.bytes.push({ address: address.value, size: 4 });
  else if (address.value < end) needs.bytes.push({ address: address.value, size: end - address.value });
  gather(run, address, needs);
}
