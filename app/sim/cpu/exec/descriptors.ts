// Instructions that look at descriptors for a program: arpl, lar, lsl, verr, verw. A selector that cannot be looked at
// is no fault here: ZF tells.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { type Descriptor, findDescriptor, isNull, SYSTEM, systemType, BUSY } from "../descriptors.ts";
import { ATTRIBUTE, privilegeOf } from "../segment-rights.ts";
import { FLAG } from "../state.ts";
import { getter, modifier, registerAt, registerSetter } from "./access.ts";
import { setFlags } from "./flags.ts";
import type { Row } from "./table.ts";

/** System types by what may be asked of them: task segments and LDTs have a limit, gates only rights. */
const TASKS = [SYSTEM.task16, SYSTEM.task32];
const WITH_LIMIT: readonly number[] = [...TASKS, ...TASKS.map((type) => type | BUSY), SYSTEM.localTable];
const WITH_RIGHTS: readonly number[] = [...WITH_LIMIT, SYSTEM.callGate16, SYSTEM.taskGate, SYSTEM.callGate32];
/** Of the descriptor's upper word, what lar shows; the limit bits among them are undefined, and processors show them. */
const RIGHTS_SHOWN = 0x00ffff00;

/** Conforming code is visible from every level, the rest from its own level and the more privileged ones. */
function isVisible(core: Core, selector: number, attributes: number): boolean {
  const conforming = ATTRIBUTE.memory | ATTRIBUTE.code | ATTRIBUTE.direction;
  return (attributes & conforming) === conforming || privilegeOf(attributes) >= Math.max(core.cpl, selector & 3);
}

function lookUp(core: Core, selector: number, systemTypes: readonly number[]): Descriptor | undefined {
  const descriptor = isNull(selector) ? undefined : findDescriptor(core, selector);
  if (descriptor === undefined || typeof descriptor === "string") return undefined;
  if (!isVisible(core, selector, descriptor.attributes)) return undefined;
  const isMemory = (descriptor.attributes & ATTRIBUTE.memory) !== 0;
  return isMemory || systemTypes.includes(systemType(descriptor.attributes)) ? descriptor : undefined;
}

const setZero = (core: Core, zero: boolean): void => setFlags(core.words, FLAG.ZF, zero ? FLAG.ZF : 0);

function load(
  decoded: Decoded,
  size: 16 | 32,
  systemTypes: readonly number[],
  valueOf: (descriptor: Descriptor) => number,
): Execute {
  const get = getter(decoded, 1, 16);
  const set = registerSetter(registerAt(decoded, 0), size);
  return (core) => {
    const descriptor = lookUp(core, get(core), systemTypes);
    if (descriptor !== undefined) set(core, valueOf(descriptor));
    setZero(core, descriptor !== undefined);
  };
}

const rightsOf = ({ high }: Descriptor): number => high & RIGHTS_SHOWN;
const limitOf = ({ limit }: Descriptor): number => limit;

const verify =
  (isGood: (attributes: number) => boolean) =>
  (decoded: Decoded): Execute => {
    const get = getter(decoded, 0, 16);
    return (core) => {
      const descriptor = lookUp(core, get(core), []);
      setZero(core, descriptor !== undefined && isGood(descriptor.attributes));
    };
  };

const isReadable = (attributes: number): boolean =>
  (attributes & ATTRIBUTE.code) === 0 || (attributes & ATTRIBUTE.readWrite) !== 0;
const isWritable = (attributes: number): boolean =>
  (attributes & ATTRIBUTE.code) === 0 && (attributes & ATTRIBUTE.readWrite) !== 0;

/** Raises the requested privilege level of a selector to that of another: its number never gets smaller. */
function adjustPrivilege(decoded: Decoded): Execute {
  const get = getter(decoded, 1, 16);
  return modifier(decoded, 0, 16, (core, selector) => {
    const level = get(core) & 3;
    const raise = (selector & 3) < level;
    setZero(core, raise);
    return raise ? (selector & ~3) | level : selector;
  });
}

export const descriptorRows: readonly Row[] = [
  [Code.Arpl_rm16_r16, adjustPrivilege],
  [Code.Arpl_r32m16_r32, adjustPrivilege],
  [Code.Lar_r16_rm16, (decoded) => load(decoded, 16, WITH_RIGHTS, rightsOf)],
  [Code.Lar_r32_r32m16, (decoded) => load(decoded, 32, WITH_RIGHTS, rightsOf)],
  [Code.Lsl_r16_rm16, (decoded) => load(decoded, 16, WITH_LIMIT, limitOf)],
  [Code.Lsl_r32_r32m16, (decoded) => load(decoded, 32, WITH_LIMIT, limitOf)],
  [Code.Verr_rm16, verify(isReadable)],
  [Code.Verr_r32m16, verify(isReadable)],
  [Code.Verw_rm16, verify(isWritable)],
  [Code.Verw_r32m16, verify(isWritable)],
];
