// A paragraph of the story with its references: hovering one marks the thing in every view, choosing it selects it.

import type { ReactNode } from "react";
import { resolveRef } from "../../state/refs.ts";
import { Keys } from "../shared/Keys.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { parseMarks } from "../../state/stories/marks.ts";
import css from "./Story.module.css";

/** Which colour a reference has in every other view. */
function tone(ref: string): string {
  if (ref.startsWith("kernel/")) return ref.slice(-1).toLowerCase();
  if (ref.startsWith("frame/control") || ref.startsWith("slot/")) return "code";
  if (ref === "frame/swap") return "swap";
  if (ref === "frame/list") return "list";
  return "plain";
}

function Reference({ text, target }: { readonly text: string; readonly target: string }): ReactNode {
  const { select, setHover, goTo } = useActions();
  const moment = useLab((state) => state.moment);
  if (target.startsWith("kernel/"))
    return (
      <strong className={css.ref} data-tone={tone(target)}>
        {text}
      </strong>
    );
  const thing = moment === undefined ? undefined : resolveRef(target, moment);
  const act = (): void => {
    if (target.startsWith("go/")) void goTo({ kind: "anchor", anchor: target.slice(3) });
    else if (thing !== undefined) select(thing);
  };
  return (
    <button
      type="button"
      className={css.ref}
      data-tone={tone(target)}
      onClick={act}
      onPointerEnter={() => setHover(thing)}
      onPointerLeave={() => setHover(undefined)}
      onFocus={() => setHover(thing)}
      onBlur={() => setHover(undefined)}
    >
      {text}
    </button>
  );
}

export function Prose({
  source,
  className,
}: {
  readonly source: string;
  readonly className?: string | undefined;
}): ReactNode {
  return (
    <p className={className}>
      {parseMarks(source).map((piece, index) => {
        if (piece.kind === "ref") return <Reference key={index} text={piece.text} target={piece.ref} />;
        if (piece.kind === "code") return <code key={index}>{piece.text}</code>;
        if (piece.kind === "key") return <Keys key={index} keys={piece.text} />;
        if (piece.kind === "emphasis") return <em key={index}>{piece.text}</em>;
        return piece.text;
      })}
    </p>
  );
}
