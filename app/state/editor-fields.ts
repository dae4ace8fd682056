// The fields of a scenario as the editor's form shows them: path, words, and how each is entered. Titles are plain
// English here and spoken where they are shown.

import {
  CHANNELS,
  DEFAULT_CHANNELS,
  IMAGE_KINDS,
  RESTORES,
  REVISION_IDS,
  SLEEP_STATES,
  TRAVELLING_FACTS,
} from "../sim/api.ts";
import { DEFAULT_CPUS } from "../sim/scenario/changes.ts";
import { CPUS_MAX, JUMPS_MAX } from "../sim/scenario/shape.ts";
import { FACT_WORDS } from "./hibernation-words.ts";

/** What a field that is left out stands for; such a value is not written. */
interface Common {
  readonly path: string;
  readonly title: string;
  readonly help?: string;
  readonly absent?: string | number | boolean;
}

export type Field = Common &
  (
    | { readonly kind: "text" }
    | { readonly kind: "number"; readonly least: number; readonly most: number; readonly unit?: string }
    /** An address or a size in bytes, written in hex. */
    | { readonly kind: "address"; readonly page?: true }
    | { readonly kind: "switch" }
    | { readonly kind: "choice"; readonly options: readonly string[] }
  );

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly Field[];
}

const PAGE = { kind: "address", page: true } as const;

export const MACHINE: FieldGroup = {
  title: "Machine",
  fields: [
    { path: "title", title: "Title", kind: "text" },
    { path: "revision", title: "Revision", kind: "choice", options: REVISION_IDS },
    { path: "memoryMiB", title: "Memory", kind: "number", least: 8, most: 4096, unit: "MiB" },
    { path: "cpus", title: "Processors", kind: "number", least: 1, most: CPUS_MAX, absent: DEFAULT_CPUS },
    { path: "cpuHasPae", title: "Processor has PAE", kind: "switch" },
    { path: "kernelIsPae", title: "Kernels built for PAE", kind: "switch", absent: false },
    { path: "jumps", title: "Jumps", kind: "number", least: 1, most: JUMPS_MAX },
    {
      path: "seed",
      title: "Seed",
      kind: "address",
      help: "Everything that is left to chance follows from it.",
    },
  ],
};

export const RANGE: FieldGroup = {
  title: "Kernel B's range",
  fields: [
    { path: "bRange.start", title: "Start", ...PAGE },
    { path: "bRange.end", title: "End", ...PAGE },
    { path: "bEntry", title: "Entry point", kind: "address" },
  ],
};

export const SEGMENT_CONTENTS = [
  "kernel",
  "initrd",
  "parameters",
  "purgatory",
  "elfcorehdr",
  "backup",
  "payload",
] as const;

export const segmentFields = (index: number): readonly Field[] => [
  { path: `segments[${index}].name`, title: "Name", kind: "text" },
  { path: `segments[${index}].content`, title: "Content", kind: "choice", options: SEGMENT_CONTENTS },
  { path: `segments[${index}].mem`, title: "Destination", ...PAGE },
  { path: `segments[${index}].memsz`, title: "Size there", ...PAGE },
  { path: `segments[${index}].bufsz`, title: "Data", kind: "address" },
];

export const taskFields = (index: number): readonly Field[] => [
  { path: `tasks[${index}].comm`, title: "Name", kind: "text" },
  { path: `tasks[${index}].note`, title: "Unsaved note", kind: "text", absent: "" },
];

export const HIBERNATION: FieldGroup = {
  title: "Hibernation",
  fields: [
    { path: "hibernation.image", title: "Image", kind: "choice", options: IMAGE_KINDS },
    { path: "hibernation.restore", title: "Restore", kind: "choice", options: RESTORES },
    { path: "hibernation.cRange.start", title: "Kernel C's memory, start", ...PAGE },
    { path: "hibernation.cRange.end", title: "Kernel C's memory, end", ...PAGE },
    { path: "hibernation.sleep", title: "Sleep state", kind: "choice", options: SLEEP_STATES, absent: "S5" },
    { path: "hibernation.resume", title: "C takes", kind: "choice", options: ["newest", "older"], absent: "newest" },
    { path: "hibernation.cachedB", title: "A keeps kernel B's image", kind: "switch", absent: false },
    ...TRAVELLING_FACTS.map((fact): Field => ({
      path: `hibernation.channels.${fact}`,
      title: FACT_WORDS[fact],
      kind: "choice",
      options: CHANNELS,
      absent: DEFAULT_CHANNELS[fact],
    })),
  ],
};

/** "0x…", decimal, or with K, M: bytes. Undefined where it is none of these. */
export function readNumber(text: string): number | undefined {
  const [, digits = "", unit = ""] = /^\s*(0x[0-9a-f]+|[0-9]+)\s*([km]i?b?)?\s*$/i.exec(text) ?? [];
  if (digits === "") return undefined;
  const factor = unit === "" ? 1 : unit[0]?.toLowerCase() === "k" ? 1024 : 1024 * 1024;
  return Number(digits) * factor;
}
