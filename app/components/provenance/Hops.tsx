// The places that bytes have been in, nearest first. An exchange is one hop of several copies, which open below it.

import type { ReactNode } from "react";
import type { ContentHop } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { time } from "../shared/format.ts";
import { FrameLink } from "../shared/FrameLink.tsx";
import { GoButton } from "../shared/GoButton.tsx";
import { Told } from "../shared/Told.tsx";
import css from "./Provenance.module.css";

const GLYPHS: Readonly<Record<ContentHop["kind"], string>> = {
  write: "✎",
  copy: "→",
  exchange: "⇄",
  initial: "•",
  lost: "×",
  end: "⊣",
};
const WORDS: Readonly<Record<ContentHop["kind"], string>> = {
  write: "write",
  copy: "copy",
  exchange: "exchange",
  initial: "initial",
  lost: "lost",
  end: "end",
};

export function Hops({ hops }: { readonly hops: readonly ContentHop[] }): ReactNode {
  if (hops.length === 0) return <p className={css.empty}>{say("Nothing is known of these bytes.")}</p>;
  return (
    <ol className={css.hops} aria-label={say("Hops")}>
      {hops.map((hop, index) => (
        <Hop key={index} hop={hop} />
      ))}
    </ol>
  );
}

function Hop({ hop }: { readonly hop: ContentHop }): ReactNode {
  const { kind, at, anchor, frame, other, text, copies } = hop;
  return (
    <li className={css.hop} data-kind={kind}>
      <span className={css.glyph} aria-hidden>
        {GLYPHS[kind]}
      </span>
      <div className={css.what}>
        <span className="visually-hidden">{say(WORDS[kind])}: </span>
        <Told text={text} />
        <span className={css.where}>
          {other === undefined ? null : (
            <>
              <FrameLink pfn={other} /> →{" "}
            </>
          )}
          <FrameLink pfn={frame} />
          <span className={css.time}>
            t {time(at)} · {anchor}
          </span>
        </span>
        {copies.length === 0 ? null : <Copies copies={copies} />}
      </div>
      <GoButton at={at} what={text} />
    </li>
  );
}

function Copies({ copies }: Pick<ContentHop, "copies">): ReactNode {
  return (
    <details className={css.copies}>
      <summary>{plural(copies.length, "{n} copy", "{n} copies")}</summary>
      <ol aria-label={say("Copies")}>
        {copies.map(({ at, from, to }, index) => (
          <li key={index}>
            <span className={css.number}>{index + 1}</span>
            <FrameLink pfn={from} /> → <FrameLink pfn={to} />
            <span className={css.time}>t {time(at)}</span>
            <GoButton at={at} what={say("copy {n}", { n: index + 1 })} />
          </li>
        ))}
      </ol>
    </details>
  );
}
