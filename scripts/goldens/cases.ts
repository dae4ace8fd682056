// All golden cases, in the order of the image; those that end in a triple fault come last.

import type { CaseSource } from "./case-source.ts";
import { debugging } from "./cases/debugging.ts";
import { delivery } from "./cases/delivery.ts";
import { interrupts } from "./cases/interrupts.ts";
import { pae } from "./cases/pae.ts";
import { paging } from "./cases/paging.ts";
import { pagingLarge } from "./cases/paging-large.ts";
import { privilege } from "./cases/privilege.ts";
import { restart } from "./cases/restart.ts";
import { segmentLimits } from "./cases/segment-limits.ts";
import { segmentLoads } from "./cases/segment-loads.ts";
import { transfers } from "./cases/transfers.ts";

const GROUPS = [
  paging,
  pagingLarge,
  pae,
  segmentLoads,
  segmentLimits,
  transfers,
  interrupts,
  delivery,
  privilege,
  restart,
  debugging,
];

export interface GroupedCase extends CaseSource {
  readonly group: string;
}

const all = GROUPS.flatMap(({ group, judge, cases }) =>
  cases.map((one): GroupedCase => ({ ...(judge === undefined ? {} : { judge }), ...one, group })),
);
const ends = (shutdown: boolean): GroupedCase[] => all.filter(({ end }) => (end === "shutdown") === shutdown);

export const CASES: readonly GroupedCase[] = [...ends(false), ...ends(true)];
