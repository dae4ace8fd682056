// The control page: code, saved words, links and scratch stack of one page; A's or B's.

import { useState, type ReactNode } from "react";
import type { ControlPageView, KernelName } from "../../sim/api.ts";
import { frameName, hex32, hexPfn } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { BandDrawing } from "./BandDrawing.tsx";
import css from "./ControlPagePanel.module.css";
import { SlotTable, StackTable } from "./SlotTable.tsx";

const AWAY_WORDS: Readonly<Record<NonNullable<ControlPageView["away"]>, string>> = {
  exchanged: "Under this kernel the page cannot be reached now: the peer's exchange has put another page in its place.",
  power: "Power went: the page is lost, and its frame holds nothing that anybody wrote.",
};

export function ControlPagePanel(): ReactNode {
  const pages = useLab((state) => state.moment?.controlPages);
  const selected = useLab((state) => (state.selection?.kind === "slot" ? state.selection.owner : undefined));
  const running = useLab((state) => state.moment?.running);
  const [chosen, setChosen] = useState<KernelName>();
  if (pages === undefined || pages.length === 0)
    return (
      <Panel title="Control page">
        <p className={css.empty}>No control page is allocated yet: kexec_load takes one for the image.</p>
      </Panel>
    );
  const inUse =
    pages.find((page) => page.instructionPointer !== undefined) ?? pages.find((page) => page.owner === running);
  const find = (owner: KernelName | undefined): ControlPageView | undefined =>
    pages.find((page) => page.owner === owner);
  const page = find(chosen) ?? find(selected) ?? inUse ?? pages[0];
  if (page === undefined) return null;
  return (
    <Panel title="Control page" aside={<Aside page={page} pages={pages} onChoose={setChosen} />}>
      {page.away === undefined ? null : <p className={css.note}>{AWAY_WORDS[page.away]}</p>}
      <div className={css.body}>
        <BandDrawing page={page} />
        <div className={css.tables}>
          <SlotTable page={page} />
          <StackTable page={page} />
        </div>
      </div>
    </Panel>
  );
}

interface AsideProps {
  readonly page: ControlPageView;
  readonly pages: readonly ControlPageView[];
  readonly onChoose: (owner: KernelName) => void;
}

function Aside({ page, pages, onChoose }: AsideProps): ReactNode {
  const paging = useLab((state) => state.moment?.cpu.paging);
  const { select } = useActions();
  return (
    <span className={css.aside}>
      <button
        type="button"
        className={css.frame}
        title={`virtual ${hex32(page.virtualAddress)}, physical ${hex32(page.physicalAddress)}, swap ${frameName(page.swapPfn)}`}
        onClick={() => select({ kind: "frame", pfn: page.pfn })}
      >
        frame <span className={css.mono}>{hexPfn(page.pfn)}</span>
      </button>
      {page.instructionPointer === undefined ? "" : ` · paging ${paging === true ? "on" : "off"}`}
      {pages.length < 2 ? null : (
        <span className={css.owners} role="group" aria-label="Whose control page">
          {pages.map(({ owner }) => (
            <button
              key={owner}
              type="button"
              data-kernel={owner}
              aria-pressed={owner === page.owner}
              aria-label={`Control page of kernel ${owner}`}
              onClick={() => onChoose(owner)}
            >
              {owner}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}
