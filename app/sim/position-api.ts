// Where in a run one is, and whose turn it is. Re-exported by api.ts.

export type KernelName = "A" | "B";
/** Which row of the timeline a span lies in: a modelled kernel, or real control code. */
export type Lane = "A" | "code" | "B";

export const GRANULARITIES = ["iteration", "instruction", "copy", "page", "phase", "jump"] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** `t` completed operations, then `sub` completed iterations of the repeated string instruction under way. */
export interface Position {
  readonly t: number;
  readonly sub: number;
}
