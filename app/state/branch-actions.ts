// Faults become branches: injected, shown, taken out again; undo and redo of these edits, which is not time travel.

import type { Problem, Result, Scenario, Target } from "../sim/api.ts";
import { faultText } from "../sim/scenario/faults/text.ts";
import { problemText } from "../sim/core/errors.ts";
import { say } from "../messages/say.ts";
import type { SimService } from "../worker/wire.ts";
import { faultsOf, grown, inTreeOrder, pruned, sameFaults, withFaults, type Faults } from "./branches.ts";
import { problemsOf, readDraft, startValues } from "./drafts.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { sameTrunk, type BranchOpener } from "./open-branch.ts";
import { changeable, remember, travel, versionOf } from "./scenario-edits.ts";
import { sourceOf } from "./scenarios.ts";
import type { LabActions } from "./types/actions.ts";
import type { Draft } from "./types/faults.ts";
import type { Version } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

type BranchActions = Pick<
  LabActions,
  | "draftFault"
  | "changeDraft"
  | "dropDraft"
  | "inject"
  | "showBranch"
  | "removeFault"
  | "dropBranch"
  | "undo"
  | "redo"
  | "minimise"
>;

const shownFaults = ({ source }: LabState): Faults => faultsOf(source?.scenario);

/** Where a new branch is shown: where the reader is; a branch that does not come there is shown at its end. */
function placesFor({ moment }: LabState): readonly Target[] {
  return moment === undefined ? [] : [{ kind: "anchor", anchor: moment.anchor }];
}

class Bench {
  readonly store: LabStore;
  readonly opener: BranchOpener;
  readonly #open: LabActions["open"];

  constructor(store: LabStore, opener: BranchOpener, open: LabActions["open"]) {
    this.store = store;
    this.opener = opener;
    this.#open = open;
  }

  notify(tone: "info" | "warning" | "error", text: string): void {
    this.store.setState((state) => withNotice(state, { tone, text }));
  }

  /** The run under these faults, in place of the one on screen. */
  async show(faults: Faults, targets: readonly Target[]): Promise<readonly Problem[]> {
    const { source } = this.store.getState();
    if (source === undefined) return [];
    const problems = await this.opener.open(sourceOf(withFaults(source.scenario, faults)), targets);
    return problems;
  }

  /** The same as an edit: what was before can be had back. */
  async edit(faults: Faults, targets: readonly Target[]): Promise<readonly Problem[]> {
    const before = versionOf(this.store.getState());
    const problems = await this.show(faults, targets);
    if (problems.length === 0 && sameFaults(shownFaults(this.store.getState()), faults)) this.remember(before);
    return problems;
  }

  remember(before: Version | undefined): void {
    remember(this.store, before, this.store.getState().edits);
  }

  complain(problems: readonly Problem[]): void {
    if (problems.length > 0) this.notify("error", problems.map(problemText).join("; "));
  }

  /** Scenario and branches as they were; what has been recorded of them since is kept. True when it is on screen. */
  async restore(version: Version): Promise<boolean> {
    const state = this.store.getState();
    const wanted: Target = { kind: "anchor", anchor: version.anchor };
    if (!sameTrunk(version.source, state.source)) {
      await this.#open(version.source, wanted);
    } else if (!sameFaults(version.shown, shownFaults(state))) {
      const problems = await this.show(version.shown, [wanted]);
      this.complain(problems);
    }
    const now = this.store.getState();
    const there = sameTrunk(version.source, now.source) && sameFaults(version.shown, shownFaults(now));
    if (there) this.store.setState(({ run }) => ({ branches: grown(version.branches, version.shown, run) }));
    return there;
  }
}

async function inject(bench: Bench): Promise<void> {
  const { store } = bench;
  const state = store.getState();
  const { draft } = state;
  if (draft === undefined || !changeable(state)) return;
  const refuse = (problems: readonly Problem[]): void => store.setState({ draft: { ...draft, problems } });
  const read = readDraft(draft);
  if (!read.ok) return refuse(read.problems);
  const faults = [...shownFaults(state), faultText(read.value)];
  const problems = await bench.edit(faults, placesFor(state));
  if (problems.length > 0) return refuse(problemsOf(draft, problems));
  if (sameFaults(shownFaults(store.getState()), faults)) store.setState({ draft: undefined });
}

async function minimise(bench: Bench, service: SimService): Promise<void> {
  const state = bench.store.getState();
  const before = shownFaults(state);
  if (!changeable(state) || before.length < 2) return;
  bench.store.setState({ minimising: true });
  let smaller: Result<Scenario>;
  try {
    smaller = await service.minimise();
  } catch {
    // The worker was ended meanwhile.
    return;
  } finally {
    bench.store.setState({ minimising: false });
  }
  if (!smaller.ok) return bench.complain(smaller.problems);
  const faults = faultsOf(smaller.value);
  if (faults.length === before.length)
    return bench.notify("info", say("Every one of these faults is needed for the verdict."));
  bench.complain(await bench.edit(faults, placesFor(state)));
  bench.notify(
    "info",
    say("{faults} of {before} faults are enough for the same verdict.", {
      faults: faults.length,
      before: before.length,
    }),
  );
}

export function branchActions(
  store: LabStore,
  service: SimService,
  opener: BranchOpener,
  open: LabActions["open"],
): BranchActions {
  const bench = new Bench(store, opener, open);
  const ready = (): boolean => changeable(store.getState());
  return {
    draftFault: (kind, values = {}, card) =>
      store.setState((state) => {
        const draft: Draft = { kind, values: { ...startValues(kind, state), ...values }, problems: [] };
        return { draft: card === undefined ? draft : { ...draft, card } };
      }),
    changeDraft: (values) =>
      store.setState(({ draft }) =>
        draft === undefined ? {} : { draft: { ...draft, values: { ...draft.values, ...values }, problems: [] } },
      ),
    dropDraft: () => store.setState({ draft: undefined }),
    inject: () => inject(bench),
    showBranch: async (faults, target) => {
      if (!ready()) return;
      const state = store.getState();
      bench.complain(await bench.show(faults, target === undefined ? placesFor(state) : [target]));
    },
    removeFault: async (index) => {
      if (!ready()) return;
      const state = store.getState();
      const faults = shownFaults(state).filter((_, at) => at !== index);
      bench.complain(await bench.edit(faults, placesFor(state)));
    },
    dropBranch: async (faults) => {
      if (!ready() || faults.length === 0) return;
      const state = store.getState();
      const before = versionOf(state);
      const left = pruned(state.branches, faults);
      if (!inTreeOrder(left).some((branch) => sameFaults(branch.faults, shownFaults(state)))) {
        const problems = await bench.show(faults.slice(0, -1), placesFor(state));
        if (problems.length > 0) return bench.complain(problems);
      }
      store.setState(({ branches }) => ({ branches: pruned(branches, faults) }));
      bench.remember(before);
    },
    undo: () => travel(store, "undo", (to) => bench.restore(to)),
    redo: () => travel(store, "redo", (to) => bench.restore(to)),
    minimise: () => minimise(bench, service),
  };
}
