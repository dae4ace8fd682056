// movs, stos, lods, cmps, scas, ins, outs and their repeated forms. A repeated instruction is a row of single iterations,
// and may be left after any of them; a whole aligned page is copied at once, with the same outcome.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { AddressSize, Decoded } from "../decode.ts";
import { Interrupted, Rested, Unimplemented } from "../faults.ts";
import { EAX, ECX, EDI, EDX, EFLAGS, ES, ESI, FLAG, type Seg } from "../state.ts";
import { operandAt } from "./access.ts";
import { setSubFlags } from "./flags.ts";
import { checkPorts, readPort, writePort } from "./ports.ts";
import type { Row } from "./table.ts";

type Bytes = 1 | 2 | 4;
type Action = "movs" | "stos" | "lods" | "cmps" | "scas" | "ins" | "outs";

/** What the loop and the views need to know of a string instruction. */
export interface StringForm {
  readonly action: Action;
  readonly bytes: Bytes;
  readonly seg: Seg;
  /** With 16, SI, DI and CX stand for the whole registers. */
  readonly addressSize: AddressSize;
  /** One iteration, without counting ECX. */
  readonly step: Execute;
  /** State of ZF with which a repeated comparison goes on. */
  readonly goesOnWhile: "equal" | "different" | undefined;
  readonly repeated: boolean;
}

const WORDS_PER_PAGE = 1024;
/**
 * Iterations after which a repeated instruction leaves off and counts as one; it goes on as the next. Otherwise a single
 * instruction could keep the processor for minutes.
 */
export const MOST_ITERATIONS = 1 << 16;

const read = (core: Core, bytes: Bytes, seg: Seg, at: number): number =>
  bytes === 4 ? core.read32(seg, at) : bytes === 2 ? core.read16(seg, at) : core.read8(seg, at);

function write(core: Core, bytes: Bytes, at: number, value: number): void {
  if (bytes === 4) core.write32(ES, at, value);
  else if (bytes === 2) core.write16(ES, at, value);
  else core.write8(ES, at, value);
}

const delta = (core: Core, bytes: Bytes): number => ((core.words[EFLAGS] & FLAG.DF) === 0 ? bytes : -bytes);

function load(core: Core, bytes: Bytes, value: number): void {
  const mask = bytes === 4 ? -1 : bytes === 2 ? 0xffff : 0xff;
  core.regs[EAX] = (core.regs[EAX] & ~mask) | (value & mask);
}

/** One element, from seg:source or to ES:destination. */
type Element = (core: Core, source: number, destination: number) => void;

function elementOf(action: Action, bytes: Bytes, seg: Seg): Element {
  const top = bytes * 8 - 1;
  const compare = (core: Core, left: number, right: number): void =>
    setSubFlags(core.words, left, right, (left - right) | 0, top);
  const actions: Record<Action, Element> = {
    movs: (core, source, destination) => write(core, bytes, destination, read(core, bytes, seg, source)),
    stos: (core, _source, destination) => write(core, bytes, destination, core.regs[EAX]),
    lods: (core, source) => load(core, bytes, read(core, bytes, seg, source)),
    cmps: (core, source, destination) => {
      const left = read(core, bytes, seg, source);
      compare(core, left, read(core, bytes, ES, destination));
    },
    scas: (core, _source, destination) => compare(core, core.regs[EAX], read(core, bytes, ES, destination)),
    // a port is read only if what it gives has a place
    ins: (core, _source, destination) => {
      const port = core.regs[EDX] & 0xffff;
      checkPorts(core, port, bytes);
      core.checkWrite(ES, destination, bytes);
      write(core, bytes, destination, readPort(core, port, bytes));
    },
    outs: (core, source) => {
      const port = core.regs[EDX] & 0xffff;
      checkPorts(core, port, bytes);
      writePort(core, port, bytes, read(core, bytes, seg, source));
    },
  };
  return actions[action];
}

const READS_SOURCE: readonly Action[] = ["movs", "lods", "cmps", "outs"];
const USES_DESTINATION: readonly Action[] = ["movs", "stos", "cmps", "scas", "ins"];

const maskOf = (addressSize: AddressSize): number => (addressSize === 16 ? 0xffff : -1);

function stepOf(action: Action, bytes: Bytes, seg: Seg, addressSize: AddressSize): Execute {
  const element = elementOf(action, bytes, seg);
  const movesSource = READS_SOURCE.includes(action);
  const movesDestination = USES_DESTINATION.includes(action);
  const mask = maskOf(addressSize);
  return (core) => {
    const source = core.regs[ESI] & mask;
    const destination = core.regs[EDI] & mask;
    const by = delta(core, bytes);
    element(core, source, destination);
    if (movesSource) core.regs[ESI] = (core.regs[ESI] & ~mask) | ((source + by) & mask);
    if (movesDestination) core.regs[EDI] = (core.regs[EDI] & ~mask) | ((destination + by) & mask);
  };
}

