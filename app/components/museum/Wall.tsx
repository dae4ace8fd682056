// The wall: every failure that this machine shows, and, empty, those that it cannot.

import { useEffect, useRef, useState, type ReactNode } from "react";
import type { VerdictKind } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { VERDICT_TITLES } from "../../state/fault-words.ts";
import { EMPTY_ROOMS, ROOMS, roomOf, type Room } from "../../state/museum.ts";
import { VerdictMark, VerdictWord } from "../shared/Verdict.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Wall.module.css";

const KINDS: readonly VerdictKind[] = (Object.keys(VERDICT_TITLES) as VerdictKind[]).filter((kind) =>
  ROOMS.some(({ room }) => room.verdict === kind),
);

export function Wall(): ReactNode {
  const [kind, setKind] = useState<VerdictKind>();
  const wall = useRef<HTMLElement>(null);
  // Back from a room: the wall is where one was.
  useEffect(() => {
    const here = wall.current?.querySelector<HTMLElement>("[aria-current='true']");
    here?.scrollIntoView({ block: "center" });
    here?.focus({ preventScroll: true });
  }, []);
  const shown = ROOMS.filter(({ room }) => kind === undefined || room.verdict === kind);
  return (
    <section ref={wall} className={css.wall} aria-labelledby="museum-title">
      <header className={css.head}>
        <h2 id="museum-title" className={css.title}>
          {say("The museum of failed jumps")}
        </h2>
        <p className={css.intro}>
          {say(
            "{n}, each with a failure of kexec jump that happened or was only just prevented. The machine runs it as it was, and once more with what mended it.",
            { n: plural(ROOMS.length, "{n} room", "{n} rooms") },
          )}
        </p>
        <div className={css.kinds} role="group" aria-label={say("Rooms by verdict")}>
          <button
            type="button"
            className={css.kind}
            aria-pressed={kind === undefined}
            onClick={() => setKind(undefined)}
          >
            {say("All {n}", { n: ROOMS.length })}
          </button>
          {KINDS.map((each) => (
            <button
              key={each}
              type="button"
              className={css.kind}
              aria-pressed={kind === each}
              onClick={() => setKind(kind === each ? undefined : each)}
            >
              <VerdictMark kind={each} /> {say(VERDICT_TITLES[each])}{" "}
              {ROOMS.filter(({ room }) => room.verdict === each).length}
            </button>
          ))}
        </div>
      </header>
      <ul className={css.rooms} aria-label={say("Rooms")}>
        {shown.map((room) => (
          <Plaque key={room.id} room={room} />
        ))}
      </ul>
      {kind === undefined ? <Empty /> : null}
    </section>
  );
}

const numberText = (item: number): string => String(item).padStart(2, "0");

function Plaque({ room: preset }: { readonly room: Room }): ReactNode {
  const { openRoom } = useActions();
  const here = useLab((state) => roomOf(state.source)?.room.id === preset.id);
  const { room, scenario } = preset;
  return (
    <li className={css.cell}>
      <button
        type="button"
        className={css.plaque}
        data-verdict={room.verdict}
        aria-label={say("Room {item}: {room}", { item: room.item, room: say(room.title) })}
        aria-describedby={`room-${room.item}`}
        aria-current={here ? "true" : undefined}
        onClick={() => void openRoom(preset.id)}
      >
        <span className={css.number} aria-hidden>
          {numberText(room.item)}
        </span>
        <span className={css.name}>{say(room.title)}</span>
        <span className={css.foot} id={`room-${room.item}`}>
          <VerdictWord kind={room.verdict} />
          <span className={css.revision}>{scenario.revision}</span>
        </span>
      </button>
    </li>
  );
}

function Empty(): ReactNode {
  return (
    <section className={css.empty} aria-labelledby="empty-rooms">
      <h3 id="empty-rooms" className={css.subtitle}>
        {say("Empty rooms")}
      </h3>
      <p className={css.intro}>{say("Failures that this machine cannot show, and what it would take.")}</p>
      <ul className={css.missing}>
        {EMPTY_ROOMS.map(({ item, title, missing }) => (
          <li key={item} className={css.gap}>
            <span className={css.gapNumber}>{numberText(item)}</span>
            <span>
              <span className={css.gapTitle}>{say(title)}</span>
              <span className={css.gapNeeds}>{say("needs {missing}", { missing: say(missing) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
