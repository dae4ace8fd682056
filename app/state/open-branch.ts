// Opening a branch of the run on screen: in place, what is shown stays until the branch is there.

import type { Moment, Problem, Target } from "../sim/api.ts";
import type { SimService } from "../worker/wire.ts";
import { FILE_WORDS } from "../sim/scenario/link-scenario.ts";
import { faultsOf, grown, withFaults } from "./branches.ts";
import type { Focus } from "./focus.ts";
import { interestOf } from "./interest.ts";
import type { LabStore } from "./lab.ts";
import type { Branch, Source } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

export interface BranchOpener {
  /** Shows the first of the targets that the branch has. Why not, when it is refused. */
  open(source: Source, targets: readonly Target[]): Promise<readonly Problem[]>;
  /** Nobody waits for the branch under way any more. */
  forget(): void;
}

/** What is said of one run and not of the next; that a new version of the page is ready is said of none. */
export const reset = ({ notices }: LabState): Partial<LabState> => ({
  notices: notices.filter(({ topic }) => topic === "update"),
  menu: undefined,
  comparison: undefined,
  other: undefined,
  otherProgress: undefined,
  otherAt: undefined,
  divergences: undefined,
});

const trunkOf = (source: Source | undefined): string =>
  source === undefined ? "" : JSON.stringify(withFaults(source.scenario, []));

/** Do both begin with the same file, or both with none? */
export const sameFile = (a: Source | undefined, b: Source | undefined): boolean =>
  FILE_WORDS.every((word) => a?.[word] === b?.[word]);

export const sameTrunk = (a: Source | undefined, b: Source | undefined): boolean =>
  sameFile(a, b) && trunkOf(a) === trunkOf(b);

/** The branches of the same scenario stay; of another, only those that the run grew from are known. */
export function treeWith(before: LabState, source: Source, run: LabState["run"]): readonly Branch[] {
  const kept = sameTrunk(before.source, source) ? before.branches : [];
  return grown(kept, faultsOf(source.scenario), run);
}

export function createBranchOpener(store: LabStore, service: SimService, focus: Focus): BranchOpener {
  let latest = 0;

  async function firstOf(targets: readonly Target[], state: LabState): Promise<Moment | undefined> {
    for (const target of targets) {
      const answer = await service.moment(target, interestOf(state));
      if (answer.ok) return answer.value;
    }
    return undefined;
  }

  async function show(source: Source, targets: readonly Target[], mine: number): Promise<readonly Problem[]> {
    const before = store.getState();
    const answer = await service.load(source.scenario, (progress) => {
      if (mine === latest) store.setState({ status: { kind: "recording", branch: true, progress } });
    });
    if (mine !== latest) return [];
    if (!answer.ok) {
      store.setState({ status: { kind: "ready" } });
      return answer.problems;
    }
    const run = answer.value;
    const branches = treeWith(before, source, run);
    const end: Target = { kind: "position", at: { t: run.end, sub: 0 } };
    const moment = await firstOf([...targets, end], { ...before, run });
    if (mine !== latest || moment === undefined) return [];
    store.setState((state) => ({
      ...{ source, run, branches, moment, previous: undefined, move: "jump", status: { kind: "ready" } },
      ...reset(state),
    }));
    // Whose list is shown depends on the run.
    await focus.refresh();
    return [];
  }

  return {
    async open(source, targets) {
      const mine = ++latest;
      focus.cancel();
      store.setState({ status: { kind: "recording", branch: true }, playing: 0 });
      try {
        return await show(source, targets, mine);
      } catch (error) {
        if (mine !== latest) return [];
        const message = error instanceof Error ? error.message : String(error);
        const at = store.getState().moment?.at;
        store.setState({ status: { kind: "crashed", message, ...(at === undefined ? {} : { at }) } });
        return [];
      }
    },
    forget: () => {
      latest += 1;
    },
  };
}
