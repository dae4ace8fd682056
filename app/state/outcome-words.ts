// How a run ended, in words; of a program that the reader has brought, how often it came back.

import type { RunSummary } from "../sim/api.ts";
import { hex32 } from "../sim/core/hex.ts";
import { callsOf } from "../sim/scenario/calls.ts";
import { capitalised } from "./sentence.ts";
import { OUTCOME_TITLES } from "./titles.ts";

const times = (count: number): string => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
const sentence = (text: string): string => `${capitalised(text)}.`;

const FATES: Readonly<Record<RunSummary["outcome"]["kind"], string>> = {
  completed: "did not return",
  aborted: "was not made",
  crashed: "crashed",
  stopped: "was stopped",
};

/** "hello.elf returned 3 times", "call 2 of hello.elf crashed"; what holds of any run where there is no program. */
export function outcomeTitle(run: RunSummary): string {
  const { kind, fault } = run.outcome;
  const calls = callsOf(run);
  if (fault?.kind === "unimplemented") return "Not modelled";
  if (calls === undefined || calls.called === 0) return OUTCOME_TITLES[kind];
  const { name, called, returned, astray } = calls;
  if (astray !== undefined) return `Call ${called} of ${name} went to ${hex32(astray)} instead`;
  if (called > returned) return `Call ${called} of ${name} ${FATES[kind]}`;
  const came = `${name} returned ${times(returned)}`;
  return kind === "completed" ? came : `${came}, then the machine ${FATES[kind]}`;
}

/** A sentence, for those who are not at the end, where there is more. */
export function endingText(run: RunSummary): string {
  const { kind, text } = run.outcome;
  if (kind !== "completed") return `${outcomeTitle(run)}: ${text.split(";")[0] ?? text}.`;
  return callsOf(run) === undefined ? sentence(text) : `${outcomeTitle(run)}.`;
}
