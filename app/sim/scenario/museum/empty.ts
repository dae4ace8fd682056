// Failures that this machine cannot show, and what it would take.

import type { EmptyRoom } from "../../api.ts";

export const EMPTY_ROOMS: readonly EmptyRoom[] = [
  { item: 7, title: "A global TLB entry of a read-only control page", missing: "a 64-bit processor" },
  { item: 8, title: "The flag that says whether to swap, lost on return", missing: "a 64-bit processor" },
  { item: 9, title: "The wrong page used as swap page", missing: "the 64-bit control code that did it" },
  {
    item: 10,
    title: "A header of offsets missing from the build",
    missing: "a kernel that is built, rather than modelled",
  },
  {
    item: 11,
    title: "Code moved or checked by the compiler",
    missing: "control flow checks and function sections of a real build",
  },
  {
    item: 14,
    title: "No serialising step after code pages change",
    missing: "a prefetch queue: this processor executes what is in memory",
  },
  {
    item: 23,
    title: "A randomised kernel B beside its range",
    missing: "a kernel B that decompresses and relocates itself",
  },
  { item: 30, title: "Function tracing in the window", missing: "traced calls in the modelled kernel" },
  { item: 32, title: "Stack protector through a foreign segment", missing: "per-CPU segments in the kernels' code" },
  { item: 33, title: "The peer's floating point state", missing: "a floating point unit" },
  { item: 35, title: "Encrypted memory under two aliases", missing: "memory encryption" },
  { item: 36, title: "Five levels of page tables switched under way", missing: "a 64-bit processor" },
  { item: 37, title: "CET and LASS left on", missing: "a 64-bit processor" },
  { item: 40, title: "The tool takes the system call that loads files", missing: "kexec_file_load" },
  {
    item: 47,
    title: "A cached kernel B after the hardware has changed",
    missing: "an image of kernel B kept over power-off",
  },
  { item: 49, title: "An entry outside of mapped memory", missing: "a 64-bit processor, which keeps paging on" },
  { item: 50, title: "A stack that grows into saved registers", missing: "control code that nests deep enough" },
];
