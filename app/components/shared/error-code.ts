// The error code of an exception, bit by bit. Source: Intel SDM volume 3, 6.13 and 4.7.

import { say } from "../../messages/say.ts";

export interface CodeField {
  /** "W/R", "index". */
  readonly name: string;
  /** "1", "15:3". */
  readonly bits: string;
  readonly value: string;
  readonly meaning: string;
  readonly set: boolean;
}

const PAGE_FAULT = 14;
const DOUBLE_FAULT = 8;
/** #TS, #NP, #SS, #GP: the code names a descriptor. */
const NAMES_DESCRIPTOR: readonly number[] = [10, 11, 12, 13];

/** Name, meaning when clear, meaning when set; from bit 0 on. */
const PAGE_FAULT_BITS = [
  ["P", "no page there", "page is there, access not allowed"],
  ["W/R", "no write", "write"],
  ["U/S", "supervisor", "user"],
  ["RSVD", "no reserved bit", "reserved bit set in an entry"],
  ["I/D", "no fetch, or NX is off", "instruction fetch"],
] as const;

const bitField = (name: string, bit: number, code: number, clear: string, set: string): CodeField => {
  const value = (code >>> bit) & 1;
  return { name, bits: String(bit), value: String(value), meaning: say(value === 1 ? set : clear), set: value === 1 };
};

const hex4 = (value: number): string => `0x${value.toString(16).padStart(4, "0")}`;

function descriptorFields(code: number): readonly CodeField[] {
  const index = (code >>> 3) & 0x1fff;
  const inIdt = (code & 2) !== 0;
  const table = inIdt ? "IDT" : (code & 4) === 0 ? "GDT" : "LDT";
  const nothing = (code & 0xfffe) === 0;
  const names = nothing
    ? say("no descriptor named")
    : inIdt
      ? say("vector {index}", { index })
      : say("selector {code}", { code: hex4(code & 0xfffc) });
  return [
    bitField("EXT", 0, code, "by the instruction itself", "while delivering an exception"),
    bitField("IDT", 1, code, "descriptor in the GDT or LDT", "gate in the IDT"),
    bitField("TI", 2, code, inIdt ? "not used" : "GDT", inIdt ? "not used" : "LDT"),
    {
      name: "index",
      bits: "15:3",
      value: String(index),
      meaning: nothing ? names : say("{names} of the {table}", { names, table }),
      set: !nothing,
    },
  ];
}

/** Fields from bit 0 on; none for a vector whose code has no fields. */
export function errorCodeFields(vector: number, code: number): readonly CodeField[] {
  if (vector === PAGE_FAULT)
    return PAGE_FAULT_BITS.map(([name, clear, set], bit) => bitField(name, bit, code, clear, set));
  return NAMES_DESCRIPTOR.includes(vector) ? descriptorFields(code) : [];
}

/** For the vectors without fields. */
export const errorCodeNote = (vector: number): string | undefined =>
  vector === DOUBLE_FAULT ? say("the error code of #DF is always 0") : undefined;
