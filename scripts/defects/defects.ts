// Every planted defect. `npm run defects` plants them one after the other; what no test notices is a hole in the tests.

import { BOARD_DEFECTS } from "./board.ts";
import type { Defect } from "./defect.ts";
import { INSTRUCTION_DEFECTS } from "./instructions.ts";
import { LAB_DEFECTS } from "./lab.ts";
import { LOAD_DEFECTS } from "./load.ts";
import { SYSTEM_DEFECTS } from "./system.ts";

export const DEFECTS: readonly Defect[] = [
  ...INSTRUCTION_DEFECTS,
  ...SYSTEM_DEFECTS,
  ...LAB_DEFECTS,
  ...LOAD_DEFECTS,
  ...BOARD_DEFECTS,
];

/** How often a text occurs in another. */
export const occurrences = (text: string, piece: string): number => text.split(piece).length - 1;
