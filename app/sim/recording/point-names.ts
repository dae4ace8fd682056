// Steps by name: "[jump/LEG/]NAME[#N]" or "[boot/BOOT/]NAME[#N]". Without either the section in which the run first comes
// to a step of that name is meant; N counts within a section and is written from 2 on.

import type { KernelName, PointGroup } from "../api.ts";
import type { Errno } from "../kernel/kimage.ts";
import type { Section } from "./sections.ts";

/** A step that the run has come to. */
export interface PointMark extends Section {
  /** Position at which the step is about to be done. */
  readonly t: number;
  readonly kernel: KernelName;
  readonly name: string;
  /** Which of that name in its section, from 1 on. */
  readonly n: number;
  readonly group: PointGroup;
  readonly title: string;
  readonly fails: readonly Errno[];
  readonly skips: boolean;
  readonly undo?: string | undefined;
  readonly depth?: number;
}

export interface PointName {
  /** Undefined: the first leg, or boot, that comes to it. */
  readonly leg?: number | undefined;
  readonly boot?: number | undefined;
  readonly name: string;
  readonly n: number;
}

const SHAPE =
  /^(?:jump\/(?<leg>[1-9]\d{0,3})\/|boot\/(?<boot>[1-9]\d{0,3})\/)?(?!(?:jump|boot)\/)(?<name>[A-Za-z_][\w.-]*(?:\/[\w.-]+)*)(?:#(?<n>[1-9]\d{0,6}))?$/;

/** A step's name without what a text of a fault cannot carry: segments and tasks are named by the user. */
export function plainName(name: string): string {
  const [step = "", ...detail] = name.split("/");
  return detail.length === 0 ? step : `${step}/${detail.join("-").replaceAll(/[^\w.-]+/g, "-") || "-"}`;
}

export function readPointName(text: string): PointName | undefined {
  const parts = SHAPE.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const numberOf = (part: "leg" | "boot") => (parts[part] === undefined ? undefined : Number(parts[part]));
  return { leg: numberOf("leg"), boot: numberOf("boot"), name: parts["name"] ?? "", n: Number(parts["n"] ?? 1) };
}

export function pointNameText({ leg, boot, name, n }: PointName): string {
  const where = boot === undefined ? (leg === undefined ? "" : `jump/${leg}/`) : `boot/${boot}/`;
  return pointId(where, { name, n });
}

/** `where`: what says of which section it is, unless that is the first that comes to a step of that name. */
export const pointId = (where: string, { name, n }: Pick<PointMark, "name" | "n">): string =>
  `${where}${name}${n === 1 ? "" : `#${n}`}`;

export const failText = (point: string, errno: string): string => `fail:${point}=${errno}`;
export const skipText = (point: string): string => `skip:${point}`;
