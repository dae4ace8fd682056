// Decimal arithmetic on AL and AX: daa, das, aaa, aas, aam, aad.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import { CpuException, VECTOR } from "../faults.ts";
import { EAX, EFLAGS, FLAG, FLAGS_STATUS } from "../state.ts";
import { immediateAt, registerSetter } from "./access.ts";
import { resultFlags, setFlags } from "./flags.ts";
import type { Row } from "./table.ts";

const setAl = registerSetter(EAX, 8);
const setAx = registerSetter(EAX, 16);

/** daa and das: `sign` is what the correction is added with. OF is undefined. */
const packed =
  (sign: 1 | -1): Execute =>
  (core) => {
    const before = core.regs[EAX] & 0xff;
    const flags = core.words[EFLAGS];
    const low = (before & 0xf) > 9 || (flags & FLAG.AF) !== 0;
    const high = before > 0x99 || (flags & FLAG.CF) !== 0;
    const al = before + sign * ((low ? 6 : 0) + (high ? 0x60 : 0));
    // das also borrows out of AL when only its low digit is corrected
    const carry = high || (sign === -1 && low && before < 6);
    setAl(core, al);
    setFlags(core.words, FLAGS_STATUS, resultFlags(al, 7) | (carry ? FLAG.CF : 0) | (low ? FLAG.AF : 0));
  };

/** aaa and aas. OF, SF, ZF and PF are undefined. */
const unpacked =
  (sign: 1 | -1): Execute =>
  (core) => {
    const ax = core.regs[EAX] & 0xffff;
    const adjust = (ax & 0xf) > 9 || (core.words[EFLAGS] & FLAG.AF) !== 0;
    setAx(core, (adjust ? ax + sign * 0x106 : ax) & 0xff0f);
    setFlags(core.words, FLAGS_STATUS, adjust ? FLAG.CF | FLAG.AF : 0);
  };

/** OF, AF and CF are undefined. */
function setAlFlags(core: Core): void {
  setFlags(core.words, FLAGS_STATUS, resultFlags(core.regs[EAX] & 0xff, 7));
}

const splitDigits =
  (base: number): Execute =>
  (core) => {
    if (base === 0) throw new CpuException(VECTOR.DE, undefined, "aam with base 0");
    const al = core.regs[EAX] & 0xff;
    setAx(core, (Math.floor(al / base) << 8) | (al % base));
    setAlFlags(core);
  };

const joinDigits =
  (base: number): Execute =>
  (core) => {
    const ax = core.regs[EAX] & 0xffff;
    setAx(core, ((ax & 0xff) + (ax >>> 8) * base) & 0xff);
    setAlFlags(core);
  };

export const decimalRows: readonly Row[] = [
  [Code.Daa, () => packed(1)],
  [Code.Das, () => packed(-1)],
  [Code.Aaa, () => unpacked(1)],
  [Code.Aas, () => unpacked(-1)],
  [Code.Aam_imm8, (decoded) => splitDigits(immediateAt(decoded, 0) & 0xff)],
  [Code.Aad_imm8, (decoded) => joinDigits(immediateAt(decoded, 0) & 0xff)],
];
