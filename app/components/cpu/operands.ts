// Operands in words: values as wide as they are, flags by letter, and where memory lies.

import type { CodeLine, Operand } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { hex, hex32 } from "../shared/format.ts";

const FLAGS = [
  [0x800, "OF"],
  [0x80, "SF"],
  [0x40, "ZF"],
  [0x10, "AF"],
  [0x4, "PF"],
  [0x1, "CF"],
] as const;

const flagWords = (value: number): string =>
  FLAGS.filter(([mask]) => (value & mask) !== 0)
    .map(([, name]) => name)
    .join(" ") || "none";

export function valueText({ name, bytes }: Operand, value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  return name === "flags" ? flagWords(value) : hex(value, bytes * 2);
}

/** "4,096 bytes from 0x00106000" of a repeated string instruction, which has no one value. */
export function extentText({ count: times, bytes, from }: Operand): string | undefined {
  if (times === undefined || times === 1) return undefined;
  return `${plural(times * bytes, "{n} byte", "{n} bytes")}${from === undefined ? "" : say(" from {from}", { from: hex32(from) })}`;
}

export interface OperandGroup {
  readonly title: "reads" | "writes" | "wrote";
  readonly operands: readonly Operand[];
}

/** What is said below a line. What is read and written back has its value with what is read. */
export function groupsOf(line: CodeLine): readonly OperandGroup[] {
  if (line.state === "") return [];
  if (line.state === "completed") return withSome([{ title: "wrote", operands: line.writes }]);
  const read = new Set(line.reads.map(({ name }) => name));
  const writes = line.writes.map((operand): Operand => {
    if (!read.has(operand.name)) return operand;
    const { value: _, ...rest } = operand;
    return rest;
  });
  return withSome([
    { title: "reads", operands: line.reads },
    { title: "writes", operands: writes },
  ]);
}

const withSome = (groups: readonly OperandGroup[]): readonly OperandGroup[] =>
  groups.filter(({ operands }) => operands.length > 0);

/** A register as it is selected elsewhere; undefined for memory and for what no other view names. */
export const registerOf = ({ name, address }: Operand): string | undefined =>
  address === undefined && /^(e[a-d]x|e[sd]i|e[sb]p|cr[0234])$/.test(name) ? name : undefined;
