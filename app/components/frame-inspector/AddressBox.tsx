// Goes to a frame or a byte by what the reader types.

import { useState, type FormEvent, type ReactNode } from "react";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./FrameInspectorPanel.module.css";
import { parsePlace } from "./place.ts";

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
      <input
        aria-label="Physical address, or pfn: and a frame number"
        placeholder="0x address or pfn:…"
        value={text}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong !== undefined}
        title={wrong}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit">Go</button>
      {wrong === undefined ? null : (
        <span className={css.wrong} role="alert">
          {wrong}
        </span>
      )}
    </form>
  );
}
