// One frame: its bytes, whose they are, where they belong and how they came here.

import { useState, type ReactNode } from "react";
import type { FrameClass, FrameView, KernelName } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { frameName, hexPfn } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { Told } from "../shared/Told.tsx";
import { useLab } from "../shared/use-lab.ts";
import { AddressBox } from "./AddressBox.tsx";
import { DataInspector } from "./DataInspector.tsx";
import css from "./FrameInspectorPanel.module.css";
import { HexFoot } from "./HexFoot.tsx";
import { HexGrid } from "./HexGrid.tsx";
import { Provenance } from "./Provenance.tsx";

export function FrameInspectorPanel(): ReactNode {
  const frame = useLab((state) => state.moment?.frame);
  const ready = useLab((state) => state.moment !== undefined);
  return (
    <Panel
      title={frame === undefined ? say("Frame") : say("Frame {pfn}", { pfn: hexPfn(frame.pfn) })}
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
  const whose = owner === undefined ? say("nobody's page") : say("kernel {owner}'s page", { owner });
  if (!frame.away) return owner === undefined ? whose : say("{whose}, at home", { whose });
  return say("{whose}, home {home}, kept in a source page", { whose, home: frameName(frame.home ?? frame.pfn) });
}

/** The byte at hand, and how many are selected from where. */
function useCursor(pfn: number) {
  const selection = useLab((state) => state.selection);
  const [cursor, setCursor] = useState(0);
  if (selection?.kind === "slot") return { at: selection.offset, from: selection.offset, size: 4, setCursor };
  if (selection?.kind !== "byte" || selection.address >>> 12 !== pfn)
    return { at: cursor, from: cursor, size: 1, setCursor };
  const from = selection.address & 0xfff;
  const size = selection.size ?? 1;
  const inside = cursor >= from && cursor < from + size;
  return { at: inside ? cursor : from, from, size, setCursor };
}

function Filled({ frame }: { readonly frame: FrameView }): ReactNode {
  const { at, from, size, setCursor } = useCursor(frame.pfn);
  return (
    <>
      <p className={css.sentence}>
        <span className={css.owner} data-class={frame.class}>
          <Told text={frame.what} />
        </span>
        {" · "}
        <Told text={sentenceOf(frame)} />
      </p>
      <HexGrid frame={frame} cursor={at} selected={{ from, size }} onCursor={setCursor} />
      <HexFoot frame={frame} cursor={at} selected={{ from, size }} onCursor={setCursor} />
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
      <p>{say("Choose a frame on the map, an entry of the list or an address above to see its 4,096 bytes.")}</p>
    </div>
  );
}
