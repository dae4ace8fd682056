// The cached translations as rows: linear to physical, rights, and how the tables differ.

import type { ReactNode } from "react";
import type { CachedTranslation, Translation } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hex32, size } from "../shared/format.ts";
import { AddressLink, FrameLink } from "../shared/FrameLink.tsx";
import { frameOf, physicalText } from "../shared/paging.ts";
import { useActions } from "../shared/use-lab.ts";
import css from "./TlbPanel.module.css";

interface TlbTableProps {
  readonly entries: readonly CachedTranslation[];
  readonly pae: boolean;
}

export function TlbTable({ entries, pae }: TlbTableProps): ReactNode {
  return (
    <div className={css.frame}>
      <div role="table" aria-label={say("Cached translations")} className={css.table}>
        <div role="row" className={css.head}>
          {["linear", "frame", "page", "rights", "the tables now"].map((title) => (
            <span key={title} role="columnheader">
              {say(title)}
            </span>
          ))}
        </div>
        {entries.map((entry) => (
          <Row key={entry.linear} entry={entry} pae={pae} />
        ))}
      </div>
    </div>
  );
}

function Row({ entry, pae }: { readonly entry: CachedTranslation; readonly pae: boolean }): ReactNode {
  const { setWalk } = useActions();
  const { linear, cached, now, stale } = entry;
  const moved = now !== undefined && now.physical !== cached.physical;
  return (
    <div role="row" className={css.row} data-stale={stale.length > 0}>
      <span role="rowheader">
        <AddressLink title={say("Walk to this address")} onClick={() => setWalk(linear)}>
          {hex32(linear)}
        </AddressLink>
      </span>
      <span role="cell">
        <FrameLink pfn={frameOf(cached.physical)} />
      </span>
      <span role="cell" className={css.size}>
        {size(cached.pageBytes)}
      </span>
      <span role="cell">
        <Rights translation={cached} pae={pae} />
      </span>
      <span role="cell" className={css.now}>
        {stale.length === 0 ? (
          <span className={css.same}>{say("✓ the same")}</span>
        ) : (
          <>
            <b aria-hidden>≠ </b>
            <span className="visually-hidden">{say("stale:")} </span>
            {stale.map((word) => say(word)).join(", ")}
            {moved ? <span className={css.mono}> {physicalText(now.physical)}</span> : null}
          </>
        )}
      </span>
    </div>
  );
}

const RIGHTS = [
  ["W", "writable"],
  ["U", "user"],
  ["D", "dirty"],
  ["G", "global"],
] as const;

function Rights({ translation, pae }: { readonly translation: Translation; readonly pae: boolean }): ReactNode {
  const rights = pae ? [...RIGHTS, ["NX", "noExecute"] as const] : RIGHTS;
  return (
    <span className={css.bits}>
      {rights.map(([letter, key]) => (
        <span
          key={letter}
          className={css.bit}
          data-set={translation[key]}
          title={`${say(WORDS[key])}: ${translation[key] ? say("yes") : say("no")}`}
        >
          {letter}
          <span className="visually-hidden"> {translation[key] ? say("set") : say("clear")}</span>
        </span>
      ))}
    </span>
  );
}

const WORDS = {
  writable: "writable",
  user: "user may use it",
  dirty: "written to",
  global: "stays when CR3 is loaded",
  noExecute: "may not be executed",
} as const;
