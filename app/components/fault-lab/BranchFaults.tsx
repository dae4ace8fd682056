// The faults of the run on screen, in their order, each with a way to take it out again.

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { Faults } from "../../state/branches.ts";
import { faultSentence, faultTitle, readFault } from "../../state/fault-words.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { AddressLink } from "../shared/FrameLink.tsx";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Injection.module.css";

const NONE: Faults = [];

export function BranchFaults(): ReactNode {
  const faults = useLab((state) => state.source?.scenario.faults ?? NONE);
  const drafting = useLab((state) => state.draft !== undefined);
  const { showBranch } = useActions();
  if (faults.length === 0) return null;
  return (
    <div className={css.branch}>
      {drafting ? <h3 className={css.subtitle}>{say("Faults of this run")}</h3> : null}
      <ol className={css.faults}>
        {faults.map((text, index) => (
          <Row key={text} text={text} index={index} />
        ))}
      </ol>
      <div className={css.more}>
        <Button onClick={() => void showBranch(faults.slice(0, -1))}>
          {faults.length === 1 ? say("Show the run without it") : say("Show the run without the last")}
        </Button>
        <Minimise count={faults.length} />
      </div>
    </div>
  );
}

function Minimise({ count: faults }: { readonly count: number }): ReactNode {
  const { minimise } = useActions();
  const busy = useLab((state) => state.minimising);
  if (faults < 2) return null;
  return (
    <Button
      disabled={busy}
      onClick={() => void minimise()}
      title={say("Leave out the faults that the verdict does not need")}
    >
      {busy ? say("Minimising …") : say("Minimise")}
    </Button>
  );
}

function Row({ text, index }: { readonly text: string; readonly index: number }): ReactNode {
  const { removeFault, goTo } = useActions();
  const fired = useLab((state) => state.run?.fired.find((each) => each.index === index));
  const points = useLab((state) => state.run?.points);
  const read = readFault(text);
  return (
    <li className={css.fault}>
      <span className={css.number}>{index + 1}</span>
      <span className={css.words}>
        <span className={css.name}>{faultTitle(text)}</span>
        {read.ok && points !== undefined ? <span className={css.what}>{faultSentence(read.value, points)}</span> : null}
        <code className={css.text}>{text}</code>
      </span>
      {fired === undefined ? (
        <span className={css.when}>{say("never came")}</span>
      ) : (
        <AddressLink
          title={say("Go to {anchor}", { anchor: fired.anchor })}
          onClick={() => void goTo({ kind: "position", at: { t: fired.t, sub: 0 } }, "jump")}
        >
          t {count(fired.t)}
        </AddressLink>
      )}
      <IconButton
        label={say("Remove fault {index}: {text}", { index: index + 1, text: faultTitle(text) })}
        onClick={() => void removeFault(index)}
      >
        <X />
      </IconButton>
    </li>
  );
}
