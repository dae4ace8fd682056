// How these bytes came to be in this frame: newest hop first, each with a way there.

import type { ReactNode } from "react";
import type { FrameView, ProvenanceHop } from "../../sim/api.ts";
import { count, hexPfn } from "../shared/format.ts";
import { useActions } from "../shared/use-lab.ts";
import css from "./FrameInspectorPanel.module.css";

const GLYPHS: Readonly<Record<ProvenanceHop["kind"], string>> = { write: "✎", copy: "⇄", initial: "•" };

export function Provenance({ frame }: { readonly frame: FrameView }): ReactNode {
  return (
    <section className={css.section}>
      <h3>Where these bytes come from</h3>
      {frame.provenance.length === 0 ? (
        <p className={css.none}>Nobody has written this frame in this run.</p>
      ) : (
        <ol className={css.hops}>
          {frame.provenance.map((hop, i) => (
            <Hop key={i} hop={hop} />
          ))}
        </ol>
      )}
    </section>
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
        {hop.text}
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
          aria-label={`Go to t ${count(t)}: ${hop.text}`}
          onClick={() =>
            void goTo(
              hop.anchor === undefined
                ? { kind: "position", at: { t, sub: 0 } }
                : { kind: "anchor", anchor: hop.anchor },
              "jump",
            )
          }
        >
          Go
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
