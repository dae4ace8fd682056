// How a run ended, in words; of a program that the reader has brought, how often it came back.

import type { RunSummary } from "../sim/api.ts";
import { hex32 } from "../sim/core/hex.ts";
import { callsOf } from "../sim/scenario/calls.ts";
import { plural, retell, say } from "../messages/say.ts";
import { capitalised } from "./sentence.ts";
import { OUTCOME_TITLES } from "./titles.ts";

const sentence = (text: string): string => `${capitalised(text)}.`;

type End = RunSummary["outcome"]["kind"];

/** Of a call that is under way when the run ends. */
const CALL_FATES: Readonly<Record<End, string>> = {
  completed: "Call {called} of {name} did not return",
  aborted: "Call {called} of {name} was not made",
  crashed: "Call {called} of {name} crashed",
  stopped: "Call {called} of {name} was stopped",
  recording: "Call {called} of {name} is under way",
};

/** Of the machine, once a program has come back. */
const LATER_FATES: Readonly<Record<Exclude<End, "completed">, string>> = {
  aborted: "{came}, then the run was aborted",
  crashed: "{came}, then the machine crashed",
  stopped: "{came}, then the machine was stopped",
  recording: "{came} so far",
};

function cameBack(name: string, n: number): string {
  if (n === 2) return say("{name} returned twice", { name });
  return plural(n, "{name} returned once", "{name} returned {n} times", { name });
}

/** "hello.elf returned 3 times", "call 2 of hello.elf crashed"; what holds of any run where there is no program. */
export function outcomeTitle(run: RunSummary): string {
  const { kind, fault } = run.outcome;
  const calls = callsOf(run);
  if (fault?.kind === "unimplemented") return say("Not modelled");
  if (calls === undefined || calls.called === 0) return say(OUTCOME_TITLES[kind]);
  const { name, called, returned, astray } = calls;
  if (astray !== undefined)
    return say("Call {called} of {name} went to {astray} instead", { called, name, astray: hex32(astray) });
  if (called > returned) return say(CALL_FATES[kind], { called, name });
  const came = cameBack(name, returned);
  return kind === "completed" ? came : say(LATER_FATES[kind], { came });
}

/** A sentence, for those who are not at the end, where there is more. */
export function endingText(run: RunSummary): string {
  const { kind, text } = run.outcome;
  if (kind !== "completed") return `${outcomeTitle(run)}: ${retell(text.split(";")[0] ?? text).text}.`;
  return callsOf(run) === undefined ? sentence(retell(text).text) : `${outcomeTitle(run)}.`;
}
