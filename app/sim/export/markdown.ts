// The report of a trail in Markdown: what the reader has noted along a run, each with its place and a link to it.

import type { RunSummary } from "../api.ts";

export interface ReportNote {
  readonly t: number;
  readonly anchor: string;
  /** What had just happened there. */
  readonly what: string;
  /** The reader's own words. */
  readonly name: string;
  readonly link?: string;
}

/** Signs that Markdown would take for its own, and line ends, which would end the line of the list. */
export const escapeMarkdown = (text: string): string =>
  text.replaceAll(/[\r\n\t]+/g, " ").replaceAll(/[\\`*_{}[\]<>()#+|~!&-]/g, (sign) => `\\${sign}`);

const code = (text: string): string => `\`${text.replaceAll("`", "'")}\``;
const place = ({ anchor, link }: ReportNote): string =>
  link === undefined ? code(anchor) : `[${code(anchor)}](<${link.replaceAll(/[<>\s]/g, encodeURIComponent)}>)`;

function noteLines(note: ReportNote, index: number): readonly string[] {
  const said = note.name === "" ? note.what : note.name;
  const more = note.name === "" ? [] : [`   Just done: ${escapeMarkdown(note.what)}`];
  return [`${index + 1}. ${place(note)}, t ${note.t}: ${escapeMarkdown(said)}`, ...more];
}

export function trailReport(title: string, run: RunSummary, notes: readonly ReportNote[]): string {
  const { scenario, outcome, invariants, jumps, end, endHash } = run;
  const failed = invariants.filter(({ status }) => status === "fail");
  const facts = [
    ["Scenario", escapeMarkdown(scenario.title)],
    ["Revision", code(scenario.revision)],
    ["Memory", `${scenario.memoryMiB} MiB`],
    ["Jumps", String(jumps.length)],
    ["Operations", String(end)],
    ["Outcome", `${outcome.kind}: ${escapeMarkdown(outcome.text)}`],
    ["State at the end", code(endHash)],
  ];
  const faults = scenario.faults ?? [];
  return [
    `# ${escapeMarkdown(title)}`,
    "",
    "| | |",
    "|---|---|",
    ...facts.map(([name, value]) => `| ${name} | ${value} |`),
    "",
    ...(faults.length === 0 ? [] : ["Faults:", "", ...faults.map((fault) => `- ${code(fault)}`), ""]),
    ...(failed.length === 0
      ? []
      : ["Invariants that failed:", "", ...failed.map((each) => `- ${escapeMarkdown(each.title)}`), ""]),
    "## Trail",
    "",
    ...(notes.length === 0 ? ["No places were noted."] : notes.flatMap(noteLines)),
    "",
  ].join("\n");
}
