// mov, movzx, movsx, xchg, lea, xlat, conditional moves and sets, bswap, lahf, sahf, salc, sign extension.

import { Code } from "iced-x86";
import type { Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { EAX, EDX, EFLAGS, FLAG, FLAGS_FIXED } from "../state.ts";
import {
  addressing,
  getter,
  memoryAt,
  modifier,
  operandAt,
  registerAt,
  registerSetter,
  setter,
  simpleAddress,
  type Size,
} from "./access.ts";
import { CONDITION, CONDITION_NAMES } from "./flags.ts";
import type { Row } from "./table.ts";

function move(decoded: Decoded, size: Size): Execute {
  const to = operandAt(decoded, 0);
  const from = operandAt(decoded, 1);
  if (size === 32) {
    const fast = to.kind === "reg" ? moveToRegister(decoded, to.index) : undefined;
    if (fast !== undefined) return fast;
    const simple = to.kind === "mem" && from.kind === "reg" ? simpleAddress(to.memory) : undefined;
    if (to.kind === "mem" && from.kind === "reg" && simple !== undefined) {
      const { seg } = to.memory;
      const { base, displacement } = simple;
      const { index } = from;
      return (core) => core.write32(seg, (core.regs[base] + displacement) | 0, core.regs[index]);
    }
  }
  const get = getter(decoded, 1, size);
  const set = setter(decoded, 0, size);
  return (core) => set(core, get(core));
}

function moveToRegister(decoded: Decoded, to: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7): Execute | undefined {
  const from = operandAt(decoded, 1);
  if (from.kind === "reg") {
    const { index } = from;
    return (core) => {
      core.regs[to] = core.regs[index];
    };
  }
  if (from.kind === "imm") {
    const { value } = from;
    return (core) => {
      core.regs[to] = value;
    };
  }
  const simple = from.kind === "mem" ? simpleAddress(from.memory) : undefined;
  if (from.kind === "mem" && simple !== undefined) {
    const { seg } = from.memory;
    const { base, displacement } = simple;
    return (core) => {
      core.regs[to] = core.read32(seg, (core.regs[base] + displacement) | 0);
    };
  }
  return undefined;
}

const moveCodes: readonly (readonly [Code, Size])[] = [
  [Code.Mov_rm8_r8, 8],
  [Code.Mov_rm16_r16, 16],
  [Code.Mov_rm32_r32, 32],
  [Code.Mov_r8_rm8, 8],
  [Code.Mov_r16_rm16, 16],
  [Code.Mov_r32_rm32, 32],
  [Code.Mov_r8_imm8, 8],
  [Code.Mov_r16_imm16, 16],
  [Code.Mov_r32_imm32, 32],
  [Code.Mov_rm8_imm8, 8],
  [Code.Mov_rm16_imm16, 16],
  [Code.Mov_rm32_imm32, 32],
  [Code.Mov_AL_moffs8, 8],
  [Code.Mov_AX_moffs16, 16],
  [Code.Mov_EAX_moffs32, 32],
  [Code.Mov_moffs8_AL, 8],
  [Code.Mov_moffs16_AX, 16],
  [Code.Mov_moffs32_EAX, 32],
];

/** movzx and movsx: sizes of destination and source. */
function extend(code: Code, to: Size, from: 8 | 16, signed: boolean): Row {
  const shift = signed ? 32 - from : 0;
  return [
    code,
    (decoded) => {
      const get = getter(decoded, 1, from);
      const set = registerSetter(registerAt(decoded, 0), to);
      return (core) => set(core, (get(core) << shift) >> shift);
    },
  ];
}

function exchange(code: Code, size: Size): Row {
  return [
    code,
    (decoded) => {
      const get = getter(decoded, 1, size);
      const set = registerSetter(registerAt(decoded, 1), size);
      let old = 0;
      const swap = modifier(decoded, 0, size, (core, value) => {
        old = value;
        return get(core);
      });
      return (core) => {
        swap(core);
        set(core, old);
      };
    },
  ];
}

const lea: Row[] = [
  [
    Code.Lea_r32_m,
    (decoded) => {
      const at = addressing(memoryAt(decoded, 1));
      const to = registerAt(decoded, 0);
      return (core) => {
        core.regs[to] = at(core);
      };
    },
  ],
  [
    Code.Lea_r16_m,
    (decoded) => {
      const at = addressing(memoryAt(decoded, 1));
      const set = registerSetter(registerAt(decoded, 0), 16);
      return (core) => set(core, at(core));
    },
  ],
];

const conditional: Row[] = CONDITION_NAMES.flatMap((name): Row[] => {
  const holds = CONDITION[name];
  const cmov = (code: Code, size: 16 | 32): Row => [
    code,
    (decoded) => {
      const get = getter(decoded, 1, size);
      const set = registerSetter(registerAt(decoded, 0), size);
      return (core) => {
        const value = get(core);
        if (holds(core.words[EFLAGS])) set(core, value);
      };
    },
  ];
  return [
    cmov(Code[`Cmov${name}_r16_rm16`], 16),
    cmov(Code[`Cmov${name}_r32_rm32`], 32),
    [
      Code[`Set${name}_rm8`],
      (decoded) => {
        const set = setter(decoded, 0, 8);
        return (core) => set(core, holds(core.words[EFLAGS]) ? 1 : 0);
      },
    ],
  ];
});

const plain = (code: Code, execute: Execute): Row => [code, () => execute];
const setAl = registerSetter(EAX, 8);
const setAx = registerSetter(EAX, 16);
const setDx = registerSetter(EDX, 16);
const AH_FLAGS = FLAG.SF | FLAG.ZF | FLAG.AF | FLAG.PF | FLAG.CF;

const accumulator: Row[] = [
  plain(Code.Cbw, (core) => setAx(core, (core.regs[EAX] << 24) >> 24)),
  plain(Code.Cwde, (core) => {
    core.regs[EAX] = (core.regs[EAX] << 16) >> 16;
  }),
  plain(Code.Cwd, (core) => setDx(core, (core.regs[EAX] << 16) >> 31)),
  plain(Code.Cdq, (core) => {
    core.regs[EDX] = core.regs[EAX] >> 31;
  }),
  plain(Code.Lahf, (core) => {
    const flags = (core.words[EFLAGS] & AH_FLAGS) | FLAGS_FIXED;
    core.regs[EAX] = (core.regs[EAX] & ~0xff00) | (flags << 8);
  }),
  plain(Code.Sahf, (core) => {
    core.words[EFLAGS] = (core.words[EFLAGS] & ~AH_FLAGS) | ((core.regs[EAX] >>> 8) & AH_FLAGS);
  }),
  plain(Code.Salc, (core) => setAl(core, core.words[EFLAGS] & FLAG.CF ? 0xff : 0)),
  [
    Code.Xlat_m8,
    (decoded) => {
      const memory = memoryAt(decoded, 0);
      const { seg } = memory;
      const table = addressing(memory);
      const mask = memory.addressSize === 16 ? 0xffff : -1;
      return (core) => setAl(core, core.read8(seg, (table(core) + (core.regs[EAX] & 0xff)) & mask));
    },
  ],
  [
    // without a meaning in the manual; processors clear the low half
    Code.Bswap_r16,
    (decoded) => {
      const set = registerSetter(registerAt(decoded, 0), 16);
      return (core) => set(core, 0);
    },
  ],
  [
    Code.Bswap_r32,
    (decoded) => {
      const index = registerAt(decoded, 0);
      return (core) => {
        const v = core.regs[index];
        core.regs[index] = (v << 24) | ((v & 0xff00) << 8) | ((v >>> 8) & 0xff00) | (v >>> 24);
      };
    },
  ],
];

export const moveRows: readonly Row[] = [
  ...moveCodes.map(([code, size]): Row => [code, (decoded) => move(decoded, size)]),
  extend(Code.Movzx_r16_rm8, 16, 8, false),
  extend(Code.Movzx_r32_rm8, 32, 8, false),
  extend(Code.Movzx_r16_rm16, 16, 16, false),
  extend(Code.Movzx_r32_rm16, 32, 16, false),
  extend(Code.Movsx_r16_rm8, 16, 8, true),
  extend(Code.Movsx_r32_rm8, 32, 8, true),
  extend(Code.Movsx_r16_rm16, 16, 16, true),
  extend(Code.Movsx_r32_rm16, 32, 16, true),
  exchange(Code.Xchg_rm8_r8, 8),
  exchange(Code.Xchg_rm16_r16, 16),
  exchange(Code.Xchg_rm32_r32, 32),
  exchange(Code.Xchg_r16_AX, 16),
  exchange(Code.Xchg_r32_EAX, 32),
  ...lea,
  ...conditional,
  ...accumulator,
];
