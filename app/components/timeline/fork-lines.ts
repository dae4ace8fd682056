// Lines of the branches below the timeline: each leaves its parent's where the two runs part.

import { parentOf, sameFaults } from "../../state/branches.ts";
import type { Branch } from "../../state/types/run.ts";
import type { Axis } from "./axis.ts";

export const BRANCH_HEIGHT = 24;
const BEND = 7;

export interface ForkLine {
  readonly branch: Branch;
  readonly row: number;
  /** Where it leaves its parent's line; 0 for the trunk. */
  readonly x: number;
  readonly path: string;
  /** Has it been on screen, so that the place where it parts is known. */
  readonly known: boolean;
}

const middle = (row: number): number => row * BRANCH_HEIGHT + BRANCH_HEIGHT / 2;

/** Position of the parting; of a branch that never parts, the end of the line. */
function partingOf(branch: Branch): number | undefined {
  const { run } = branch;
  if (run === undefined) return undefined;
  return run.verdict?.divergence?.at.t ?? run.fired[0]?.t ?? run.end;
}

/** For branches in tree order, on the axis of the run that is shown: before they part its times are theirs as well. */
export function forkLines(branches: readonly Branch[], axis: Axis): readonly ForkLine[] {
  const lines: ForkLine[] = [];
  for (const [row, branch] of branches.entries()) {
    const parent = parentOf(branches, branch.faults);
    const from = lines.find((line) => parent !== undefined && sameFaults(line.branch.faults, parent.faults));
    const parting = partingOf(branch);
    const known = parent === undefined || parting !== undefined;
    const x = from === undefined ? 0 : Math.max(from.x, parting === undefined ? from.x : axis.x(parting));
    const start = Math.min(x, axis.width - 2 * BEND);
    const [y, above] = [middle(row), from === undefined ? 0 : middle(from.row)];
    const path =
      from === undefined
        ? `M0 ${y}H${axis.width}`
        : `M${start} ${above}V${y - BEND}Q${start} ${y} ${start + BEND} ${y}H${axis.width}`;
    lines.push({ branch, row, x: start, path, known });
  }
  return lines;
}
