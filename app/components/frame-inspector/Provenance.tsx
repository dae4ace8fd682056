// How these bytes came to be in this frame: newest hop first, each with a way there.

import type { ReactNode } from "react";
import type { FrameView, ProvenanceHop } from "../../sim/api.ts";
import { count, hexPfn } from "../shared/format.ts";
import { retell, say } from "../../messages/say.ts";
import { askOrigin } from "../../state/question-commands.ts";
import { Button } from "../shared/Button.tsx";
import { Told } from "../shared/Told.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { Writers } from "../shared/Writers.tsx";
import css from "./FrameInspectorPanel.module.css";

const GLYPHS: Readonly<Record<ProvenanceHop["kind"], string>> = { write: "✎", copy: "⇄", initial: "•" };

export function Provenance({ frame }: { readonly frame: FrameView }): ReactNode {
  return (
    <section className={css.section}>
      <h3>{say("Where these bytes come from")}</h3>
      {frame.provenance.length === 0 ? (
        <p className={css.none}>{say("Nobody has written this frame in this run.")}</p>
      ) : (
        <ol className={css.hops}>
          {frame.provenance.map((hop, i) => (
            <Hop key={i} hop={hop} />
          ))}
        </ol>
      )}
      <Deeper frame={frame} />
    </section>
  );
}

/** Answers about the whole run: the chain through all exchanges, and everybody who has written here. */
function Deeper({ frame: { pfn } }: { readonly frame: FrameView }): ReactNode {
  const lab = useLabHandle();
  const changes = useLab((state) => state.answers.changes);
  const of = changes?.question.of;
  return (
    <>
      <div className={css.deeper}>
        <Button onClick={() => askOrigin(lab, -1)}>{say("Whole chain")}</Button>
        <Button onClick={() => void lab.actions.askWriters(-1, { kind: "frame", pfn })}>
          {say("Last 50 writers")}
        </Button>
      </div>
      {changes !== undefined && of?.kind === "frame" && of.pfn === pfn ? (
        <Writers title={changes.title} {...changes.answer} />
      ) : null}
    </>
  );
}

function Hop({ hop }: { readonly hop: ProvenanceHop }): ReactNode {
  const { goTo, select } = useActions();
  const { t } = hop;
  return (
    <li className={css.hop}>
      <span className={css.glyph} aria-hidden="true">
        {GLYPHS[hop.kind]}
      </span>
      <span className={css.what}>
        <Told text={hop.text} />
        <span className={css.where}>
          {hop.from === undefined || hop.from === hop.to ? null : (
            <>
              <PfnLink pfn={hop.from} onSelect={select} /> →{" "}
            </>
          )}
          <PfnLink pfn={hop.to} onSelect={select} />
          {t === undefined ? null : <> · t {count(t)}</>}
        </span>
      </span>
      {t === undefined ? null : (
        <button
          type="button"
          className={css.go}
          aria-label={say("Go to t {t}: {what}", { t: count(t), what: retell(hop.text).text })}
          onClick={() =>
            void goTo(
              hop.anchor === undefined
                ? { kind: "position", at: { t, sub: 0 } }
                : { kind: "anchor", anchor: hop.anchor },
              "jump",
            )
          }
        >
          {say("Go")}
        </button>
      )}
    </li>
  );
}

interface PfnLinkProps {
  readonly pfn: number;
  readonly onSelect: (selection: { readonly kind: "frame"; readonly pfn: number }) => void;
}

function PfnLink({ pfn, onSelect }: PfnLinkProps): ReactNode {
  return (
    <button type="button" className={css.link} onClick={() => onSelect({ kind: "frame", pfn })}>
      {hexPfn(pfn)}
    </button>
  );
}
