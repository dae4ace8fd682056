// Three facts and four ways for them to travel: what each way can do at the first boot and when A is entered again, which
// one this run takes, and what lies there now.

import { useId, useState, type ReactNode } from "react";
import {
  CHANNELS,
  TRAVELLING_FACTS,
  type Channel,
  type ChannelView,
  type HibernationView,
  type TravellingFact,
} from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { CHANNEL_WORDS, FACT_WORDS } from "../../state/hibernation-words.ts";
import { hex32 } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import css from "./Channels.module.css";
import { Hibernating } from "./Hibernating.tsx";
import { Told } from "../shared/Told.tsx";

const TITLE = "How the facts travel";

export function ChannelsPanel(): ReactNode {
  return <Hibernating title={TITLE}>{(view) => <Filled view={view} />}</Hibernating>;
}

const same = (a: ChannelView, b: ChannelView | undefined): boolean => a.fact === b?.fact && a.channel === b.channel;

function Filled({ view: { channels } }: { readonly view: HibernationView }): ReactNode {
  const [looked, setLooked] = useState<{ readonly fact: TravellingFact; readonly channel: Channel }>();
  const about = useId();
  const shown =
    channels.find(({ fact, channel }) => fact === looked?.fact && channel === looked.channel) ??
    channels.find(({ chosen }) => chosen);
  return (
    <Panel title={TITLE} aside={say("first boot · re-entry")}>
      <table className={css.table} aria-label={say("Facts and channels")}>
        <thead>
          <tr>
            <td />
            {CHANNELS.map((channel) => (
              <th key={channel} scope="col">
                {say(CHANNEL_WORDS[channel])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {TRAVELLING_FACTS.map((fact) => (
            <tr key={fact}>
              <th scope="row">{say(FACT_WORDS[fact])}</th>
              {CHANNELS.map((channel) => {
                const cell = channels.find((each) => each.fact === fact && each.channel === channel);
                return (
                  <td key={channel}>
                    {cell === undefined ? null : (
                      <Cell
                        cell={cell}
                        shown={same(cell, shown)}
                        about={about}
                        onLook={() => setLooked({ fact, channel })}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div id={about}>{shown === undefined ? null : <Why cell={shown} />}</div>
    </Panel>
  );
}

interface CellProps {
  readonly cell: ChannelView;
  readonly shown: boolean;
  readonly about: string;
  readonly onLook: () => void;
}

const yes = (can: boolean): string => (can ? say("can") : say("cannot"));

function Cell({ cell, shown, about, onLook }: CellProps): ReactNode {
  const { fact, channel, chosen, firstBoot, reEntry, value } = cell;
  const words = say("{fact} by {channel}: {firstBoot} at the first boot, {reEntry} on re-entry", {
    fact: say(FACT_WORDS[fact]),
    channel: say(CHANNEL_WORDS[channel]),
    firstBoot: yes(firstBoot.can),
    reEntry: yes(reEntry.can),
  });
  return (
    <button
      type="button"
      className={css.cell}
      data-chosen={chosen}
      aria-pressed={shown}
      aria-label={`${words}${chosen ? say(", taken in this run") : ""}${value === undefined ? "" : say(", now {value}", { value: hex32(value) })}`}
      aria-describedby={shown ? about : undefined}
      onClick={onLook}
      onPointerEnter={onLook}
      onFocus={onLook}
    >
      <span className={css.pair} aria-hidden>
        <span data-can={firstBoot.can}>{firstBoot.can ? "✓" : "–"}</span>
        <span data-can={reEntry.can}>{reEntry.can ? "✓" : "–"}</span>
      </span>
      <span className={css.value} aria-hidden>
        {value === undefined ? "" : <Value value={value} />}
      </span>
    </button>
  );
}

/** May break in its middle, where a cell is narrow. */
function Value({ value }: { readonly value: number }): ReactNode {
  const text = hex32(value);
  return (
    <>
      {text.slice(0, 6)}
      <wbr />
      {text.slice(6)}
    </>
  );
}

/** Why it can or cannot, of the cell looked at. */
function Why({ cell }: { readonly cell: ChannelView }): ReactNode {
  const { fact, channel, chosen, firstBoot, reEntry } = cell;
  return (
    <div className={css.why}>
      <p className={css.whyTitle}>
        {say("{fact} by {channel}", { fact: say(FACT_WORDS[fact]), channel: say(CHANNEL_WORDS[channel]) })}
        {chosen ? <span className={css.taken}> {say("· taken in this run")}</span> : null}
      </p>
      <dl className={css.reasons}>
        <div>
          <dt>{say("first boot")}</dt>
          <dd>
            <Told text={firstBoot.why} />
          </dd>
        </div>
        <div>
          <dt>{say("re-entry")}</dt>
          <dd>
            <Told text={reEntry.why} />
          </dd>
        </div>
      </dl>
    </div>
  );
}
