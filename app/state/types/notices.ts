// What the page says beside the views.

import type { Position } from "../../sim/api.ts";
import type { Source } from "./run.ts";

/** What a notice offers to do about what it says. */
export type NoticeAction =
  | { readonly kind: "open"; readonly label: string; readonly source: Source; readonly at?: Position }
  | { readonly kind: "go"; readonly label: string; readonly at: Position }
  | { readonly kind: "choose-file"; readonly label: string }
  /** A new version of the page waits. */
  | { readonly kind: "update"; readonly label: string };

/** Shown until dismissed or another run is opened; never blocks. */
export interface Notice {
  readonly id: number;
  readonly tone: "info" | "warning" | "error";
  readonly text: string;
  /** How the run ended: not repeated where the outcome is on screen. */
  readonly ending?: string;
  readonly anchor?: string;
  readonly action?: NoticeAction;
  /** Of a topic only the latest is kept. */
  readonly topic?: "opening" | "update" | "question";
}
