// Faults as texts: one form for each kind, read and written by the same table. Reading accepts decimal and hexadecimal
// numbers; writing gives the one canonical text.

import { CIRCUMSTANCES, type CircumstanceId, type Fault, type FaultKind } from "../../api.ts";
import { invariant, ok, refuse, type Result } from "../../core/errors.ts";
import { hex, hex32, hexPfn } from "../../core/hex.ts";
import { failText, pointNameText, readPointName, skipText } from "../../recording/point-names.ts";

/** What a word of a form may be. */
interface Word {
  readonly expected: string;
  readonly accepts: (text: string) => boolean;
}

const CIRCUMSTANCE_IDS = Object.keys(CIRCUMSTANCES) as CircumstanceId[];
const circumstance = (text: string): CircumstanceId | undefined => CIRCUMSTANCE_IDS.find((id) => id === text);

const NUMBER = /^(?:0x[0-9a-f]{1,16}|\d{1,16})$/i;
const number = (low: number, high: number, expected: string): Word => ({
  expected,
  accepts: (text) => NUMBER.test(text) && Number(text) >= low && Number(text) <= high,
});
const matching = (pattern: RegExp, expected: string): Word => ({ expected, accepts: (text) => pattern.test(text) });

const WORDS = {
  POINT: {
    expected: "a step such as device_suspend/eth0 or jump/2/device_resume",
    accepts: (text) => readPointName(text) !== undefined,
  },
  ERRNO: matching(/^E[A-Z0-9]{1,15}$/, "an errno such as EBUSY"),
  CIRCUMSTANCE: {
    expected: `one of ${CIRCUMSTANCE_IDS.join(", ")}`,
    accepts: (text) => circumstance(text) !== undefined,
  },
  ADDRESS: number(0, 0xffff_ffff, "an address, 0x0 to 0xffffffff"),
  BLOCK: number(0, 0xff_ffff, "a block of the disk, 0 or more"),
  OFFSET: number(0, 0xfff, "an offset in the block, 0x0 to 0xfff"),
  BIT: number(0, 31, "a bit of the word at the address, 0 to 31"),
  WORD: number(0, 0xffff_ffff, "a word, 0x0 to 0xffffffff"),
  PFN: number(0, 0xf_ffff, "a frame, 0x0 to 0xfffff"),
  ENTRY: number(1, 0x20_0000, "an entry of the list, 1 or more"),
  LINE: number(0, 23, "an interrupt line, 0 to 23"),
  DEVICE: matching(/^[A-Za-z][\w-]{0,15}$/, "a device such as eth0"),
  ANCHOR: matching(/^[a-zA-Z0-9][a-zA-Z0-9/._+:-]{0,79}$/, "a place such as swap/7/1, jump/2/phase/thaw+3, or a time"),
} as const satisfies Readonly<Record<string, Word>>;
type WordName = keyof typeof WORDS;

/** The words of one fault's text, all of them accepted. */
class Words {
  readonly #texts: Readonly<Record<string, string | undefined>>;
  constructor(texts: Readonly<Record<string, string | undefined>>) {
    this.#texts = texts;
  }
  text(name: WordName): string {
    return this.#texts[name] ?? "";
  }
  number(name: WordName): number {
    return Number(this.text(name));
  }
  get circumstance(): CircumstanceId {
    const id = circumstance(this.text("CIRCUMSTANCE"));
    invariant(id !== undefined, "the word was accepted");
    return id;
  }
}

type OfKind<K extends FaultKind> = Extract<Fault, { kind: K }>;
interface Form<K extends FaultKind> {
  /** Names of WORDS with what stands between them. */
  readonly form: string;
  readonly read: (words: Words) => OfKind<K>;
  readonly write: (fault: OfKind<K>) => string;
}

const point = (words: Words): string => {
  const name = readPointName(words.text("POINT"));
  return name === undefined ? "" : pointNameText(name);
};
const at = (words: Words): string => words.text("ANCHOR");

