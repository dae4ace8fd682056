// Old links stay readable: one pure function per format version turns its fields into those of the next.

import { invariant } from "../core/errors.ts";

/** The version this lab writes. Raise it together with an upgrader for the version before. */
export const URL_VERSION = 1;

/** Keys and decoded values of a fragment, in the order written, without the version. */
export type LinkFields = ReadonlyMap<string, string>;
/** Fields of version n to fields of version n + 1. */
export type Upgrader = (fields: LinkFields) => LinkFields;
export type UpgraderTable = ReadonlyMap<number, Upgrader>;

/** Keyed by the version an upgrader reads. Version 1 is the first, so there is nothing older to read. */
export const UPGRADERS: UpgraderTable = new Map();

/** Every version from 1 to the one before `current` has its upgrader, and nothing else has. */
export function ensureComplete(table: UpgraderTable, current: number): void {
  for (let version = 1; version < current; version += 1) {
    invariant(table.has(version), `link format version ${version} has no upgrader`);
  }
  invariant(table.size === current - 1, `${table.size} upgraders for ${current - 1} older link format versions`);
}

export function upgradeFields(
  fields: LinkFields,
  version: number,
  current: number = URL_VERSION,
  table: UpgraderTable = UPGRADERS,
): LinkFields {
  let upgraded = fields;
  for (let from = version; from < current; from += 1) {
    const upgrader = table.get(from);
    invariant(upgrader !== undefined, `link format version ${from} has no upgrader`);
    upgraded = upgrader(upgraded);
  }
  return upgraded;
}

ensureComplete(UPGRADERS, URL_VERSION);
