// The processors: the boot processor, which makes the jump, and the others, which must be parked before it.

import type { ReactNode } from "react";
import type { ProcessorView } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { Told } from "../shared/Told.tsx";
import css from "./ProcessorsPanel.module.css";

export function ProcessorsPanel(): ReactNode {
  const processors = useLab((state) => state.moment?.board.processors);
  if (processors === undefined || processors.length === 0) return null;
  const up = processors.filter(({ state }) => state === "running" || state === "idle").length;
  return (
    <Panel
      title={say("Processors")}
      aside={say("{up} of {processors} at work", {
        up,
        processors: plural(processors.length, "{n} processor", "{n} processors"),
      })}
    >
      <ul className={css.list}>
        {processors.map((processor) => (
          <Processor key={processor.id} processor={processor} />
        ))}
      </ul>
    </Panel>
  );
}

function Processor({ processor }: { readonly processor: ProcessorView }): ReactNode {
  const running = useLab((state) => state.moment?.running);
  const { id, boot, state, detail } = processor;
  return (
    <li className={css.processor} data-state={state} data-kernel={boot ? running : undefined}>
      <span className={css.chip} aria-hidden>
        {id}
      </span>
      <span className={css.words}>
        <span className={css.name}>
          cpu{id}
          {boot ? <span className={css.boot}>{say("boot processor")}</span> : null}
        </span>
        <span className={css.detail}>
          <Told text={detail} />
        </span>
      </span>
      <span className={css.state}>{say(state)}</span>
    </li>
  );
}
