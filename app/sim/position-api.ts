// Where in a run one is, and whose turn it is. Re-exported by api.ts.

export const KERNELS = ["A", "B", "C"] as const;
export type KernelName = (typeof KERNELS)[number];
/** Which row of the timeline a span lies in: a modelled kernel, or real control code. */
export type Lane = KernelName | "code";

export const GRANULARITIES = ["iteration", "instruction", "copy", "page", "phase", "jump"] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** `t` completed operations, then `sub` completed iterations of the repeated string instruction under way. */
export interface Position {
  readonly t: number;
  readonly sub: number;
}
