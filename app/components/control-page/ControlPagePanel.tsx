// The control page: code, saved words, links and scratch stack of one page; A's or B's.

import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { ControlPageView, KernelName } from "../../sim/api.ts";
import { frameName, hex32, hexPfn } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { useWidth } from "../shared/use-width.ts";
import { BandDrawing } from "./BandDrawing.tsx";
import css from "./ControlPagePanel.module.css";
import { differingSlots } from "./differences.ts";
import { PageList } from "./PageList.tsx";
import { SlotTable, StackTable } from "./SlotTable.tsx";

const AWAY_WORDS: Readonly<Record<NonNullable<ControlPageView["away"]>, string>> = {
  exchanged: "Under this kernel the page cannot be reached now: the peer's exchange has put another page in its place.",
  power: "Power went: the page is lost, and its frame holds nothing that anybody wrote.",
};

/** Room for two pages beside each other, CSS pixels. */
const TWO_PAGES = 540;

export function ControlPagePanel(): ReactNode {
  const pages = useLab((state) => state.moment?.controlPages);
  const selected = useLab((state) => (state.selection?.kind === "slot" ? state.selection.owner : undefined));
  const running = useLab((state) => state.moment?.running);
  const overview = useLab((state) => state.perspective === "overview");
  const [chosen, setChosen] = useState<KernelName>();
  const [measure, width] = useWidth();
  if (pages === undefined || pages.length === 0)
    return (
      <Panel title={say("Control page")}>
        <p className={css.empty}>{say("No control page is allocated yet: kexec_load takes one for the image.")}</p>
      </Panel>
    );
  const inUse =
    pages.find((page) => page.instructionPointer !== undefined) ?? pages.find((page) => page.owner === running);
  const find = (owner: KernelName | undefined): ControlPageView | undefined =>
    pages.find((page) => page.owner === owner);
  const page = find(chosen) ?? find(selected) ?? inUse ?? pages[0];
  if (page === undefined) return null;
  const both = pages.length > 1 && width >= TWO_PAGES && !overview;
  return (
    <Panel
      title={both ? say("Control pages") : say("Control page")}
      aside={both ? null : <Aside page={page} pages={pages} onChoose={setChosen} />}
    >
      <div ref={measure} className={both ? css.pages : undefined}>
        {both ? <Beside pages={pages} /> : <OnePage page={page} drawn />}
      </div>
    </Panel>
  );
}

/** The classic mistake is to take one for the other: what is not the same in both is marked. */
function Beside({ pages }: { readonly pages: readonly ControlPageView[] }): ReactNode {
  return pages.map((page, i) => {
    const other = pages[i === 0 ? 1 : 0];
    return (
      <section
        key={page.owner}
        className={css.beside}
        data-kernel={page.owner}
        aria-label={say("Kernel {kernel}", { kernel: page.owner })}
      >
        <h3 className={css.owner}>
          <span className={css.letter}>{page.owner}</span>
          <Aside page={page} pages={[page]} />
        </h3>
        <OnePage page={page} differing={other === undefined ? undefined : differingSlots(page, other)} />
      </section>
    );
  });
}

interface OnePageProps {
  readonly page: ControlPageView;
  readonly differing?: ReadonlySet<number> | undefined;
  /** With the drawing of its parts. */
  readonly drawn?: boolean;
}

function OnePage({ page, differing, drawn = false }: OnePageProps): ReactNode {
  return (
    <>
      {page.away === undefined ? null : <p className={css.note}>{say(AWAY_WORDS[page.away])}</p>}
      <div className={css.body}>
        {drawn ? <BandDrawing page={page} /> : null}
        <div className={css.tables}>
          <SlotTable page={page} differing={differing} />
          <PageList list={page.pageList} />
          <StackTable page={page} />
        </div>
      </div>
    </>
  );
}

interface AsideProps {
  readonly page: ControlPageView;
  readonly pages: readonly ControlPageView[];
  readonly onChoose?: (owner: KernelName) => void;
}

function Aside({ page, pages, onChoose }: AsideProps): ReactNode {
  const paging = useLab((state) => state.moment?.cpu.paging);
  const { select } = useActions();
  return (
    <span className={css.aside}>
      <button
        type="button"
        className={css.frame}
        title={say("virtual {virtualAddress}, physical {physicalAddress}, swap {swapPfn}", {
          virtualAddress: hex32(page.virtualAddress),
          physicalAddress: hex32(page.physicalAddress),
          swapPfn: frameName(page.swapPfn),
        })}
        onClick={() => select({ kind: "frame", pfn: page.pfn })}
      >
        {say("frame")} <span className={css.mono}>{hexPfn(page.pfn)}</span>
      </button>
      {page.instructionPointer === undefined
        ? ""
        : say(" · paging {paging}", { paging: paging === true ? say("on") : say("off") })}
      {pages.length < 2 ? null : (
        <span className={css.owners} role="group" aria-label={say("Whose control page")}>
          {pages.map(({ owner }) => (
            <button
              key={owner}
              type="button"
              data-kernel={owner}
              aria-pressed={owner === page.owner}
              aria-label={say("Control page of kernel {owner}", { owner })}
              onClick={() => onChoose?.(owner)}
            >
              {owner}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}
