// Scenarios that are open, their runs and branches, and how far opening has come.

import type { LinkProblem, Position, Problem, RecordProgress, RunSummary, Scenario } from "../../sim/api.ts";
import type { Changes } from "../../sim/scenario/changes.ts";

export type RunStatus =
  | { readonly kind: "idle" }
  /**
   * `branch`: of the run on screen, which stays there meanwhile. `part`: what is recorded so far is on screen, and is
   * this share of the whole.
   */
  | {
      readonly kind: "recording";
      readonly progress?: RecordProgress;
      readonly branch?: true;
      readonly part?: number;
    }
  | { readonly kind: "ready" }
  /** `what` was refused: a scenario's title or a file's name. */
  | { readonly kind: "refused"; readonly what: string; readonly problems: readonly Problem[] }
  | { readonly kind: "bad-link"; readonly problem: LinkProblem; readonly text: string }
  | { readonly kind: "crashed"; readonly message: string; readonly at?: Position };

/** A scenario and where it came from; `preset` is undefined for one that was brought or linked whole. */
export interface Source {
  readonly preset?: string;
  readonly scenario: Scenario;
  /** A captured jump, whose scenario only describes it. */
  readonly capture?: GivenBytes;
  /** An image of kernel A on the disk of a machine that starts cold; the file names its scenario. */
  readonly image?: GivenBytes;
}

/** A file that a run begins with: no link carries it. */
export interface GivenBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A run of the open scenario under a list of faults. Its parent is the one without the last of them; the trunk has none. */
export interface Branch {
  readonly faults: readonly string[];
  /** Absent until it has been on screen. */
  readonly run?: RunSummary;
}

/** What undo leads back to. */
export interface Version {
  readonly source: Source;
  readonly branches: readonly Branch[];
  readonly shown: readonly string[];
  readonly anchor: string;
}

/** A run beside the one on screen: its parent, or any other. */
export interface ComparedRun {
  readonly source: Source | "parent";
  readonly run: RunSummary;
}

/** What the reader may change in the open scenario. */
export interface ScenarioChanges extends Changes {
  /** Our own control code instead of the one brought. */
  readonly ownCode?: boolean;
}
