// What a search has found: places in memory to look at, places in the run to go to.

import type { ReactNode } from "react";
import type { SearchFor, SearchHit } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import type { Answered } from "../../state/question-types.ts";
import { showView } from "../../state/show-view.ts";
import { count, hex32, time } from "../shared/format.ts";
import { SoFar } from "../shared/SoFar.tsx";
import { useActions, useLabHandle } from "../shared/use-lab.ts";
import css from "./Search.module.css";

interface HitsProps {
  readonly found: Answered<"search">;
  readonly onChosen: (() => void) | undefined;
}

/** Bytes that a hit of this search is long. */
function lengthOf(wanted: SearchFor): number {
  if (wanted.kind === "value") return 4;
  if (wanted.kind === "bytes") return wanted.text.split(" ").length;
  return new TextEncoder().encode(wanted.text).length;
}

export function Hits({ found, onChosen }: HitsProps): ReactNode {
  const { rows, total, complete } = found.answer;
  const { for: wanted, at } = found.question;
  const size = lengthOf(wanted);
  return (
    <section className={css.hits} aria-label={say("Results")}>
      <p className={css.summary} role="status">
        <b>{found.title}</b>{" "}
        {total === 0
          ? say("Nothing found.")
          : complete
            ? say("{total} found, {shown} shown.", { total: count(total), shown: count(rows.length) })
            : say("At least {total} found, {shown} shown.", { total: count(total), shown: count(rows.length) })}{" "}
        {wanted.kind === "name" ? null : say("Searched in memory as it was at t {t}.", { t: time(at) })}
      </p>
      {wanted.kind === "name" ? <SoFar className={css.summary} /> : null}
      <ul className={css.rows}>
        {rows.map((hit, index) =>
          hit.kind === "memory" ? (
            <MemoryHit key={index} hit={hit} size={size} onChosen={onChosen} />
          ) : (
            <PlaceHit key={index} hit={hit} onChosen={onChosen} />
          ),
        )}
      </ul>
    </section>
  );
}

interface MemoryHitProps {
  readonly hit: Extract<SearchHit, { kind: "memory" }>;
  readonly size: number;
  readonly onChosen: (() => void) | undefined;
}

function MemoryHit({ hit, size, onChosen }: MemoryHitProps): ReactNode {
  const lab = useLabHandle();
  const { select, setHover } = useActions();
  const hover = (): void => setHover({ kind: "frame", pfn: hit.address >>> 12 });
  const leave = (): void => setHover(undefined);
  return (
    <li>
      <button
        type="button"
        className={css.hit}
        onPointerEnter={hover}
        onPointerLeave={leave}
        onFocus={hover}
        onBlur={leave}
        onClick={() => {
          select({ kind: "byte", address: hit.address, size: Math.max(1, size) });
          onChosen?.();
          showView(lab, "frame");
        }}
      >
        <span className={css.address}>{hex32(hit.address)}</span>
        <span className={css.what}>{hit.what}</span>
        <code className={css.context}>{hit.context}</code>
        <span className={css.act}>{say("Select")}</span>
      </button>
    </li>
  );
}

interface PlaceHitProps {
  readonly hit: Extract<SearchHit, { kind: "place" }>;
  readonly onChosen: (() => void) | undefined;
}

function PlaceHit({ hit, onChosen }: PlaceHitProps): ReactNode {
  const { goTo } = useActions();
  return (
    <li>
      <button
        type="button"
        className={css.hit}
        onClick={() => {
          onChosen?.();
          void goTo({ kind: "position", at: hit.at }, "jump");
        }}
      >
        <span className={css.address}>t {time(hit.at)}</span>
        <span className={css.what}>{hit.what}</span>
        <span className={css.context}>{hit.title}</span>
        <span className={css.act}>{say("Go")}</span>
      </button>
    </li>
  );
}
