// A kernel's words in RAM, read wherever an exchange has put its pages.

import { KERNELS, type KernelName } from "../../api.ts";
import { PAGE_SHIFT } from "../../core/units.ts";
import { imagePage, type ImagePageName } from "../../kernel/image-pages.ts";
import { KERNEL_DATA } from "../../kernel/layouts.ts";
import { readText, StructAt, type Layout } from "../../kernel/struct.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";
import type { Run } from "../run.ts";
import { Homes } from "./homes.ts";

export interface KernelMemory {
  readonly kernel: KernelName;
  readonly homes: Homes;
  /** Has it come so far that its tables mean something? */
  readonly isUp: boolean;
  readonly data: StructAt<(typeof KERNEL_DATA.fields)[number]["name"]>;
  /** A structure at a physical address of this kernel, whose page may be elsewhere now. */
  at<Name extends string>(layout: Layout<Name>, address: number): StructAt<Name>;
  page(name: ImagePageName): number;
  text(address: number, size: number): string;
}

/** The kernels that are in RAM now, whether they run or wait. */
export function kernelsInMemory(run: Run, memory: PhysMemory): readonly KernelMemory[] {
  return KERNELS.flatMap((kernel) => {
    const base = run.images[kernel]?.base;
    const homes = new Homes(memory, kernel);
    if (base === undefined || homes.whereIs(imagePage(base, "data")) === undefined) return [];
    const words = {
      read8: (address: number) => homes.read8(address),
      read32: (address: number) => homes.read32(address),
      write8: () => undefined,
      write32: () => undefined,
    };
    const data = new StructAt(words, KERNEL_DATA, imagePage(base, "data"));
    return [
      {
        kernel,
        homes,
        isUp: data.get("mem_map") !== 0,
        data,
        at: (layout, address) => new StructAt(words, layout, address),
        page: (name) => imagePage(base, name),
        text: (address, size) => readText(words, address, size),
      } satisfies KernelMemory,
    ];
  });
}

/** Its pages are where they are at home: it has the machine, or has just had it. */
export function isInPlace({ images }: Run, { kernel, homes }: KernelMemory): boolean {
  const base = images[kernel]?.base;
  const home = base === undefined ? undefined : imagePage(base, "data") >>> PAGE_SHIFT;
  return home !== undefined && homes.frameOf(home) === home;
}
