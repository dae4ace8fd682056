// Opening a scenario: it is recorded once, then shown; and doing so again after the worker died.

import type { Position, RecordProgress, Result, RunSummary, Target } from "../sim/api.ts";
import type { SimService } from "../worker/wire.ts";
import type { Focus } from "./focus.ts";
import type { LabStore } from "./lab.ts";
import { showParts } from "./open-part.ts";
import { fileOf } from "./scenarios.ts";
import { reset, sameTrunk, treeWith, type BranchOpener } from "./open-branch.ts";
import type { LabActions } from "./types/actions.ts";
import type { Source } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

const START: Target = { kind: "position", at: { t: 0, sub: 0 } };

type OpenActions = Pick<LabActions, "open" | "restart" | "cancelOpening" | "refuse" | "backToRun">;

interface Place {
  readonly source: Source;
  readonly at: Position;
}

type Refuse = OpenActions["refuse"];

function answerFor(
  service: SimService,
  { scenario, capture, image }: Source,
  onProgress: (progress: RecordProgress) => void,
): Promise<Result<RunSummary>> {
  if (image !== undefined) return service.openImage(image.bytes, onProgress);
  if (capture !== undefined) return service.openCapture(capture.name, capture.bytes);
  return service.load(scenario, onProgress);
}

/** Records a scenario; what it is refused or fails with becomes the page's state. */
async function record(
  store: LabStore,
  service: SimService,
  refuse: Refuse,
  source: Source,
  onProgress: (share: number) => void,
): Promise<RunSummary | undefined> {
  const last = store.getState().source;
  store.setState({ source, status: { kind: "recording" }, playing: 0 });
  try {
    const answer = await answerFor(service, source, (progress) => {
      if (store.getState().source !== source) return;
      store.setState(({ status }) => (status.kind === "recording" ? { status: { ...status, progress } } : {}));
      onProgress(progress.share);
    });
    if (store.getState().source !== source) return undefined;
    if (answer.ok) return answer.value;
    if (last !== undefined && store.getState().run !== undefined) store.setState({ source: last });
    refuse(source.scenario.title, answer.problems);
  } catch (error) {
    if (store.getState().source !== source) return undefined;
    store.setState({ status: { kind: "crashed", message: error instanceof Error ? error.message : String(error) } });
  }
  return undefined;
}

/** What was on screen before a part of a run that was refused in the end. */
const shownIn = ({ run, moment, previous, selection, walk, listFrom, breakpoints, draft, branches }: LabState) => ({
  ...{ run, moment, previous, selection, walk, listFrom, breakpoints, draft, branches },
});

/** What is in a file, and how large its machine is, is known once it has been read. */
const sourceOf = (source: Source, run: RunSummary): Partial<LabState> =>
  fileOf(source) === undefined ? {} : { source: { ...source, scenario: run.scenario } };

/** The state with another run in it, before its first moment is there. */
const opened = (old: LabState, source: Source, run: RunSummary): Partial<LabState> => ({
  ...sourceOf(source, run),
  ...{ run, moment: undefined, previous: undefined, selection: undefined },
  ...{ walk: undefined, listFrom: "now", breakpoints: [], draft: undefined },
  ...{ range: undefined, outerRanges: [], marked: undefined, rawPage: undefined, closeFrames: [] },
  branches: treeWith(old, source, run),
  ...(sameTrunk(old.source, source) ? {} : { edits: { past: [], future: [] }, batch: undefined }),
});

interface Around {
  readonly store: LabStore;
  readonly service: SimService;
  readonly focus: Focus;
  readonly now: () => number;
  readonly refuse: Refuse;
}

/** Records it and goes to the target; of a long recording the part that is there is shown meanwhile. */
async function show({ refuse, ...around }: Around, source: Source, target: Target): Promise<void> {
  const { store, service, focus } = around;
  const old = store.getState();
  const openedPart = (part: RunSummary): Partial<LabState> => ({
    ...opened(old, source, part),
    ...reset(store.getState()),
    source,
    branches: treeWith(old, source, undefined),
  });
  const parts = showParts({ ...around, opened: openedPart }, source, target);
  const run = await record(store, service, refuse, source, (share) => parts.progress(share));
  parts.end();
  if (run === undefined) {
    if (parts.shown && store.getState().status.kind === "refused") store.setState(shownIn(old));
    return;
  }
  if (parts.shown) {
    const branches = treeWith(old, source, run);
    store.setState({ ...sourceOf(source, run), run, branches });
    if (parts.wanted === undefined) {
      store.setState({ status: { kind: "ready" } });
      return focus.refresh();
    }
  } else store.setState((state) => ({ ...opened(old, source, run), ...reset(state) }));
  await focus.go(target, "jump");
  // A link may name a place this run has not: its start is shown rather than nothing.
  if (store.getState().moment === undefined && target !== START) await focus.go(START, "jump");
  store.setState(({ status }) => (status.kind === "recording" ? { status: { kind: "ready" } } : {}));
}

export function openActions(
  store: LabStore,
  service: SimService,
  focus: Focus,
  restartService: () => void,
  branch: BranchOpener,
  now: () => number,
): OpenActions {
  /** What was open when the recording under way was asked for. */
  let before: Place | undefined;

  const refuse: Refuse = (what, problems) =>
    store.setState({ status: { kind: "refused", what, problems }, playing: 0 });

  function remember(): void {
    const { source, status, moment } = store.getState();
    if (status.kind === "ready" && source !== undefined && moment !== undefined) before = { source, at: moment.at };
  }

  async function open(source: Source, target: Target = START): Promise<void> {
    focus.cancel();
    branch.forget();
    remember();
    // Another recording under way is of no use to anybody any more.
    if (store.getState().status.kind === "recording") restartService();
    await show({ store, service, focus, now, refuse }, source, target);
  }

  return {
    open,
    refuse,
    cancelOpening: async () => {
      const { status, source, moment } = store.getState();
      if (status.kind !== "recording") return;
      focus.cancel();
      if (status.branch === true && source !== undefined && moment !== undefined) {
        branch.forget();
        restartService();
        await branch.open(source, [{ kind: "position", at: moment.at }]);
        return;
      }
      // The recording fails with its worker; with another source its failure is nobody's.
      store.setState({ source: undefined, status: { kind: "idle" } });
      restartService();
      if (before !== undefined) await open(before.source, { kind: "position", at: before.at });
    },
    backToRun: () => {
      if (store.getState().moment !== undefined) store.setState({ status: { kind: "ready" } });
    },
    restart: async () => {
      const { source, status, moment } = store.getState();
      const at = status.kind === "crashed" ? status.at : moment?.at;
      restartService();
      if (source !== undefined) await open(source, at === undefined ? START : { kind: "position", at });
    },
  };
}
