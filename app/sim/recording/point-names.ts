// Steps by name: "[jump/LEG/]NAME[#N]". Without jump/ the leg in which the run first comes to a step of that name is
// meant; N counts within a leg and is written from 2 on.

import type { KernelName, PointGroup } from "../api.ts";
import type { Errno } from "../kernel/kimage.ts";

/** A step that the run has come to. */
export interface PointMark {
  /** Position at which the step is about to be done. */
  readonly t: number;
  readonly kernel: KernelName;
  readonly leg: number;
  readonly name: string;
  /** Which of that name in its leg, from 1 on. */
  readonly n: number;
  readonly group: PointGroup;
  readonly title: string;
  readonly fails: readonly Errno[];
  readonly skips: boolean;
  readonly undo?: string | undefined;
  readonly depth?: number;
}

export interface PointName {
  /** Undefined: the first leg that comes to it. */
  readonly leg: number | undefined;
  readonly name: string;
  readonly n: number;
}

const SHAPE =
  /^(?:jump\/(?<leg>[1-9]\d{0,3})\/)?(?!jump\/)(?<name>[A-Za-z_][\w.-]*(?:\/[\w.-]+)*)(?:#(?<n>[1-9]\d{0,6}))?$/;

/** A step's name without what a text of a fault cannot carry: segments and tasks are named by the user. */
export function plainName(name: string): string {
  const [step = "", ...detail] = name.split("/");
  return detail.length === 0 ? step : `${step}/${detail.join("-").replaceAll(/[^\w.-]+/g, "-") || "-"}`;
}

export function readPointName(text: string): PointName | undefined {
  const parts = SHAPE.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const leg = parts["leg"] === undefined ? undefined : Number(parts["leg"]);
  return { leg, name: parts["name"] ?? "", n: Number(parts["n"] ?? 1) };
}

export const pointNameText = ({ leg, name, n }: PointName): string =>
  `${leg === undefined ? "" : `jump/${leg}/`}${name}${n === 1 ? "" : `#${n}`}`;

/** `first`: the leg in which the run first came to a step of that name. */
export const pointId = ({ leg, name, n }: PointMark, first: number | undefined): string =>
  pointNameText({ leg: leg === first ? undefined : leg, name, n });

export const failText = (point: string, errno: string): string => `fail:${point}=${errno}`;
export const skipText = (point: string): string => `skip:${point}`;
