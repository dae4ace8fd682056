// The kinds of breakpoints as forms: what is asked for, what stands there at first, and what becomes of what is typed.

import type { Breakpoint, Moment, RunSummary } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { parseBreakpoint } from "../../state/breakpoints.ts";
import { spanOf } from "../../state/selection-of.ts";
import type { Selection } from "../../state/types/selection.ts";
import type { LabState } from "../../state/types/state.ts";
import { hex32, hexPfn } from "../shared/format.ts";

export const FORMS = [
  "expression",
  "frame-write",
  "bytes",
  "register",
  "phase",
  "entry",
  "event",
  "invariant",
] as const;
export type FormKind = (typeof FORMS)[number];

interface Form {
  readonly title: string;
  readonly label: string;
  readonly placeholder: string;
  /** What the selection and the run suggest. */
  readonly suggest: (state: Pick<LabState, "selection" | "moment" | "run">) => string;
  /** Fixed choices, where there are some. */
  readonly choices?: (run: RunSummary) => readonly (readonly [value: string, title: string])[];
  /** In the text of breakpoints. */
  readonly text: (typed: string) => string;
  readonly expected: string;
}

const nothing = (): string => "";
const number = (typed: string): string => {
  const value = /^(0x[0-9a-f]+|\d+)$/i.test(typed) ? Number(typed) : Number.NaN;
  return Number.isSafeInteger(value) ? `0x${value.toString(16)}` : typed;
};
const free = (typed: string): string => encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(typed)));

function frameOf(selection: Selection | undefined, moment: Moment | undefined): string {
  const span = spanOf(selection, moment);
  return span === undefined ? "" : hexPfn(Math.floor(span.address / 4096));
}

/** Titles and labels are said where they are shown. */
export const FORM: Readonly<Record<FormKind, Form>> = {
  expression: {
    title: "Expression becomes true",
    label: "Expression",
    placeholder: "cr0.pg == 0 && running == 'B'",
    suggest: nothing,
    text: (typed) => `x:${free(typed)}`,
    expected: "an expression of at most 200 characters",
  },
  "frame-write": {
    title: "Write to a frame",
    label: "Frame number",
    placeholder: "0x00406",
    suggest: ({ selection, moment }) => frameOf(selection, moment),
    text: (typed) => `w:${number(typed)}`,
    expected: "a frame number such as 0x00406",
  },
  bytes: {
    title: "Change of bytes",
    label: "Physical address + bytes",
    placeholder: "0x0009d814+4",
    suggest: ({ selection, moment }) => {
      const span = selection?.kind === "frame" ? undefined : spanOf(selection, moment);
      return span === undefined || span.size > 4096 ? "" : `${hex32(span.address)}+${span.size}`;
    },
    text: (typed) => `c:${typed.replaceAll(/\s+/g, "")}`,
    expected: "a physical address such as 0x0009d814+4",
  },
  register: {
    title: "Change of a register or a bit",
    label: "Register, or register/bit",
    placeholder: "cr3, cr0/31",
    suggest: ({ selection }) =>
      selection?.kind === "register"
        ? `${selection.name}${selection.bit === undefined ? "" : `/${selection.bit}`}`
        : "",
    text: (typed) => `reg:${typed.toLowerCase()}`,
    expected: "a register such as cr3, or a bit such as cr0/31",
  },
  phase: {
    title: "Start of a phase",
    label: "Phase",
    placeholder: "",
    suggest: ({ run, moment }) => run?.phases[moment?.phase ?? 0]?.id ?? "",
    choices: ({ phases }) => [...new Map(phases.map(({ id, title }) => [id, title]))],
    text: (typed) => `ph:${free(typed)}`,
    expected: "a phase of this run",
  },
  entry: {
    title: "Entry of the list",
    label: "Number of the entry",
    placeholder: "1031",
    suggest: ({ selection, moment }) =>
      String(selection?.kind === "entry" ? selection.index : (moment?.exchange?.entry ?? "")),
    text: (typed) => `en:${typed}`,
    expected: "a number from 1 on",
  },
  event: {
    title: "Event with words",
    label: "Words of the event",
    placeholder: "eth0 freeze",
    suggest: nothing,
    text: (typed) => `ev:${free(typed)}`,
    expected: "words of at most 200 characters",
  },
  invariant: {
    title: "Invariant is violated",
    label: "Invariant",
    placeholder: "",
    suggest: ({ run }) => run?.invariants[0]?.id ?? "",
    choices: ({ invariants }) => invariants.map(({ id, title }) => [id, title]),
    text: (typed) => `inv:${free(typed)}`,
    expected: "an invariant of this run",
  },
};

/** What is typed as a breakpoint, or what was expected. */
export function breakpointOf(
  kind: FormKind,
  typed: string,
): { readonly breakpoint: Breakpoint } | { readonly expected: string } {
  const breakpoint = parseBreakpoint(FORM[kind].text(typed.trim()));
  return breakpoint === undefined
    ? { expected: say("Expected {what}.", { what: say(FORM[kind].expected) }) }
    : { breakpoint };
}
