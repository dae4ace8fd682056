// The segment registers with their descriptor caches, each beside what its table says now.

import type { ReactNode } from "react";
import type { CachedSegment } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { Bits } from "./Bits.tsx";
import css from "./DescriptorsPanel.module.css";
import { hex, hex32 } from "../shared/format.ts";
import { standingOf } from "./words.ts";

export function Segments({ segments }: { readonly segments: readonly CachedSegment[] }): ReactNode {
  return (
    <section>
      <h3 className={css.heading}>{say("Segment registers, as cached")}</h3>
      <div role="table" aria-label={say("Segment registers and their descriptor caches")} className={css.table}>
        <div role="row" className={css.head}>
          {["register", "selector", "base", "limit", "type", "DPL", "bits", "its table now"].map((title) => (
            <span key={title} role="columnheader">
              {say(title)}
            </span>
          ))}
        </div>
        {segments.map((segment) => (
          <Row key={segment.name} segment={segment} />
        ))}
      </div>
    </section>
  );
}

function Row({ segment }: { readonly segment: CachedSegment }): ReactNode {
  const { name, selector, cached, usable } = segment;
  const { kind, text, title } = standingOf(segment);
  return (
    <div role="row" className={css.row} data-standing={kind}>
      <span role="rowheader">{name}</span>
      <span role="cell" className={css.mono}>
        {hex(selector, 4)}
      </span>
      <span role="cell" className={css.mono}>
        {usable ? hex32(cached.base) : "–"}
      </span>
      <span role="cell" className={css.mono}>
        {usable ? hex32(cached.limit) : "–"}
      </span>
      <span role="cell" className={css.type}>
        {usable ? say(cached.type) : ""}
      </span>
      <span role="cell" className={usable ? css.dpl : undefined}>
        {usable ? cached.dpl : ""}
      </span>
      <span role="cell">{usable ? <Bits words={cached} /> : null}</span>
      <span role="cell" className={css.standing} title={title}>
        {text}
      </span>
    </div>
  );
}
