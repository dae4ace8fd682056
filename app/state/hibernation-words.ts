// The choices of a hibernation in words.

import type { Channel, ImageKind, RestoreKind, Round, SleepState, TravellingFact } from "../sim/api.ts";

export const FACT_WORDS: Readonly<Record<TravellingFact, string>> = {
  entry: "jump-back entry",
  map: "backup pages map",
  header: "ELF core header",
};

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  "command-line": "command line",
  register: "register",
  note: "ELF note",
  initrd: "initrd",
};

export const ROUND_WORDS: Readonly<Record<Round, string>> = { checkpoint: "go on", off: "switch off" };

export const IMAGE_WORDS: Readonly<Record<ImageKind, string>> = {
  plain: "All of A's memory, but what is exchanged.",
  filtered: "Without A's free pages. The tool has to read A's table of pages for that, through the backup pages map.",
};

export const RESTORE_WORDS: Readonly<Record<RestoreKind, string>> = {
  krestore: "C writes each page to where it belongs, and so must live where nothing belongs: in B's range.",
  load: "C passes the image to kexec_load, a segment for each range: sixteen at most.",
  "multi-stage": "C calls kexec_load as often as it takes, and each call adds to the last.",
};

export const SLEEP_WORDS: Readonly<Record<SleepState, string>> = {
  S4: "Hibernation, as ACPI has it: firmware may remember.",
  S5: "Off. Firmware knows of nothing.",
};
