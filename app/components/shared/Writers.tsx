// The writes to one thing, the nearest first: when, who, what it was and what it became.

import type { ReactNode } from "react";
import type { Change, QuestionAnswers } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { Told } from "./Told.tsx";
import { count, hex, offset, time } from "./format.ts";
import { FrameLink } from "./FrameLink.tsx";
import { GoButton } from "./GoButton.tsx";
import css from "./Writers.module.css";

type WritersProps = QuestionAnswers["changes"] & { readonly title: string };

export function Writers({ title, rows, total, complete }: WritersProps): ReactNode {
  return (
    <section className={css.writers} aria-label={title}>
      <h3 className={css.title}>
        {title}
        <span className={css.when}>
          {complete
            ? say("{shown} of {total}", { shown: count(rows.length), total: count(total) })
            : say("{shown} of at least {total}", { shown: count(rows.length), total: count(total) })}
        </span>
      </h3>
      {rows.length === 0 ? (
        <p className={css.empty}>{say("Nobody, in this part of the run.")}</p>
      ) : (
        <ol className={css.rows}>
          {rows.map((change) => (
            <Row key={`${change.at.t}.${change.at.sub}.${change.offset ?? 0}`} change={change} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** Values where the question was about four bytes or less, else where in the frame. */
function What({ change }: { readonly change: Change }): ReactNode {
  const { before, after, from, size = 4 } = change;
  if (before !== undefined && after !== undefined) {
    const digits = change.kind === "register" ? 8 : 2 * Math.min(4, size);
    return (
      <span className={css.values}>
        {hex(before, digits)} → <b>{hex(after, digits)}</b>
      </span>
    );
  }
  if (from !== undefined)
    return (
      <span className={css.values}>
        {say("from")} <FrameLink pfn={from} />
      </span>
    );
  return change.offset === undefined ? null : (
    <span className={css.values}>
      {say("{offset}, {size} bytes", { offset: offset(change.offset), size: count(size) })}
    </span>
  );
}

function Row({ change }: { readonly change: Change }): ReactNode {
  const { at, running, by, anchor } = change;
  return (
    <li className={css.row}>
      <span className={css.time} title={anchor}>
        {time(at)}
      </span>
      <b className={css.kernel} data-kernel={running}>
        {running}
      </b>
      <span className={css.by} title={by}>
        <Told text={by} />
      </span>
      <What change={change} />
      <GoButton at={at} what={by} />
    </li>
  );
}
