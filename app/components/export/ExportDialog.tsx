// Export: what can be taken out of the page, as files that are made here. Nothing is uploaded.

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { captionOf, EXPORTS, makeExport, stemOf, type ExportKind } from "../../state/export.ts";
import { Button } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { save } from "../shared/save.ts";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import { themeColours } from "../../state/theme-colours.ts";
import css from "./ExportDialog.module.css";
import { mapPng } from "./map-png.ts";
import { MemoryRange } from "./MemoryRange.tsx";

const SCALES = [1, 2, 3] as const;
const page = (): string => `${location.origin}${location.pathname}`;

function Row({ kind }: { readonly kind: ExportKind }): ReactNode {
  const { store } = useLabHandle();
  const available = useLab((state) => kind.available(state));
  const title = say(kind.title);
  return (
    <li className={css.row}>
      <span>
        <strong className={css.title}>{title}</strong>
        <span className={css.hint}>{say(available ? kind.hint : "There is nothing of this kind here now.")}</span>
      </span>
      <Button
        disabled={!available}
        aria-label={say("Download: {what}", { what: title })}
        onClick={() => {
          const file = makeExport(kind, store.getState(), page(), themeColours());
          if (file !== undefined) save(file.name, file.type, file.content);
        }}
      >
        <Download size={16} aria-hidden /> {say("Download")}
      </Button>
    </li>
  );
}

function MapRow(): ReactNode {
  const { store } = useLabHandle();
  async function take(scale: number): Promise<void> {
    const state = store.getState();
    const { moment } = state;
    if (moment === undefined) return;
    const { title, link = "" } = captionOf({ state, moment, page: page() });
    const line = `${state.source?.scenario.title ?? ""} · ${moment.anchor} · ${moment.hash.slice(0, 8)}`;
    const blob = await mapPng(moment, state.map, { title, line, link }, scale);
    if (blob === null) return;
    save(`${stemOf(state)}-map-${scale}x.png`, blob.type, new Uint8Array(await blob.arrayBuffer()));
  }
  return (
    <li className={css.row}>
      <span>
        <strong className={css.title}>{say("Memory map (PNG)")}</strong>
        <span className={css.hint}>{say("As it is painted now, with legend and caption.")}</span>
      </span>
      <span className={css.scales}>
        {SCALES.map((scale) => (
          <Button
            key={scale}
            aria-label={say("Download: memory map at {scale}×", { scale })}
            onClick={() => void take(scale)}
          >{`${scale}×`}</Button>
        ))}
      </span>
    </li>
  );
}

export function ExportDialog(): ReactNode {
  return (
    <Dialog title={say("Export")}>
      <ul className={css.list}>
        {EXPORTS.map((kind) => (
          <Row key={kind.id} kind={kind} />
        ))}
        <MapRow />
      </ul>
      <MemoryRange />
      <p className={css.promise}>{say("Files are made in the browser. Nothing is uploaded.")}</p>
    </Dialog>
  );
}
