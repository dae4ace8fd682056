// Compiled instructions, kept per physical page and compared with memory again whenever watched code may have changed.

import { compile } from "./exec/compile.ts";
import { stringForm, type StringForm } from "./exec/string.ts";
import type { Core, Execute } from "./core.ts";
import { decode, type Decoded, LONGEST_INSTRUCTION } from "./decode.ts";
import { generalProtection, invalidOpcode } from "./faults.ts";
import { type Gate, gateIn, GATE_LENGTH } from "./gate.ts";
import type { Entry } from "./region.ts";
import { runsAlone } from "./serializing.ts";

export interface Op {
  readonly execute: Execute;
  readonly length: number;
  readonly bytes: Uint8Array;
  /** Not 0 if the loop has to look closer before executing it. */
  readonly stops: 0 | 1;
  /** The loop ends before and after it. */
  readonly alone: boolean;
  readonly mark: number;
  readonly gate: Gate | undefined;
  /** Set for string instructions. */
  readonly form: StringForm | undefined;
  /** Value of the bus's code epoch for which the bytes were last compared. */
  epoch: number;
  /** The one behind it in the same page, once both have run: no mark, no gate, and not alone. */
  next: Op | undefined;
  /** How often the loop has come here other than from the instruction before; not counted on once that is often. */
  heat: number;
  /** Where the region that was then translated is entered. */
  entry: Entry | undefined;
}

export type OpPage = (Op | undefined)[];
export type GatesIn = (frame: number) => boolean;
export type MarkAt = (physical: number) => number;

const PAGE = 4096;
/** Pages kept; code beyond that is decoded anew. */
const MAX_PAGES = 1024;

const invalid: Execute = () => {
  throw invalidOpcode("these bytes are no instruction");
};

const nothingThere: Execute = () => {
  throw invalidOpcode("no memory at this address: the bus reads as ones, and ff ff is no instruction");
};

const tooLong: Execute = () => {
  throw generalProtection(0, "an instruction longer than 15 bytes");
};

function formOf(decoded: Decoded): StringForm | undefined {
  return decoded.operands.some((operand) => operand.kind === "string") ? stringForm(decoded) : undefined;
}

export class CodeCache {
  readonly #core: Core;
  readonly #pages = new Map<number, OpPage>();
  markAt: MarkAt = () => 0;
  gatesIn: GatesIn = () => false;

  constructor(core: Core) {
    this.#core = core;
  }

  clear(): void {
    this.#pages.clear();
    this.#core.fetchPage = -1;
  }

  /** The instructions of one frame, by offset. */
  page(frame: number): OpPage {
    const known = this.#pages.get(frame);
    if (known !== undefined) return known;
    if (this.#pages.size >= MAX_PAGES) this.#pages.clear();
    const fresh: OpPage = Array.from({ length: PAGE }, () => undefined);
    this.#pages.set(frame, fresh);
    return fresh;
  }

  /** The instruction at a linear address, which lies at this physical address; decodes it if need be. */
  at(linear: number, physical: number): Op {
    const page = this.page(physical >>> 12);
    const offset = physical & (PAGE - 1);
    const known = page[offset];
    if (known !== undefined && this.stillThere(known, physical)) return known;
    const op = this.#decode(linear, physical);
    this.#core.bus.watchCode(physical, Math.min(op.bytes.length, PAGE - offset));
    page[offset] = offset + Math.max(op.length, op.gate === undefined ? 0 : GATE_LENGTH) <= PAGE ? op : undefined;
    return op;
  }

  /** Are the bytes in memory still those of the instruction? */
  stillThere(op: Op, physical: number): boolean {
    const { bus } = this.#core;
    if (op.epoch === bus.codeEpoch) return true;
    for (let i = 0; i < op.bytes.length; i += 1) {
      if (bus.read8(physical + i) !== op.bytes[i]) return false;
    }
    op.epoch = bus.codeEpoch;
    return true;
  }

  /** Bytes from here on, at most to the end of the page. */
  #bytes(physical: number, count: number): Uint8Array {
    const length = Math.min(count, PAGE - (physical & (PAGE - 1)));
    return Uint8Array.from({ length }, (_, i) => this.#core.bus.read8(physical + i));
  }

  /** The next page is touched, and may fault, only if the instruction reaches into it. */
  #decode(linear: number, physical: number): Op {
    const here = this.#bytes(physical, LONGEST_INSTRUCTION);
    const first = decode(here);
    if (first.kind !== "more" || here.length === LONGEST_INSTRUCTION) return this.#build(here, physical, first);
    const next = this.#core.forFetch((linear + here.length) | 0);
    const whole = Uint8Array.of(...here, ...this.#bytes(next, LONGEST_INSTRUCTION - here.length));
    return this.#build(whole, physical, decode(whole));
  }

  #build(bytes: Uint8Array, physical: number, result: ReturnType<typeof decode>): Op {
    const gate = this.gatesIn(physical >>> 12) ? gateIn(bytes) : undefined;
    const mark = this.markAt(physical);
    const decoded = result.kind === "instruction" ? result.decoded : undefined;
    const alone = decoded !== undefined && runsAlone(decoded.code);
    const length =
      result.kind === "more" ? bytes.length : result.kind === "invalid" ? result.length : result.decoded.length;
    const refusal = this.#core.bus.isRam(physical >>> 12) ? invalid : nothingThere;
    return {
      execute: decoded !== undefined ? compile(decoded) : result.kind === "more" ? tooLong : refusal,
      length,
      bytes: bytes.slice(0, gate === undefined ? length : GATE_LENGTH),
      stops: gate !== undefined || mark !== 0 || alone ? 1 : 0,
      alone,
      mark,
      gate,
      form: decoded === undefined ? undefined : formOf(decoded),
      epoch: this.#core.bus.codeEpoch,
      next: undefined,
      heat: 0,
      entry: undefined,
    };
  }
}
