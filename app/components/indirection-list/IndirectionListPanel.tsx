// The indirection list: every entry that the page exchange will meet, has met, or is at.

import type { ReactNode } from "react";
import { plural, say } from "../../messages/say.ts";
import type { ListView } from "../../sim/api.ts";
import { hasLostPower } from "../../state/phases.ts";
import { count, hex32, hexPfn } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { ListGraph } from "./ListGraph.tsx";
import css from "./IndirectionListPanel.module.css";
import { ListGrid } from "./ListGrid.tsx";
import { ListTools } from "./ListTools.tsx";
import { RawPage } from "./RawPage.tsx";

export function IndirectionListPanel(): ReactNode {
  const list = useLab((state) => state.moment?.list);
  const overview = useLab((state) => state.perspective === "overview" && state.list.filter === "all");
  return (
    <Panel
      title={say("Indirection list")}
      fill
      aside={
        list === undefined ? null : (
          <>
            {overview ? null : <ListTools />} <Summary list={list} />
          </>
        )
      }
    >
      {list === undefined ? <EmptyList /> : <Filled list={list} />}
    </Panel>
  );
}

/** After a power-off RAM holds neither the head word nor the list, until an image brings them back. */
const useIsLost = ({ head }: ListView): boolean => useLab(({ run, moment }) => head === 0 && hasLostPower(run, moment));

function Summary({ list }: { readonly list: ListView }): ReactNode {
  const exchange = useLab((state) => state.moment?.exchange);
  if (useIsLost(list)) return say("kernel {owner}'s · lost", { owner: list.owner });
  if (exchange === undefined)
    return say("kernel {owner} · {pages} · {entries}", {
      owner: list.owner,
      pages: plural(list.pages, "{n} page", "{n} pages"),
      entries: plural(list.entries, "{n} entry", "{n} entries"),
    });
  return say("page {page} of {pages} · entry {entry}", {
    page: count(exchange.page),
    pages: count(exchange.pages),
    entry: count(exchange.entry),
  });
}

function Filled({ list }: { readonly list: ListView }): ReactNode {
  const exchange = useLab((state) => state.moment?.exchange);
  const followed = useLab((state) => state.listFrom === "now");
  const mode = useLab((state) => state.list.mode);
  const { select, setHover, setListFrom } = useActions();
  const next = exchange?.destination;
  if (useIsLost(list))
    return (
      <div className={css.empty}>
        <p>
          {say("Power went, and with it what RAM held: kernel {owner}'s list is lost, all {listPages} of it.", {
            owner: list.owner,
            listPages: plural(list.listPages.length, "{n} page", "{n} pages"),
          })}
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
      {mode === "graph" ? (
        <ListGraph list={list} />
      ) : mode === "raw" ? (
        <RawPage list={list} />
      ) : list.shown === 0 ? (
        <NothingShown />
      ) : (
        <ListGrid list={list} />
      )}
      <div className={css.foot} data-foot>
        {next === undefined ? (
          <span>
            {say("head word")} <span className={css.mono}>{hex32(list.head)}</span>
          </span>
        ) : (
          <button
            type="button"
            className={css.chip}
            onPointerEnter={() => setHover({ kind: "frame", pfn: next })}
            onPointerLeave={() => setHover(undefined)}
            onClick={() => select({ kind: "frame", pfn: next })}
          >
            {say("next destination")} <span className={css.mono}>{hex32(next * 4096)}</span>
          </button>
        )}
        <span className={css.pages}>
          {say("{listPages} from", { listPages: plural(list.listPages.length, "{n} list page", "{n} list pages") })}{" "}
          <span className={css.mono}>{hexPfn(list.listPages[0] ?? 0)}</span>
          {list.selfPairs > 0 ? ` · ${plural(list.selfPairs, "{n} self pair", "{n} self pairs")}` : ""}
        </span>
        {followed ? null : (
          <button type="button" className={css.now} data-now onClick={() => setListFrom("now")}>
            {say("Now")}
          </button>
        )}
      </div>
    </>
  );
}

function NothingShown(): ReactNode {
  const filter = useLab((state) => state.list.filter);
  const { changeList } = useActions();
  return (
    <div className={css.empty}>
      <p>
        {filter === "selection"
          ? say("No entry names a selected frame. Select a frame, a range or an entry.")
          : say("The list has no such entry.")}
      </p>
      <button type="button" className={css.chip} onClick={() => changeList({ filter: "all" })}>
        {say("Show all entries")}
      </button>
    </div>
  );
}

function EmptyList(): ReactNode {
  const { goTo } = useActions();
  const hasRun = useLab((state) => state.run !== undefined);
  const load = useLab((state) => state.run?.phases.find((phase) => phase.id === "load"));
  return (
    <div className={css.empty}>
      <p>{say("No image is loaded: kexec_load has not been executed yet.")}</p>
      {hasRun && load !== undefined ? (
        <button
          type="button"
          className={css.chip}
          onClick={() => void goTo({ kind: "position", at: { t: load.to, sub: 0 } }, "jump")}
        >
          {say("Go to the end of load")}
        </button>
      ) : null}
    </div>
  );
}
