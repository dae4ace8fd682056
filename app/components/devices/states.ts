// The states of a device: the letter that stands in a cell, and the words.

import type { CellState } from "./matrix.ts";

export const STATE_LETTERS: Readonly<Record<CellState, string>> = {
  running: "R",
  frozen: "F",
  late: "L",
  quiet: "Q",
  "low-power": "P",
  off: "O",
  unplugged: "U",
  dead: "D",
  reset: "–",
};

export const STATE_WORDS: Readonly<Record<CellState, string>> = {
  running: "running",
  frozen: "frozen",
  late: "late",
  quiet: "quiet",
  "low-power": "low power",
  off: "off",
  unplugged: "unplugged",
  dead: "dead",
  reset: "reset",
};

export const STATE_MEANINGS: Readonly<Record<CellState, string>> = {
  running: "may act by itself",
  frozen: "its freeze callback is done: activity has stopped, registers are kept in RAM",
  late: "its late callback is done",
  quiet: "interrupts are off, the last callback is done: safe to hand over",
  "low-power": "in D3: registers read all ones",
  off: "shut down for good, nothing kept",
  unplugged: "removed: the kernel has no driver for it",
  dead: "the driver cannot reach it",
  reset: "power has come back, and no driver has taken it yet",
};
