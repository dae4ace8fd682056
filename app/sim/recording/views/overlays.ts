// Which structures lie in a page, judged by its provenance: the same layout tables that wrote them name their fields.

import type { FieldOverlay, KernelName } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { imagePage, imagePageCount, IMAGE_PAGES, type ImagePageName } from "../../kernel/image-pages.ts";
import {
  BOOT_PARAMS,
  DEVICE,
  KERNEL_DATA,
  KEXEC_SEGMENT,
  KIMAGE,
  NOTES_BYTES,
  NOTES_OFFSET,
  TASK_STRUCT,
} from "../../kernel/layouts.ts";
import { offsetOf, type Layout } from "../../kernel/struct.ts";
import { PURGATORY_DATA } from "../../protocol/purgatory/index.ts";
import type { Run } from "../run.ts";

const fieldsAt = (table: Layout, at: number, name = table.struct): FieldOverlay[] =>
  table.fields.map((field) => ({
    offset: at + field.offset,
    size: field.size,
    name: field.name,
    meaning: field.meaning,
    struct: name,
  }));

function repeated(table: Layout, count: number, from = 0): FieldOverlay[] {
  return Array.from({ length: count }, (_, i) =>
    fieldsAt(table, from + i * table.size, `${table.struct}[${i}]`),
  ).flat();
}

const NOTES: FieldOverlay = {
  offset: NOTES_OFFSET,
  size: NOTES_BYTES,
  name: "notes",
  meaning: "ELF notes of this kernel, where the ELF core header says that they are; zeroes if it has written none",
  struct: "crash_notes",
};

const FIXED: Partial<Record<ImagePageName, () => FieldOverlay[]>> = {
  data: () => fieldsAt(KERNEL_DATA, 0),
  kimage: () => [...fieldsAt(KIMAGE, 0), ...repeated(KEXEC_SEGMENT, 16, offsetOf(KIMAGE, "segment")), NOTES],
  tasks: () => repeated(TASK_STRUCT, PAGE_SIZE / TASK_STRUCT.size),
  devices: () => repeated(DEVICE, 8),
};

/** Fields of the page at home in `home` of kernel `owner`. */
export function overlaysOf(run: Run, owner: KernelName, home: number, isControl: boolean): readonly FieldOverlay[] {
  if (isControl) return fieldsAt(run.revision.controlPage, 0);
  const base = run.images[owner]?.base;
  if (base === undefined) return [];
  for (const [name, make] of Object.entries(FIXED)) {
    if (imagePage(base, name as ImagePageName) === home * PAGE_SIZE) return make();
  }
  if (owner !== "B") return [];
  if (run.purgatory?.frame === home - 1) return fieldsAt(PURGATORY_DATA, 0);
  const parameters = run.plan.segments.find((segment) => segment.content === "parameters");
  return parameters?.mem === home * PAGE_SIZE ? fieldsAt(BOOT_PARAMS, 0) : [];
}

/** The name of a page of a kernel's image: "task table", "page directory". */
export function imagePageName(run: Run, owner: KernelName, home: number): string | undefined {
  const base = run.images[owner]?.base;
  const index = base === undefined ? -1 : home - base / PAGE_SIZE;
  return index < imagePageCount(run.plan.kernelIsPae) ? NAMES[index] : undefined;
}

const NAMES: Readonly<Record<number, string>> = {
  [IMAGE_PAGES.startup]: "start-up code",
  [IMAGE_PAGES.text]: "kernel text with its gates",
  [IMAGE_PAGES.control]: "control code in kernel text",
  [IMAGE_PAGES.data]: "kernel data and GDT",
  [IMAGE_PAGES.idt]: "IDT",
  [IMAGE_PAGES.pgd]: "page directory",
  [IMAGE_PAGES.kexecPgd]: "transition page directory",
  [IMAGE_PAGES.kexecPte0]: "transition page table, kernel mapping",
  [IMAGE_PAGES.kexecPte1]: "transition page table, identity mapping",
  [IMAGE_PAGES.kimage]: "kimage",
  [IMAGE_PAGES.tasks]: "task table",
  [IMAGE_PAGES.tasks + 1]: "task table, second page",
  [IMAGE_PAGES.devices]: "device table",
  [IMAGE_PAGES.log]: "log_buf",
  [IMAGE_PAGES.stack]: "kernel stack, lower page",
  [IMAGE_PAGES.stack + 1]: "kernel stack",
  [IMAGE_PAGES.pmd]: "page middle directory of low memory",
  [IMAGE_PAGES.pmdLow]: "page middle directory of start-up",
  [IMAGE_PAGES.kexecPmd0]: "transition page middle directory, kernel mapping",
  [IMAGE_PAGES.kexecPmd1]: "transition page middle directory, identity mapping",
};
