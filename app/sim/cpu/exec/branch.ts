// Near control flow: jumps, calls, returns, loops. EIP already points behind the instruction.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { Unimplemented } from "../faults.ts";
import { ECX, EFLAGS, EIP, ESP, FLAG, SS } from "../state.ts";
import { getter, immediateAt, operandAt } from "./access.ts";
import { CONDITION, CONDITION_NAMES } from "./flags.ts";
import { push32 } from "./stack.ts";
import type { Row } from "./table.ts";

function relativeOf(decoded: Decoded): number {
  const operand = operandAt(decoded, 0);
  if (operand.kind !== "near") throw new Unimplemented(`${decoded.name} with this operand`);
  return operand.relative;
}

function jumpTo(core: Core, relative: number): void {
  core.words[EIP] = core.words[EIP] + relative;
}

const jump = (decoded: Decoded): Execute => {
  const relative = relativeOf(decoded);
  return (core) => jumpTo(core, relative);
};

const conditional: Row[] = CONDITION_NAMES.flatMap((name): Row[] => {
  const holds = CONDITION[name];
  const compile = (decoded: Decoded): Execute => {
    const relative = relativeOf(decoded);
    if (name === "e") {
      return (core) => {
        if ((core.words[EFLAGS] & FLAG.ZF) !== 0) jumpTo(core, relative);
      };
    }
    if (name === "ne") {
      return (core) => {
        if ((core.words[EFLAGS] & FLAG.ZF) === 0) jumpTo(core, relative);
      };
    }
    return (core) => {
      if (holds(core.words[EFLAGS])) jumpTo(core, relative);
    };
  };
  return [
    [Code[`J${name}_rel8_32`], compile],
    [Code[`J${name}_rel32_32`], compile],
  ];
});

/** loop, loope, loopne: `flag` is the state of ZF that lets the loop go on. */
const loop = (code: Code, flag: "any" | "set" | "clear"): Row => [
  code,
  (decoded) => {
    const relative = relativeOf(decoded);
    return (core) => {
      core.regs[ECX] = core.regs[ECX] - 1;
      const zero = (core.words[EFLAGS] & FLAG.ZF) !== 0;
      const goesOn = flag === "any" || zero === (flag === "set");
      if (core.regs[ECX] !== 0 && goesOn) jumpTo(core, relative);
    };
  },
];

const call: Row[] = [
  [
    Code.Call_rel32_32,
    (decoded) => {
      const relative = relativeOf(decoded);
      return (core) => {
        push32(core, core.words[EIP]);
        jumpTo(core, relative);
      };
    },
  ],
  [
    Code.Call_rm32,
    (decoded) => {
      const get = getter(decoded, 0, 32);
      return (core) => {
        const target = get(core);
        push32(core, core.words[EIP]);
        core.words[EIP] = target;
      };
    },
  ],
];

function returns(extra: number): Execute {
  return (core) => {
    const top = core.regs[ESP];
    core.words[EIP] = core.read32(SS, top);
    core.regs[ESP] = (top + 4 + extra) | 0;
  };
}

export const branchRows: readonly Row[] = [
  [Code.Jmp_rel8_32, jump],
  [Code.Jmp_rel32_32, jump],
  [
    Code.Jmp_rm32,
    (decoded) => {
      const get = getter(decoded, 0, 32);
      return (core) => {
        core.words[EIP] = get(core);
      };
    },
  ],
  ...conditional,
  loop(Code.Loop_rel8_32_ECX, "any"),
  loop(Code.Loope_rel8_32_ECX, "set"),
  loop(Code.Loopne_rel8_32_ECX, "clear"),
  [
    Code.Jecxz_rel8_32,
    (decoded) => {
      const relative = relativeOf(decoded);
      return (core) => {
        if (core.regs[ECX] === 0) jumpTo(core, relative);
      };
    },
  ],
  ...call,
  [Code.Retnd, () => returns(0)],
  [Code.Retnd_imm16, (decoded) => returns(immediateAt(decoded, 0) & 0xffff)],
];
