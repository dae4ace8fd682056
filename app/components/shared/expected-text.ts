// What was expected of something typed, below its field.

import type { Problem } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";

export const expectedText = (problems: readonly Problem[]): string =>
  problems.map(({ expected, got }) => say("Expected {expected}, got {got}.", { expected, got })).join(" ");