const FORMS: { readonly [K in FaultKind]: Form<K> } = {
  fail: {
    form: "fail:POINT=ERRNO",
    read: (words) => ({ kind: "fail", point: point(words), errno: words.text("ERRNO") }),
    write: (fault) => failText(fault.point, fault.errno),
  },
  skip: {
    form: "skip:POINT",
    read: (words) => ({ kind: "skip", point: point(words) }),
    write: (fault) => skipText(fault.point),
  },
  with: {
    form: "with:CIRCUMSTANCE",
    read: (words) => ({ kind: "with", id: words.circumstance }),
    write: ({ id }) => `with:${id}`,
  },
  flip: {
    form: "flip:ADDRESS.BIT@ANCHOR",
    read: (words) => ({ kind: "flip", address: words.number("ADDRESS"), bit: words.number("BIT"), at: at(words) }),
    write: ({ address, bit, at: place }) => `flip:${hex32(address)}.${bit}@${place}`,
  },
  set: {
    form: "set:ADDRESS=WORD@ANCHOR",
    read: (words) => ({ kind: "set", address: words.number("ADDRESS"), value: words.number("WORD"), at: at(words) }),
    write: ({ address, value, at: place }) => `set:${hex32(address)}=${hex32(value)}@${place}`,
  },
  zero: {
    form: "zero:PFN@ANCHOR",
    read: (words) => ({ kind: "zero", pfn: words.number("PFN"), at: at(words) }),
    write: ({ pfn, at: place }) => `zero:${hexPfn(pfn)}@${place}`,
  },
  retarget: {
    form: "retarget:ENTRY=WORD@ANCHOR",
    read: (words) => ({ kind: "retarget", entry: words.number("ENTRY"), value: words.number("WORD"), at: at(words) }),
    write: ({ entry, value, at: place }) => `retarget:${entry}=${hex32(value)}@${place}`,
  },
  irq: {
    form: "irq:LINE@ANCHOR",
    read: (words) => ({ kind: "irq", line: words.number("LINE"), at: at(words) }),
    write: ({ line, at: place }) => `irq:${line}@${place}`,
  },
  nmi: {
    form: "nmi@ANCHOR",
    read: (words) => ({ kind: "nmi", at: at(words) }),
    write: ({ at: place }) => `nmi@${place}`,
  },
  dma: {
    form: "dma:DEVICE=PFN@ANCHOR",
    read: (words) => ({ kind: "dma", device: words.text("DEVICE"), pfn: words.number("PFN"), at: at(words) }),
    write: ({ device, pfn, at: place }) => `dma:${device}=${hexPfn(pfn)}@${place}`,
  },
  break: {
    form: "break:ADDRESS@ANCHOR",
    read: (words) => ({ kind: "break", address: words.number("ADDRESS"), at: at(words) }),
    write: ({ address, at: place }) => `break:${hex32(address)}@${place}`,
  },
  power: {
    form: "power@ANCHOR",
    read: (words) => ({ kind: "power", at: at(words) }),
    write: ({ at: place }) => `power@${place}`,
  },
  rot: {
    form: "rot:BLOCK+OFFSET.BIT@ANCHOR",
    read: (words) => {
      const [block, offset, bit] = [words.number("BLOCK"), words.number("OFFSET"), words.number("BIT")];
      return { kind: "rot", block, offset, bit, at: at(words) };
    },
    write: ({ block, offset, bit, at: place }) => `rot:${block}+${hex(offset, 3)}.${bit}@${place}`,
  },
};

const isKind = (text: string): text is FaultKind => Object.hasOwn(FORMS, text);
/** "flip:ADDRESS.BIT@ANCHOR" for each kind. */
export const FAULT_FORMS: readonly string[] = Object.values(FORMS).map(({ form }) => form);

/** Of words that end at something else than @ or =: what it is. */
const ENDS: Readonly<Record<string, string>> = { ADDRESS: ".", BLOCK: "+", OFFSET: "." };

const PATTERNS = new Map(FAULT_FORMS.map((form) => [form, patternOf(form)]));

/** A dot or a plus separates only where a number is before it. */
function patternOf(form: string): RegExp {
  const source = form.replaceAll(/[A-Z]+|[.+]/g, (part) => {
    if (part === "." || part === "+") return `\\${part}`;
    if (part === "ANCHOR") return "(?<ANCHOR>.*)";
    return `(?<${part}>[^${ENDS[part] ?? ""}@=]*)`;
  });
  return new RegExp(`^${source}$`, "s");
}

const SHOWN = 80;
const shown = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** Total: whatever the text, a fault or what was expected in its place. */
export function readFault(text: string, path = "fault"): Result<Fault> {
  const trimmed = text.trim();
  const kind = /^[a-z]*/.exec(trimmed)?.[0] ?? "";
  if (!isKind(kind)) return refuse({ path, expected: `one of ${FAULT_FORMS.join(", ")}`, got: shown(text) });
  const { form, read } = FORMS[kind];
  const groups = PATTERNS.get(form)?.exec(trimmed)?.groups;
  if (groups === undefined) return refuse({ path, expected: form, got: shown(text) });
  for (const [name, word] of Object.entries(WORDS)) {
    const given = groups[name];
    if (given === undefined || word.accepts(given)) continue;
    return refuse({ path, expected: `${form}, where ${name} is ${word.expected}`, got: shown(given) || "nothing" });
  }
  return ok(read(new Words(groups)));
}

const writeOf = <K extends FaultKind>(kind: K, fault: OfKind<K>): string => FORMS[kind].write(fault);
export const faultText = (fault: Fault): string => writeOf(fault.kind, fault);
