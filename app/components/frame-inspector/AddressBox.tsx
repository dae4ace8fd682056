// Goes to a frame or a byte by what the reader types, and back and forth between the frames that were looked at.

import { ArrowLeft, ArrowRight } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { IconButton } from "../shared/Button.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./FrameInspectorPanel.module.css";
import { parsePlace } from "./place.ts";
import { NOWHERE, visited } from "./visits.ts";

function BackForward(): ReactNode {
  const { select } = useActions();
  const pfn = useLab((state) => state.moment?.frame?.pfn);
  const [known, setVisits] = useState(NOWHERE);
  const visits = pfn === undefined ? known : visited(known, pfn);
  if (visits !== known) setVisits(visits);
  function go(by: 1 | -1): void {
    const to = visits.frames[visits.at + by];
    if (to === undefined) return;
    setVisits({ ...visits, at: visits.at + by });
    select({ kind: "frame", pfn: to });
  }
  return (
    <>
      <IconButton label={say("Back to the frame before")} disabled={visits.at <= 0} onClick={() => go(-1)}>
        <ArrowLeft />
      </IconButton>
      <IconButton
        label={say("Forward to the frame after")}
        disabled={visits.at >= visits.frames.length - 1}
        onClick={() => go(1)}
      >
        <ArrowRight />
      </IconButton>
    </>
  );
}

export function AddressBox(): ReactNode {
  const { select } = useActions();
  const frames = useLab((state) => state.run?.frames ?? 0);
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const place = parsePlace(text, frames);
    setWrong(place.ok ? undefined : place.expected);
    if (place.ok) select(place.selection);
  };
  return (
    <form className={css.box} onSubmit={submit}>
      <BackForward />
      <input
        aria-label={say("Physical address, or pfn: and a frame number")}
        placeholder={say("0x address or pfn:…")}
        value={text}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong !== undefined}
        title={wrong}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit">{say("Go")}</button>
      {wrong === undefined ? null : (
        <span className={css.wrong} role="alert">
          {wrong}
        </span>
      )}
    </form>
  );
}
