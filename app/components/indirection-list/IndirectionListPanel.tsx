// The indirection list: every entry that the page exchange will meet, has met, or is at.

import type { ReactNode } from "react";
import type { ListView } from "../../sim/api.ts";
import { hasLostPower } from "../../state/phases.ts";
import { count, hex32, hexPfn, plural } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./IndirectionListPanel.module.css";
import { ListGrid } from "./ListGrid.tsx";

export function IndirectionListPanel(): ReactNode {
  const list = useLab((state) => state.moment?.list);
  return (
    <Panel title="Indirection list" fill aside={list === undefined ? null : <Summary list={list} />}>
      {list === undefined ? <EmptyList /> : <Filled list={list} />}
    </Panel>
  );
}

/** After a power-off RAM holds neither the head word nor the list, until an image brings them back. */
const useIsLost = ({ head }: ListView): boolean => useLab(({ run, moment }) => head === 0 && hasLostPower(run, moment));

function Summary({ list }: { readonly list: ListView }): ReactNode {
  const exchange = useLab((state) => state.moment?.exchange);
  if (useIsLost(list)) return `kernel ${list.owner}'s · lost`;
  if (exchange === undefined)
    return `kernel ${list.owner} · ${plural(list.pages, "page")} · ${plural(list.entries, "entry", "entries")}`;
  return `page ${count(exchange.page)} of ${count(exchange.pages)} · entry ${count(exchange.entry)}`;
}

function Filled({ list }: { readonly list: ListView }): ReactNode {
  const exchange = useLab((state) => state.moment?.exchange);
  const followed = useLab((state) => state.listFrom === "now");
  const { select, setListFrom } = useActions();
  const next = exchange?.destination;
  if (useIsLost(list))
    return (
      <div className={css.empty}>
        <p>
          Power went, and with it what RAM held: kernel {list.owner}'s list is lost, all{" "}
          {plural(list.listPages.length, "page")} of it.
        </p>
      </div>
    );
  return (
    <>
      {list.defect === undefined ? null : (
        <p className={css.defect} role="alert">
          ! {list.defect}
        </p>
      )}
      <ListGrid list={list} />
      <div className={css.foot} data-foot>
        {next === undefined ? (
          <span>
            head word <span className={css.mono}>{hex32(list.head)}</span>
          </span>
        ) : (
          <button type="button" className={css.chip} onClick={() => select({ kind: "frame", pfn: next })}>
            next destination <span className={css.mono}>{hex32(next * 4096)}</span>
          </button>
        )}
        <span className={css.pages}>
          {plural(list.listPages.length, "list page")} from{" "}
          <span className={css.mono}>{hexPfn(list.listPages[0] ?? 0)}</span>
          {list.selfPairs > 0 ? ` · ${plural(list.selfPairs, "self pair")}` : ""}
        </span>
        {followed ? null : (
          <button type="button" className={css.now} data-now onClick={() => setListFrom("now")}>
            Now
          </button>
        )}
      </div>
    </>
  );
}

function EmptyList(): ReactNode {
  const { goTo } = useActions();
  const hasRun = useLab((state) => state.run !== undefined);
  const load = useLab((state) => state.run?.phases.find((phase) => phase.id === "load"));
  return (
    <div className={css.empty}>
      <p>No image is loaded: kexec_load has not been executed yet.</p>
      {hasRun && load !== undefined ? (
        <button
          type="button"
          className={css.chip}
          onClick={() => void goTo({ kind: "position", at: { t: load.to, sub: 0 } }, "jump")}
        >
          Go to the end of load
        </button>
      ) : null}
    </div>
  );
}
