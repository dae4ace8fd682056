// What stands where the views will be: recording, a refused scenario, a link that cannot be read, nothing open yet.

import type { ReactNode } from "react";
import type { LinkProblem, RecordProgress } from "../../sim/api.ts";
import { plural, retell, say } from "../../messages/say.ts";
import { canCancelRecording, cancelRecording } from "../../state/cancel-recording.ts";
import { chooseFile } from "../../state/choose-file.ts";
import { openDefault, openWithoutView } from "../../state/link-state.ts";
import type { RunStatus } from "../../state/types/run.ts";
import { Button } from "../shared/Button.tsx";
import { count } from "../shared/format.ts";
import { Problems } from "../shared/Problems.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./RunState.module.css";

/** What no address carries. */
const IN_FILE = {
  capture: {
    title: "This address names a captured jump",
    why: "A captured jump stays in its file. Open that file again.",
  },
  image: {
    title: "This address names an image of kernel A",
    why: "An image of kernel A stays in its file. Open that file again.",
  },
  scenario: {
    title: "This address names a scenario in a file",
    why: "The scenario is too large for an address, with the files that were brought, and stays in a file. Open that file again.",
  },
} as const;

function linkTrouble(problem: LinkProblem): { readonly title: string; readonly lines: readonly string[] } {
  if (problem.kind === "newer")
    return {
      title: say("This link is from a newer version"),
      lines: [
        say("It is written in format {version}, which this copy of the lab does not know yet.", {
          version: problem.version,
        }),
        say("Reload the page to get the current version, then open the link again."),
      ],
    };
  if (problem.kind === "in-file")
    return {
      title: say(IN_FILE[problem.what].title),
      lines: [say(IN_FILE[problem.what].why)],
    };
  if (problem.kind === "invalid") return { title: say("The scenario in this link is not valid"), lines: [] };
  return {
    title: say("This link cannot be read"),
    lines: [
      say("At byte {at} of the address: {reason}.", { at: count(problem.at), reason: retell(problem.reason).text }),
      say("It may have been cut or changed on its way."),
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
            {say("Open file…")}
          </Button>
        ) : (
          <Button onClick={() => void openWithoutView(lab, text)}>{say("Open without view state")}</Button>
        )}
        {problem.kind === "newer" ? <Button onClick={() => location.reload()}>{say("Reload")}</Button> : null}
        <Button weight={inFile ? "plain" : "strong"} onClick={() => void openDefault(lab)}>
          {say("Open an example")}
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
      <h2 id="trouble">{say("The scenario was refused")}</h2>
      <p>
        {plural(
          status.problems.length,
          "{what} was not run: 1 field cannot be used.",
          "{what} was not run: {n} fields cannot be used.",
          { what: status.what },
        )}
      </p>
      <Problems problems={status.problems} />
      <div className={css.buttons}>
        {behind === undefined ? null : (
          <Button onClick={backToRun}>{say("Back to {run}", { run: say(behind).split(":")[0] ?? "" })}</Button>
        )}
        <Button weight="strong" onClick={() => openDialog("scenarios")}>
          {say("Open another scenario")}
        </Button>
      </div>
    </section>
  );
}

/** Half of a call is the way back. */
function underWay({ jumps, totalJumps }: RecordProgress, calls: boolean): string {
  if (calls) {
    const n = Math.min(Math.floor((jumps + 2) / 2), totalJumps / 2);
    return say("call {n} of {total}", { n, total: totalJumps / 2 });
  }
  return say("jump {n} of {total}", { n: Math.min(jumps + 1, totalJumps), total: totalJumps });
}

function Recording(): ReactNode {
  const lab = useLabHandle();
  const status = useLab((state) => state.status);
  const canCancel = useLab(canCancelRecording);
  const title = useLab((state) => state.source?.scenario.title);
  const calls = useLab((state) => state.source?.scenario.payload !== undefined);
  const progress = status.kind === "recording" ? status.progress : undefined;
  const share = progress === undefined ? undefined : Math.round(progress.share * 100);
  return (
    <section className={css.page} aria-busy="true">
      <h2>{say(title ?? "Starting")}</h2>
      <p>{say("Running the machine once from start to end, so that every moment of it can be visited.")}</p>
      <progress className={css.progress} max={100} value={share} aria-label={say("Recording")} />
      <p className={css.detail}>
        {progress === undefined
          ? say("Setting up memory")
          : say("{share} % · {step} · {t} operations", {
              share: share ?? 0,
              step: underWay(progress, calls),
              t: count(progress.t),
            })}
      </p>
      {calls ? (
        <p className={css.detail}>
          {say("A program that does not come back is stopped; its last instructions are kept.")}
        </p>
      ) : null}
      {canCancel ? (
        <div className={css.buttons}>
          <Button onClick={() => void cancelRecording(lab)}>{say("Cancel")}</Button>
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
