// Near control flow: jumps, calls, returns, loops. EIP already points behind the instruction. With a 16-bit operand size
// the new EIP is cut to 16 bits; a target beyond the limit of CS is the fault of the instruction that goes there.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { AddressSize, Decoded } from "../decode.ts";
import { generalProtection, Unimplemented } from "../faults.ts";
import { CS, ECX, EFLAGS, EIP, FLAG, SS } from "../state.ts";
import { getter, immediateAt, operandAt } from "./access.ts";
import { CONDITION, CONDITION_NAMES } from "./flags.ts";
import { push16, push32, setStackTop, stackPlace } from "./stack.ts";
import type { Row } from "./table.ts";

type WordSize = 16 | 32;
const SIZES = [16, 32] as const;

function relativeOf(decoded: Decoded): number {
  const operand = operandAt(decoded, 0);
  if (operand.kind !== "near") throw new Unimplemented(`${decoded.name} with this operand`);
  return operand.relative;
}

function checkTarget(core: Core, target: number): void {
  if (target >>> 0 > core.limits[CS] >>> 0) throw generalProtection(0, "a jump beyond the limit of CS");
}

function jumpTo(core: Core, target: number): void {
  checkTarget(core, target);
  core.words[EIP] = target;
}

/** Where a relative branch leads, from the EIP behind it. */
function targetOf(core: Core, relative: number, size: WordSize): number {
  const target = (core.words[EIP] + relative) | 0;
  return size === 32 ? target : target & 0xffff;
}

const jump =
  (size: WordSize) =>
  (decoded: Decoded): Execute => {
    const relative = relativeOf(decoded);
    return (core) => jumpTo(core, targetOf(core, relative, size));
  };

const conditional: Row[] = CONDITION_NAMES.flatMap((name): Row[] => {
  const holds = CONDITION[name];
  const compile = (decoded: Decoded): Execute => {
    const relative = relativeOf(decoded);
    if (name === "e") {
      return (core) => {
        if ((core.words[EFLAGS] & FLAG.ZF) !== 0) jumpTo(core, (core.words[EIP] + relative) | 0);
      };
    }
    if (name === "ne") {
      return (core) => {
        if ((core.words[EFLAGS] & FLAG.ZF) === 0) jumpTo(core, (core.words[EIP] + relative) | 0);
      };
    }
    return (core) => {
      if (holds(core.words[EFLAGS])) jumpTo(core, (core.words[EIP] + relative) | 0);
    };
  };
  const compile16 = (decoded: Decoded): Execute => {
    const relative = relativeOf(decoded);
    return (core) => {
      if (holds(core.words[EFLAGS])) jumpTo(core, targetOf(core, relative, 16));
    };
  };
  return [
    [Code[`J${name}_rel8_32`], compile],
    [Code[`J${name}_rel32_32`], compile],
    [Code[`J${name}_rel8_16`], compile16],
    [Code[`J${name}_rel16`], compile16],
  ];
});

/** The address size chooses between CX and ECX as the counter. */
const COUNTERS = [
  ["CX", 16],
  ["ECX", 32],
] as const satisfies readonly (readonly [string, AddressSize])[];

const maskOf = (counter: AddressSize): number => (counter === 16 ? 0xffff : -1);

/** loop, loope, loopne: `flag` is the state of ZF that lets the loop go on. */
const loop =
  (size: WordSize, counter: AddressSize, flag: "any" | "set" | "clear") =>
  (decoded: Decoded): Execute => {
    const relative = relativeOf(decoded);
    const mask = maskOf(counter);
    return (core) => {
      const left = (core.regs[ECX] - 1) & mask;
      const zero = (core.words[EFLAGS] & FLAG.ZF) !== 0;
      if (left !== 0 && (flag === "any" || zero === (flag === "set"))) jumpTo(core, targetOf(core, relative, size));
      core.regs[ECX] = (core.regs[ECX] & ~mask) | left;
    };
  };

const jumpIfCounterIsZero =
  (size: WordSize, counter: AddressSize) =>
  (decoded: Decoded): Execute => {
    const relative = relativeOf(decoded);
    const mask = maskOf(counter);
    return (core) => {
      if ((core.regs[ECX] & mask) === 0) jumpTo(core, targetOf(core, relative, size));
    };
  };

const counted: Row[] = SIZES.flatMap((size) =>
  COUNTERS.flatMap(([name, counter]): Row[] => [
    [Code[`Loop_rel8_${size}_${name}`], loop(size, counter, "any")],
    [Code[`Loope_rel8_${size}_${name}`], loop(size, counter, "set")],
    [Code[`Loopne_rel8_${size}_${name}`], loop(size, counter, "clear")],
    [Code[`J${name === "CX" ? "cxz" : "ecxz"}_rel8_${size}`], jumpIfCounterIsZero(size, counter)],
  ]),
);

function callTo(core: Core, target: number, size: WordSize): void {
  checkTarget(core, target);
  if (size === 32) push32(core, core.words[EIP]);
  else push16(core, core.words[EIP]);
  core.words[EIP] = target;
}

const callRelative =
  (size: WordSize) =>
  (decoded: Decoded): Execute => {
    const relative = relativeOf(decoded);
    return (core) => callTo(core, targetOf(core, relative, size), size);
  };

const callIndirect =
  (size: WordSize) =>
  (decoded: Decoded): Execute => {
    const get = getter(decoded, 0, size);
    return (core) => callTo(core, get(core), size);
  };

const jumpIndirect =
  (size: WordSize) =>
  (decoded: Decoded): Execute => {
    const get = getter(decoded, 0, size);
    return (core) => jumpTo(core, get(core));
  };

/** `extra`: bytes of arguments to drop. */
function returns(size: WordSize, extra: number): Execute {
  const bytes = size / 8;
  return (core) => {
    const top = stackPlace(core, 0);
    jumpTo(core, size === 32 ? core.read32(SS, top) : core.read16(SS, top));
    setStackTop(core, top + bytes + extra);
  };
}

export const branchRows: readonly Row[] = [
  [Code.Jmp_rel8_32, jump(32)],
  [Code.Jmp_rel32_32, jump(32)],
  [Code.Jmp_rel8_16, jump(16)],
  [Code.Jmp_rel16, jump(16)],
  [Code.Jmp_rm32, jumpIndirect(32)],
  [Code.Jmp_rm16, jumpIndirect(16)],
  ...conditional,
  ...counted,
  [Code.Call_rel32_32, callRelative(32)],
  [Code.Call_rel16, callRelative(16)],
  [Code.Call_rm32, callIndirect(32)],
  [Code.Call_rm16, callIndirect(16)],
  [Code.Retnd, () => returns(32, 0)],
  [Code.Retnw, () => returns(16, 0)],
  [Code.Retnd_imm16, (decoded) => returns(32, immediateAt(decoded, 0) & 0xffff)],
  [Code.Retnw_imm16, (decoded) => returns(16, immediateAt(decoded, 0) & 0xffff)],
];
