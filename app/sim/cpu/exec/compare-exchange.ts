// xadd, cmpxchg and cmpxchg8b. The destination is written in any case, so it must be writable.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { EAX, EBX, ECX, EDX, FLAG } from "../state.ts";
import { addressing, getter, memoryAt, modifier, registerAt, registerSetter, type Size } from "./access.ts";
import { setAddFlags, setFlags, setSubFlags } from "./flags.ts";
import type { Row } from "./table.ts";

/** The source gets the old value before the destination gets the sum: they may be the same register. */
function exchangeAdd(decoded: Decoded, size: Size): Execute {
  const get = getter(decoded, 1, size);
  const set = registerSetter(registerAt(decoded, 1), size);
  return modifier(decoded, 0, size, (core, value) => {
    const source = get(core);
    const sum = (value + source) | 0;
    setAddFlags(core.words, value, source, sum, size - 1);
    set(core, value);
    return sum;
  });
}

function compareExchange(decoded: Decoded, size: Size): Execute {
  const get = getter(decoded, 1, size);
  const setAccumulator = registerSetter(EAX, size);
  const unused = 32 - size;
  let accumulator: number | undefined;
  const change = modifier(decoded, 0, size, (core, value) => {
    const difference = (core.regs[EAX] - value) | 0;
    setSubFlags(core.words, core.regs[EAX], value, difference, size - 1);
    const equal = difference << unused === 0;
    accumulator = equal ? undefined : value;
    return equal ? get(core) : value;
  });
  return (core) => {
    change(core);
    if (accumulator !== undefined) setAccumulator(core, accumulator);
  };
}

function compareExchange8(decoded: Decoded): Execute {
  const memory = memoryAt(decoded, 0);
  const { seg } = memory;
  const at = addressing(memory);
  const store = (core: Core, offset: number, low: number, high: number): void => {
    core.write32(seg, offset, low);
    core.write32(seg, (offset + 4) | 0, high);
  };
  return (core) => {
    const { regs } = core;
    const offset = at(core);
    core.checkWrite(seg, offset, 8);
    const low = core.read32(seg, offset);
    const high = core.read32(seg, (offset + 4) | 0);
    if (low === regs[EAX] && high === regs[EDX]) {
      store(core, offset, regs[EBX], regs[ECX]);
      setFlags(core.words, FLAG.ZF, FLAG.ZF);
    } else {
      store(core, offset, low, high);
      regs[EAX] = low;
      regs[EDX] = high;
      setFlags(core.words, FLAG.ZF, 0);
    }
  };
}

export const compareExchangeRows: readonly Row[] = [
  [Code.Xadd_rm8_r8, (decoded) => exchangeAdd(decoded, 8)],
  [Code.Xadd_rm16_r16, (decoded) => exchangeAdd(decoded, 16)],
  [Code.Xadd_rm32_r32, (decoded) => exchangeAdd(decoded, 32)],
  [Code.Cmpxchg_rm8_r8, (decoded) => compareExchange(decoded, 8)],
  [Code.Cmpxchg_rm16_r16, (decoded) => compareExchange(decoded, 16)],
  [Code.Cmpxchg_rm32_r32, (decoded) => compareExchange(decoded, 32)],
  [Code.Cmpxchg8b_m64, compareExchange8],
];
