// Steps at which a run can be made to take another course. A modelled function says which step it comes to and what could
// go wrong there; whoever records decides, and without a decision everything goes well.

import type { KernelName, PointGroup } from "../api.ts";
import type { Errno } from "./kimage.ts";

export interface Point {
  /** "device_suspend/eth0": the C function and, where it does several things, which. */
  readonly name: string;
  readonly group: PointGroup;
  readonly title: string;
  readonly fails: readonly Errno[];
  readonly skips: boolean;
  /** Label that the caller goes to when it fails. */
  readonly undo?: string | undefined;
  /** Steps under way around it. */
  readonly depth?: number;
}

export type Ruling =
  | { readonly kind: "go" }
  | { readonly kind: "skip" }
  | { readonly kind: "fail"; readonly errno: Errno };

/** Asked once each time a step is come to. */
export type Rule = (kernel: KernelName, point: Point) => Ruling;

export const GO: Ruling = { kind: "go" };
export const allGoesWell: Rule = () => GO;