const CODES = new Map<Code, readonly [Action, Bytes]>([
  [Code.Movsb_m8_m8, ["movs", 1]],
  [Code.Movsw_m16_m16, ["movs", 2]],
  [Code.Movsd_m32_m32, ["movs", 4]],
  [Code.Stosb_m8_AL, ["stos", 1]],
  [Code.Stosw_m16_AX, ["stos", 2]],
  [Code.Stosd_m32_EAX, ["stos", 4]],
  [Code.Lodsb_AL_m8, ["lods", 1]],
  [Code.Lodsw_AX_m16, ["lods", 2]],
  [Code.Lodsd_EAX_m32, ["lods", 4]],
  [Code.Cmpsb_m8_m8, ["cmps", 1]],
  [Code.Cmpsw_m16_m16, ["cmps", 2]],
  [Code.Cmpsd_m32_m32, ["cmps", 4]],
  [Code.Scasb_AL_m8, ["scas", 1]],
  [Code.Scasw_AX_m16, ["scas", 2]],
  [Code.Scasd_EAX_m32, ["scas", 4]],
  [Code.Insb_m8_DX, ["ins", 1]],
  [Code.Insw_m16_DX, ["ins", 2]],
  [Code.Insd_m32_DX, ["ins", 4]],
  [Code.Outsb_DX_m8, ["outs", 1]],
  [Code.Outsw_DX_m16, ["outs", 2]],
  [Code.Outsd_DX_m32, ["outs", 4]],
]);

export function stringForm(decoded: Decoded): StringForm | undefined {
  const found = CODES.get(decoded.code);
  if (found === undefined) return undefined;
  const [action, bytes] = found;
  const memory = decoded.operands.map((_, i) => operandAt(decoded, i)).filter((o) => o.kind === "string");
  // movs names its destination first, cmps its source; where there is a source, its segment is the one to know
  const implied = action === "movs" ? memory[1] : memory[0];
  if (implied === undefined) throw new Unimplemented(`${decoded.name} with these operands`);
  const { seg, addressSize } = implied;
  const compares = action === "cmps" || action === "scas";
  return {
    action,
    bytes,
    seg,
    addressSize,
    step: stepOf(action, bytes, seg, addressSize),
    goesOnWhile: compares ? (decoded.repeat === "repne" ? "different" : "equal") : undefined,
    repeated: decoded.repeat !== "",
  };
}

/** Iterations the counter register holds. */
export const countOf = (core: Core, form: StringForm): number => (core.regs[ECX] & maskOf(form.addressSize)) >>> 0;

/** One iteration of a repeated form; the counter counts it. False when the comparison ends the repetition. */
export function iterateOnce(core: Core, form: StringForm): boolean {
  form.step(core);
  const mask = maskOf(form.addressSize);
  core.regs[ECX] = (core.regs[ECX] & ~mask) | ((core.regs[ECX] - 1) & mask);
  if (form.goesOnWhile === undefined) return true;
  const equal = (core.words[EFLAGS] & FLAG.ZF) !== 0;
  return equal === (form.goesOnWhile === "equal");
}

/** A forward copy of one whole aligned page of RAM onto another. */
function copyPage(core: Core, seg: Seg): boolean {
  if (core.regs[ECX] !== WORDS_PER_PAGE || (core.words[EFLAGS] & FLAG.DF) !== 0) return false;
  if (core.openRead[seg] === 0 || core.openWrite[ES] === 0) return false;
  const source = (core.regs[ESI] + core.bases[seg]) | 0;
  const destination = (core.regs[EDI] + core.bases[ES]) | 0;
  if (((source | destination) & 0xfff) !== 0) return false;
  const from = core.forRead(source) >>> 12;
  const to = core.forWrite(destination) >>> 12;
  if (!core.bus.isRam(from) || !core.bus.isRam(to)) return false;
  core.bus.copyFrame(to, from);
  core.regs[ESI] = core.regs[ESI] + 4096;
  core.regs[EDI] = core.regs[EDI] + 4096;
  core.regs[ECX] = 0;
  return true;
}

function repeat(form: StringForm): Execute {
  const wholePages = form.action === "movs" && form.bytes === 4 && form.addressSize === 32;
  return (core) => {
    if (core.trapDue) {
      // single-stepping sees every iteration
      core.unfinished = countOf(core, form) !== 0 && iterateOnce(core, form) && countOf(core, form) !== 0;
      return;
    }
    if (wholePages && copyPage(core, form.seg)) return;
    const flags = core.words[EFLAGS];
    const end = core.iterations + MOST_ITERATIONS;
    try {
      while (countOf(core, form) !== 0) {
        if (core.iterations === end) throw Interrupted.signal;
        core.iterations += 1;
        if (!iterateOnce(core, form)) break;
        if (core.debugHits !== 0) {
          // a data breakpoint traps after the iteration that has met it
          core.unfinished = countOf(core, form) !== 0;
          break;
        }
      }
    } catch (thrown) {
      if (thrown === Interrupted.signal) throw thrown;
      // what was compared so far is counted, but the flags tell only of the end
      core.words[EFLAGS] = flags;
      throw thrown;
    }
    if (core.iterations >= core.restAt) throw Rested.signal;
  };
}

export const stringRows: readonly Row[] = [...CODES.keys()].map((code): Row => [
  code,
  (decoded) => {
    const form = stringForm(decoded);
    if (form === undefined) throw new Unimplemented(decoded.name);
    return form.repeated ? repeat(form) : form.step;
  },
]);
