// One frame: its bytes, whose they are, where they belong and how they came here.

import { useState, type ReactNode } from "react";
import type { FrameClass, FrameView, KernelName } from "../../sim/api.ts";
import { frameName, hexPfn } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { AddressBox } from "./AddressBox.tsx";
import { DataInspector } from "./DataInspector.tsx";
import css from "./FrameInspectorPanel.module.css";
import { HexGrid } from "./HexGrid.tsx";
import { Provenance } from "./Provenance.tsx";

export function FrameInspectorPanel(): ReactNode {
  const frame = useLab((state) => state.moment?.frame);
  const ready = useLab((state) => state.moment !== undefined);
  return (
    <Panel
      title={frame === undefined ? "Frame" : `Frame ${hexPfn(frame.pfn)}`}
      fill
      aside={ready ? <AddressBox /> : null}
    >
      {frame === undefined ? <EmptyFrame /> : <Filled key={frame.pfn} frame={frame} />}
    </Panel>
  );
}

const OWNERS: Readonly<Partial<Record<FrameClass, KernelName>>> = { kernelA: "A", kernelB: "B", kernelC: "C" };

/** "kernel A's page, home frame 0x0074b, kept in a source page". */
export function sentenceOf(frame: FrameView): string {
  const owner = frame.owner ?? OWNERS[frame.class];
  const whose = owner === undefined ? "nobody's page" : `kernel ${owner}'s page`;
  if (!frame.away) return owner === undefined ? whose : `${whose}, at home`;
  return `${whose}, home ${frameName(frame.home ?? frame.pfn)}, kept in a source page`;
}

function Filled({ frame }: { readonly frame: FrameView }): ReactNode {
  const address = useLab((state) => (state.selection?.kind === "byte" ? state.selection.address : undefined));
  const slot = useLab((state) => (state.selection?.kind === "slot" ? state.selection.offset : undefined));
  const [cursor, setCursor] = useState(0);
  const at = address !== undefined && address >>> 12 === frame.pfn ? address & 0xfff : (slot ?? cursor);
  return (
    <>
      <p className={css.sentence}>
        <span className={css.owner} data-class={frame.class}>
          {frame.what}
        </span>
        {" · "}
        {sentenceOf(frame)}
      </p>
      <HexGrid frame={frame} cursor={at} onCursor={setCursor} />
      <div className={css.lower}>
        <DataInspector frame={frame} offset={at} />
        <Provenance frame={frame} />
      </div>
    </>
  );
}

function EmptyFrame(): ReactNode {
  return (
    <div className={css.empty}>
      <div className={css.ghost} aria-hidden="true" />
      <p>Choose a frame on the map, an entry of the list or an address above to see its 4,096 bytes.</p>
    </div>
  );
}
