// The branch lane: every run of this scenario that has been made, forking off where it parts from its parent.

import { X } from "lucide-react";
import type { ReactNode } from "react";
import type { VerdictKind } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { inTreeOrder, sameFaults } from "../../state/branches.ts";
import { branchTitle, VERDICT_TITLES, verdictKindOf } from "../../state/fault-words.ts";
import { IconButton } from "../shared/Button.tsx";
import { VerdictWord } from "../shared/Verdict.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import type { Axis } from "./axis.ts";
import css from "./Branches.module.css";
import { BRANCH_HEIGHT, forkLines, type ForkLine } from "./fork-lines.ts";

export function Branches({ axis }: { readonly axis: Axis }): ReactNode {
  const branches = useLab((state) => state.branches);
  const shown = useLab((state) => state.source?.scenario.faults ?? NONE);
  if (branches.length < 2) return null;
  const lines = forkLines(inTreeOrder(branches), axis);
  return (
    <section className={css.branches} aria-label={say("Branches")}>
      <span className={css.name}>{say("branches")}</span>
      <div className={css.plot} style={{ height: Math.min(lines.length, 4) * BRANCH_HEIGHT }}>
        <svg className={css.lines} width={axis.width} height={lines.length * BRANCH_HEIGHT} aria-hidden>
          {lines.map(({ branch, path, known }) => (
            <path
              key={branch.faults.join("\n")}
              d={path}
              data-known={known}
              data-shown={sameFaults(branch.faults, shown)}
            />
          ))}
        </svg>
        <ul className={css.rows} aria-label={say("Runs of this scenario")}>
          {lines.map((line) => (
            <Row
              key={line.branch.faults.join("\n")}
              line={line}
              width={axis.width}
              shown={sameFaults(line.branch.faults, shown)}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

const NONE: readonly string[] = [];

interface RowProps {
  readonly line: ForkLine;
  readonly width: number;
  readonly shown: boolean;
}

function branchLabel(title: string, kind: VerdictKind | undefined, trunk: boolean): string {
  if (trunk) return say("Run {title}", { title });
  return kind === undefined
    ? say("Branch {title}", { title })
    : say("Branch {title}: {verdict}", { title, verdict: say(VERDICT_TITLES[kind]) });
}

/** Characters of the label, at the size it is set in. */
const labelWidth = (text: string): number => text.length * 6.6 + 24;
/** Kept free at the right for the verdict. */
const END = 190;

function Row({ line, width, shown }: RowProps): ReactNode {
  const { showBranch, dropBranch } = useActions();
  const { branch, x } = line;
  const title = branchTitle(branch.faults);
  const kind = branch.run === undefined ? undefined : verdictKindOf(branch.run);
  const left = Math.max(0, Math.min(x + 12, width - END - labelWidth(title)));
  const trunk = branch.faults.length === 0;
  return (
    <li className={css.row} style={{ height: BRANCH_HEIGHT }}>
      <button
        type="button"
        className={css.branch}
        aria-current={shown ? "true" : undefined}
        aria-label={branchLabel(title, trunk ? undefined : kind, trunk)}
        onClick={() => shown || void showBranch(branch.faults)}
      >
        <span className={css.label} style={{ marginLeft: left }}>
          {title}
        </span>
        {kind === undefined || trunk ? null : (
          <span className={css.verdict}>
            <VerdictWord kind={kind} />
          </span>
        )}
      </button>
      {trunk ? null : (
        <IconButton
          className={css.drop ?? ""}
          label={say("Forget branch {title}", { title })}
          onClick={() => void dropBranch(branch.faults)}
        >
          <X />
        </IconButton>
      )}
    </li>
  );
}
