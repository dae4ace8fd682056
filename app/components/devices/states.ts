// The states of a device: the letter that stands in a cell, and the words.

import type { DeviceState } from "../../sim/api.ts";

export const STATE_LETTERS: Readonly<Record<DeviceState, string>> = {
  running: "R",
  frozen: "F",
  late: "L",
  quiet: "Q",
  "low-power": "P",
  off: "O",
  unplugged: "U",
  dead: "D",
};

export const STATE_WORDS: Readonly<Record<DeviceState, string>> = {
  running: "running",
  frozen: "frozen",
  late: "late",
  quiet: "quiet",
  "low-power": "low power",
  off: "off",
  unplugged: "unplugged",
  dead: "dead",
};

export const STATE_MEANINGS: Readonly<Record<DeviceState, string>> = {
  running: "may act by itself",
  frozen: "its freeze callback is done: activity has stopped, registers are kept in RAM",
  late: "its late callback is done",
  quiet: "interrupts are off, the last callback is done: safe to hand over",
  "low-power": "in D3: registers read all ones",
  off: "shut down for good, nothing kept",
  unplugged: "removed: the kernel has no driver for it",
  dead: "the driver cannot reach it",
};
