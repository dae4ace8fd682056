// movs, stos, lods, cmps, scas and their repeated forms. A repeated instruction is a row of single iterations, and may
// be left after any of them; a whole aligned page is copied at once, with the same outcome.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { Unimplemented } from "../faults.ts";
import { EAX, ECX, EDI, EFLAGS, ES, ESI, FLAG, type Seg } from "../state.ts";
import { operandAt } from "./access.ts";
import { setSubFlags } from "./flags.ts";
import type { Row } from "./table.ts";

type Bytes = 1 | 2 | 4;
type Action = "movs" | "stos" | "lods" | "cmps" | "scas";

/** What the loop and the views need to know of a string instruction. */
export interface StringForm {
  readonly action: Action;
  readonly bytes: Bytes;
  readonly seg: Seg;
  /** One iteration, without counting ECX. */
  readonly step: Execute;
  /** State of ZF with which a repeated comparison goes on. */
  readonly goesOnWhile: "equal" | "different" | undefined;
  readonly repeated: boolean;
}

const WORDS_PER_PAGE = 1024;

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

function stepOf(action: Action, bytes: Bytes, seg: Seg): Execute {
  const top = bytes * 8 - 1;
  const movesSource = action === "movs" || action === "lods" || action === "cmps";
  const movesDestination = action !== "lods";
  return (core) => {
    const source = core.regs[ESI];
    const destination = core.regs[EDI];
    const by = delta(core, bytes);
    if (action === "movs") write(core, bytes, destination, read(core, bytes, seg, source));
    else if (action === "stos") write(core, bytes, destination, core.regs[EAX]);
    else if (action === "lods") load(core, bytes, read(core, bytes, seg, source));
    else {
      const left = action === "cmps" ? read(core, bytes, seg, source) : core.regs[EAX];
      const right = read(core, bytes, ES, destination);
      setSubFlags(core.words, left, right, (left - right) | 0, top);
    }
    if (movesSource) core.regs[ESI] = source + by;
    if (movesDestination) core.regs[EDI] = destination + by;
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
]);

export function stringForm(decoded: Decoded): StringForm | undefined {
  const found = CODES.get(decoded.code);
  if (found === undefined) return undefined;
  const [action, bytes] = found;
  const memory = decoded.operands.map((_, i) => operandAt(decoded, i)).filter((o) => o.kind === "string");
  // movs names its destination first, cmps its source; whichever is not ES:EDI says where the source lies
  const source = action === "movs" ? memory[1] : memory[0];
  if (source === undefined) throw new Unimplemented(`${decoded.name} with 16-bit addresses`);
  const compares = action === "cmps" || action === "scas";
  return {
    action,
    bytes,
    seg: source.seg,
    step: stepOf(action, bytes, source.seg),
    goesOnWhile: compares ? (decoded.repeat === "repne" ? "different" : "equal") : undefined,
    repeated: decoded.repeat !== "",
  };
}

/** One iteration of a repeated form; ECX counts it. False when the comparison ends the repetition. */
export function iterateOnce(core: Core, form: StringForm): boolean {
  form.step(core);
  core.regs[ECX] = core.regs[ECX] - 1;
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
  const wholePages = form.action === "movs" && form.bytes === 4;
  return (core) => {
    if (wholePages && copyPage(core, form.seg)) return;
    while (core.regs[ECX] !== 0 && iterateOnce(core, form));
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
