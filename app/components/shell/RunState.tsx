// What stands where the views will be: recording, a refused scenario, a link that cannot be read, nothing open yet.

import type { ReactNode } from "react";
import type { LinkProblem, RecordProgress } from "../../sim/api.ts";
import { chooseFile } from "../../state/choose-file.ts";
import { DEFAULT_PRESET, openDefault, openWithoutView } from "../../state/link-state.ts";
import type { RunStatus } from "../../state/types.ts";
import { Button } from "../shared/Button.tsx";
import { count, plural } from "../shared/format.ts";
import { Problems } from "../shared/Problems.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./RunState.module.css";

/** What no address carries. */
const IN_FILE = {
  capture: { what: "a captured jump", why: "A captured jump stays in its file." },
  image: { what: "an image of kernel A", why: "An image of kernel A stays in its file." },
  scenario: {
    what: "a scenario in a file",
    why: "The scenario is too large for an address, with the files that were brought, and stays in a file.",
  },
} as const;

function linkTrouble(problem: LinkProblem): { readonly title: string; readonly lines: readonly string[] } {
  if (problem.kind === "newer")
    return {
      title: "This link is from a newer version",
      lines: [
        `It is written in format ${problem.version}, which this copy of the lab does not know yet.`,
        "Reload the page to get the current version, then open the link again.",
      ],
    };
  if (problem.kind === "in-file")
    return {
      title: `This address names ${IN_FILE[problem.what].what}`,
      lines: [`${IN_FILE[problem.what].why} Open that file again.`],
    };
  if (problem.kind === "invalid") return { title: "The scenario in this link is not valid", lines: [] };
  return {
    title: "This link cannot be read",
    lines: [
      `${problem.reason.charAt(0).toUpperCase()}${problem.reason.slice(1)}, at byte ${count(problem.at)} of the address.`,
      "It may have been cut or changed on its way.",
    ],
  };
}

function BadLink({ problem, text }: { readonly problem: LinkProblem; readonly text: string }): ReactNode {
  const lab = useLabHandle();
  const trouble = linkTrouble(problem);
  const inFile = problem.kind === "in-file";
  return (
    <section className={css.page} role="alert" aria-labelledby="trouble">
      <h2 id="trouble">{trouble.title}</h2>
      {trouble.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {problem.kind === "invalid" ? <Problems problems={problem.problems} /> : null}
      <code className={css.link}>{text.length > 240 ? `${text.slice(0, 240)}…` : text}</code>
      <div className={css.buttons}>
        {inFile ? (
          <Button weight="strong" onClick={chooseFile}>
            Open file…
          </Button>
        ) : (
          <Button onClick={() => void openWithoutView(lab, text)}>Open without view state</Button>
        )}
        {problem.kind === "newer" ? <Button onClick={() => location.reload()}>Reload</Button> : null}
        <Button weight={inFile ? "plain" : "strong"} onClick={() => void openDefault(lab)}>
          Open an example
        </Button>
      </div>
    </section>
  );
}

type RefusedStatus = Extract<RunStatus, { kind: "refused" }>;

function Refused({ status }: { readonly status: RefusedStatus }): ReactNode {
  const { openDialog, backToRun } = useActions();
  const behind = useLab((state) => (state.moment === undefined ? undefined : state.source?.scenario.title));
  return (
    <section className={css.page} role="alert" aria-labelledby="trouble">
      <h2 id="trouble">The scenario was refused</h2>
      <p>
        {status.what} was not run: {plural(status.problems.length, "field")} cannot be used.
      </p>
      <Problems problems={status.problems} />
      <div className={css.buttons}>
        {behind === undefined ? null : <Button onClick={backToRun}>Back to {behind.split(":")[0]}</Button>}
        <Button weight="strong" onClick={() => openDialog("scenarios")}>
          Open another scenario
        </Button>
      </div>
    </section>
  );
}

/** Half of a call is the way back. */
function underWay({ jumps, totalJumps }: RecordProgress, calls: boolean): string {
  if (calls) return `call ${Math.min(Math.floor((jumps + 2) / 2), totalJumps / 2)} of ${totalJumps / 2}`;
  return `jump ${Math.min(jumps + 1, totalJumps)} of ${totalJumps}`;
}

function Recording(): ReactNode {
  const lab = useLabHandle();
  const status = useLab((state) => state.status);
  const before = useLab((state) => state.moment !== undefined);
  const other = useLab((state) => state.source?.preset !== DEFAULT_PRESET);
  async function cancel(): Promise<void> {
    await lab.actions.cancelOpening();
    if (!before) await openDefault(lab);
  }
  const title = useLab((state) => state.source?.scenario.title);
  const calls = useLab((state) => state.source?.scenario.payload !== undefined);
  const progress = status.kind === "recording" ? status.progress : undefined;
  const share = progress === undefined ? undefined : Math.round(progress.share * 100);
  return (
    <section className={css.page} aria-busy="true">
      <h2>{title ?? "Starting"}</h2>
      <p>Running the machine once from start to end, so that every moment of it can be visited.</p>
      <progress className={css.progress} max={100} value={share} aria-label="Recording" />
      <p className={css.detail}>
        {progress === undefined
          ? "Setting up memory"
          : `${share} % · ${underWay(progress, calls)} · ${count(progress.t)} operations`}
      </p>
      {calls ? (
        <p className={css.detail}>A program that does not come back is stopped; its last instructions are kept.</p>
      ) : null}
      {before || other ? (
        <div className={css.buttons}>
          <Button onClick={() => void cancel()}>Cancel</Button>
        </div>
      ) : null}
    </section>
  );
}

export function RunState(): ReactNode {
  const status = useLab((state) => state.status);
  if (status.kind === "bad-link") return <BadLink problem={status.problem} text={status.text} />;
  if (status.kind === "refused") return <Refused status={status} />;
  if (status.kind === "crashed") return null;
  return <Recording />;
}
