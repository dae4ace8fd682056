// An image file of three pages, whole and of the preset hibernate-tiny, but for what a test changes in it. Nobody could be
// brought back from it.

import type { Scenario } from "../../api.ts";
import { crc32 } from "../../core/crc32.ts";
import { randomAt } from "../../core/rng.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { coreHeaders, type CoreLoad, kjumpNote } from "../../formats/elf-core.ts";
import { checksumBlocks } from "../../kernel/hibernation/image-checksums.ts";
import type { ImageHeader } from "../../kernel/hibernation/image-format.ts";
import { labelled } from "../core-image.ts";
import { findPreset } from "../presets.ts";

const preset = findPreset("hibernate-tiny")?.scenario;
if (preset === undefined) throw new Error("the preset hibernate-tiny is gone");
export const SMALL_SCENARIO: Scenario = preset;

const LOADS: readonly CoreLoad[] = [
  { paddr: 0x1000, bytes: PAGE_SIZE },
  { paddr: 0x100000, bytes: PAGE_SIZE },
];

interface Changes {
  readonly header?: Partial<ImageHeader>;
  readonly scenario?: Scenario;
  readonly loads?: readonly CoreLoad[];
}

export function smallImage({ header, scenario = SMALL_SCENARIO, loads = LOADS }: Changes = {}): Uint8Array {
  const note = kjumpNote({ entry: 0x300000, map: 0x302002, elfcorehdr: 0x400000, sleepState: 5 });
  const { head, fileBytes } = coreHeaders([note], loads);
  const file = new Uint8Array(fileBytes).map((_, i) => randomAt(7, i) & 0xff);
  file.set(head);
  const whole: ImageHeader = {
    ...{ state: "resumed", sequence: 1, kind: "plain", entry: 0x300000, map: 0x302002, frames: 4096, fileBytes },
    ...{
      fileBlock: 87,
      checksumBlock: 82,
      pages: (fileBytes - head.length) / PAGE_SIZE,
      dropped: 0,
      sleep: "S5",
      saves: 0,
    },
    checksumsCrc: checksumBlocks(file).reduce((crc, block) => crc32(block, crc), 0),
    ...header,
  };
  const made = labelled(file, scenario, { header: whole });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}
