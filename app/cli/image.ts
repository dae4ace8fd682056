// --image: a run that begins with a cold boot from an image that kjlab image has written, or the page has handed out.

import { readFileSync, statSync } from "node:fs";
import type { Scenario } from "../sim/api.ts";
import { type CoreImage, differences, readCoreImage } from "../sim/scenario/core-image.ts";
import { badInput, refused, refusedIn } from "./failure.ts";
import type { Options } from "./options.ts";

const IMAGE_MAX = 512 * 1024 * 1024;

/** Undefined where the option is not given. */
export function imageOption(options: Options): (CoreImage & { readonly name: string }) | undefined {
  const name = options.values.get("image");
  if (name === undefined) return undefined;
  const { size } = statSync(name);
  if (size > IMAGE_MAX) throw badInput(`${name}: expected at most ${IMAGE_MAX} bytes, got ${size}`);
  const read = readCoreImage(readFileSync(name));
  if (!read.ok) throw refusedIn(name, read.problems);
  return { name, ...read.value };
}

/** A scenario given beside the image is to be of the same machine. */
export function checkAgreement(scenario: Scenario, image: CoreImage & { readonly name: string }): void {
  const problems = differences(scenario, image.scenario);
  if (problems.length > 0)
    throw refused(problems.map((each) => ({ ...each, expected: `${each.expected}, as in ${image.name}` })));
}
