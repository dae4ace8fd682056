// What the kernels have been told: the command lines that lie in memory now.

import type { ReactNode } from "react";
import type { CommandLineView, HibernationView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { FrameLink } from "../shared/FrameLink.tsx";
import { Panel } from "../shared/Panel.tsx";
import { commandWords } from "./command-words.ts";
import css from "./CommandLines.module.css";
import { Hibernating } from "./Hibernating.tsx";

const TITLE = "Command lines in memory";

export function CommandLinesPanel(): ReactNode {
  return <Hibernating title={TITLE}>{(view) => <Filled view={view} />}</Hibernating>;
}

function Filled({ view: { commandLines } }: { readonly view: HibernationView }): ReactNode {
  return (
    <Panel title={TITLE}>
      {commandLines.length === 0 ? (
        <p className={css.none}>{say("Nobody but A is here yet, and A was told long ago.")}</p>
      ) : (
        <ul className={css.lines}>
          {commandLines.map((line) => (
            <Line key={`${line.kernel}-${line.address}`} line={line} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Line({ line: { kernel, address, text } }: { readonly line: CommandLineView }): ReactNode {
  return (
    <li data-kernel={kernel} className={css.line}>
      <span className={css.head}>
        <b>{say("Kernel {kernel}", { kernel })}</b> <FrameLink pfn={address >>> 12} />
      </span>
      <code className={css.text}>
        {commandWords(text).map((word, index) => (
          <span key={index}>
            <span data-carries={word.carries}>{word.text}</span>{" "}
          </span>
        ))}
      </code>
    </li>
  );
}
