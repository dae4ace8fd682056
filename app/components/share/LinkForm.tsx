// A link to this moment: what goes along is the reader's choice, and how long it is says whom it can be sent to.

import { useRef, useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { fragmentOf } from "../../state/link-state.ts";
import { partOf, type LinkParts } from "../../state/link-view.ts";
import type { LabState } from "../../state/types/state.ts";
import { Button } from "../shared/Button.tsx";
import { count } from "../shared/format.ts";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import { CopyButton } from "./CopyButton.tsx";
import { lightOf, LIGHT_TEXT } from "./light.ts";
import css from "./ShareDialog.module.css";

/** `more`: fields of an embed. */
export const linkOf = (state: LabState, parts: LinkParts, more = ""): string =>
  `${location.origin}${location.pathname}${fragmentOf(partOf(state, parts)) ?? ""}${more}`;

const CHOICES = [
  ["time", "This position"],
  ["selection", "Selection"],
  ["breakpoints", "Breakpoints"],
  ["notes", "Notes of the trail"],
] as const;

interface PartsProps {
  readonly parts: LinkParts;
  readonly onChange: (parts: LinkParts) => void;
}

function useHas(): Readonly<Record<(typeof CHOICES)[number][0], boolean>> {
  return {
    time: true,
    selection: useLab((state) => state.selection !== undefined),
    breakpoints: useLab((state) => state.breakpoints.length > 0),
    notes: useLab((state) => state.trail.some(({ kept }) => kept)),
  };
}

export function Parts({ parts, onChange }: PartsProps): ReactNode {
  const has = useHas();
  return (
    <>
      <div className={css.options}>
        {CHOICES.map(([id, title]) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={parts[id] && has[id]}
              disabled={!has[id]}
              onChange={(event) => onChange({ ...parts, [id]: event.target.checked })}
            />
            {say(title)}
          </label>
        ))}
      </div>
      <label className={css.titleField}>
        {say("Title")}
        <input
          value={parts.title}
          maxLength={120}
          placeholder={say("What is to be seen here")}
          onChange={(event) => onChange({ ...parts, title: event.target.value })}
        />
      </label>
    </>
  );
}

export function useParts(): readonly [LinkParts, (parts: LinkParts) => void] {
  const title = useLab((state) => state.linked.title ?? "");
  return useState<LinkParts>({ time: true, selection: true, breakpoints: true, notes: false, title });
}

export function LinkForm(): ReactNode {
  const { store } = useLabHandle();
  const [parts, setParts] = useParts();
  const field = useRef<HTMLTextAreaElement>(null);
  const link = linkOf(store.getState(), parts);
  const light = lightOf(link.length);
  return (
    <>
      <textarea
        ref={field}
        className={css.link}
        aria-label={say("Link")}
        readOnly
        rows={4}
        value={link}
        onFocus={(event) => event.target.select()}
      />
      <p className={css.light} data-light={light} data-testid="link-light">
        <span className={css.dot} aria-hidden />
        {say("{n} characters.", { n: count(link.length) })} {say(LIGHT_TEXT[light])}
      </p>
      <Parts parts={parts} onChange={setParts} />
      <div className={css.buttons}>
        <Button onClick={() => window.open(link, "_blank", "noopener")}>{say("Open in new tab")}</Button>
        {light === "red" ? null : <CopyButton text={link} field={() => field.current} />}
      </div>
    </>
  );
}
