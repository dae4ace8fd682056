// machine_kexec_prepare: the transition tables, allocated and filled when the image is loaded. They map one frame, the
// control page, at two addresses: its kernel virtual one and its physical one.

import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import type { Kernel, Kimage } from "../../kernel/kernel.ts";
import type { Errno } from "../../kernel/kimage.ts";
import { KIMAGE } from "../../kernel/layouts.ts";
import type { PageAllocator } from "../../kernel/page-alloc.ts";
import { op, type Work } from "../../kernel/step.ts";
import { StructAt } from "../../kernel/struct.ts";
import { controlPageExecutable, controlPageNotExecutable } from "../executable.ts";
import { KIMAGE_ARCH, PDPTE_ATTR, PTE_ATTR, TABLE_ATTR } from "./layout.ts";

type Table = (typeof KIMAGE_ARCH.fields)[number]["name"];

const archOf = (kernel: Kernel, image: Kimage): StructAt<Table> =>
  new StructAt(kernel.memory, KIMAGE_ARCH, image.address + KIMAGE.size);

const tablesOf = (kernel: Kernel): readonly Table[] =>
  kernel.pae ? ["pgd", "pmd0", "pmd1", "pte0", "pte1"] : ["pgd", "pte0", "pte1"];

/** Physical address of the transition directory of the loaded image. */
export const transitionDirectory = (kernel: Kernel): number =>
  kernel.physical(archOf(kernel, kernel.kimage).get("pgd"));

export function* prepare(kernel: Kernel, pages: PageAllocator, image: Kimage): Work<Errno | undefined> {
  const failed = yield* controlPageExecutable(kernel, pages, image, "set_memory_x");
  if (failed !== undefined) return failed;
  const arch = archOf(kernel, image);
  const tables = tablesOf(kernel);
  const names = tables.join(", ");
  for (const name of tables) {
    const frame = pages.low();
    if (frame === undefined) return "ENOMEM";
    kernel.memory.claim(frame, kernel.family);
    for (let at = 0; at < PAGE_SIZE; at += 4) kernel.memory.write32(frame * PAGE_SIZE + at, 0);
    arch.set(name, kernel.virtual(frame * PAGE_SIZE));
    yield op(`machine_kexec_alloc_page_tables: ${name} in frame {a:pfn}`, frame);
  }
  const control = image.get("control_code_page") * PAGE_SIZE;
  const put = kernel.pae ? mapPae : mapTwoLevels;
  put(kernel, arch, kernel.virtual(control), control, "0");
  put(kernel, arch, control, control, "1");
  yield op(`machine_kexec_prepare_page_tables: {a:hex} and {b:hex} in ${names}`, kernel.virtual(control), control);
  return undefined;
}

/** machine_kexec_cleanup. */
export function* cleanup(kernel: Kernel, pages: PageAllocator, image: Kimage): Work {
  yield* controlPageNotExecutable(kernel, image, "set_memory_nx");
  const arch = archOf(kernel, image);
  for (const name of tablesOf(kernel)) {
    const frame = kernel.physical(arch.get(name)) >>> PAGE_SHIFT;
    if (arch.get(name) !== 0) pages.free(frame);
    arch.set(name, 0);
    yield op(`machine_kexec_free_page_tables: ${name} in frame {a:pfn}`, frame);
  }
}

type Map = (kernel: Kernel, arch: StructAt<Table>, address: number, frame: number, which: "0" | "1") => void;

const mapTwoLevels: Map = (kernel, arch, address, frame, which) => {
  const at = (name: Table) => kernel.physical(arch.get(name));
  const table = at(`pte${which}`);
  kernel.memory.write32(at("pgd") + (address >>> 22) * 4, table | TABLE_ATTR);
  kernel.memory.write32(table + ((address >>> 12) & 0x3ff) * 4, frame | PTE_ATTR);
};

const mapPae: Map = (kernel, arch, address, frame, which) => {
  const at = (name: Table) => kernel.physical(arch.get(name));
  const middle = at(`pmd${which}`);
  const table = at(`pte${which}`);
  kernel.memory.write32(at("pgd") + (address >>> 30) * 8, middle | PDPTE_ATTR);
  kernel.memory.write32(middle + ((address >>> 21) & 0x1ff) * 8, table | TABLE_ATTR);
  kernel.memory.write32(table + ((address >>> 12) & 0x1ff) * 8, frame | PTE_ATTR);
};
