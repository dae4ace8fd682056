// The placard of a room: what failed and why, what mended it, and the switch between the two.

import { ArrowLeft, ArrowRight, LayoutGrid, Link as LinkIcon } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Position, RunSummary, VerdictKind } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { verdictKindOf } from "../../state/fault-words.ts";
import { fragmentOf } from "../../state/link-state.ts";
import { neighbour, ROOMS, type Room } from "../../state/museum.ts";
import { endingText } from "../../state/outcome-words.ts";
import { capitalised } from "../../state/sentence.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { VerdictWord } from "../shared/Verdict.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./Placard.module.css";

interface PlacardProps {
  readonly room: Room;
  readonly mended: boolean;
}

export function Placard({ room: preset, mended }: PlacardProps): ReactNode {
  const { room } = preset;
  const heading = useRef<HTMLHeadingElement>(null);
  // Coming from the wall or from another room, reading goes on here.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, [preset.id]);
  return (
    <section className={css.placard} aria-label={say("Room {item}", { item: room.item })}>
      <Way room={preset} />
      <p className={css.number} aria-hidden>
        {String(room.item).padStart(2, "0")}
      </p>
      <h2 ref={heading} tabIndex={-1} className={css.title}>
        {say(room.title)}
      </h2>
      <Stamps room={preset} mended={mended} />
      <MendedSwitch room={preset} mended={mended} />
      <Result mended={mended} />
      <dl className={css.facts}>
        <Fact term={say("Cause")} text={room.cause} />
        <Fact term={say("Symptom")} text={room.symptom} />
        <Fact term={say("Who has it")} text={room.where} />
        <Fact term={say("What mended it")} text={room.mended} />
      </dl>
    </section>
  );
}

const Fact = ({ term, text }: { readonly term: string; readonly text: string }): ReactNode => (
  <div>
    <dt>{term}</dt>
    <dd>{capitalised(say(text))}</dd>
  </div>
);

function Way({ room }: { readonly room: Room }): ReactNode {
  const { openRoom, showWall } = useActions();
  const go = (by: 1 | -1): void => {
    const next = neighbour(ROOMS, room.id, by);
    if (next !== undefined) void openRoom(next.id);
  };
  return (
    <nav className={css.way} aria-label={say("Museum")}>
      <Button onClick={() => showWall(true)}>
        <LayoutGrid size={14} aria-hidden /> {say("All rooms")}
      </Button>
      <span className={css.steps}>
        <IconButton label={say("Previous room")} onClick={() => go(-1)}>
          <ArrowLeft />
        </IconButton>
        <IconButton label={say("Next room")} onClick={() => go(1)}>
          <ArrowRight />
        </IconButton>
      </span>
    </nav>
  );
}

/** Before and after, the one on screen as it really came out. */
function Stamps({ room: { room }, mended }: PlacardProps): ReactNode {
  const run = useLab((state) => state.run);
  const now = run === undefined ? undefined : verdictKindOf(run);
  return (
    <ul className={css.stamps} aria-label={say("Verdicts before and after")}>
      <Stamp title={say("As it was")} kind={mended ? room.verdict : (now ?? room.verdict)} here={!mended} />
      <Stamp title={say("Mended")} kind={mended ? (now ?? room.after) : room.after} here={mended} />
    </ul>
  );
}

interface StampProps {
  readonly title: string;
  readonly kind: VerdictKind;
  readonly here: boolean;
}

function Stamp({ title, kind, here }: StampProps): ReactNode {
  return (
    <li className={css.stamp} data-here={here} data-verdict={kind} aria-current={here ? "true" : undefined}>
      <span className={css.stampTitle}>{title}</span>
      <VerdictWord kind={kind} />
    </li>
  );
}

function MendedSwitch({ room, mended }: PlacardProps): ReactNode {
  const { openRoom } = useActions();
  /** Until the other run is there. */
  const [wanted, setWanted] = useState<boolean>();
  if (room.mended === undefined) return null;
  const on = wanted ?? mended;
  const turn = (to: boolean): void => {
    setWanted(to);
    void openRoom(room.id, to).finally(() => setWanted(undefined));
  };
  return (
    <label className={css.switchLine}>
      <input
        type="checkbox"
        role="switch"
        className={css.switch}
        checked={on}
        aria-checked={on}
        onChange={(event) => turn(event.target.checked)}
      />
      <span className={css.switchName}>{say("Mended")}</span>
      <span className={css.switchText}>{say(room.room.switch ?? "")}</span>
    </label>
  );
}

const sentence = (run: RunSummary): string =>
  capitalised(run.verdict === undefined ? endingText(run) : retell(run.verdict.text).text);

const endOf = (run: RunSummary): Position => ({ t: run.end, sub: 0 });

/** Where it shows: the first failure of an invariant, the end of a run that ends badly, else where the runs part. */
function momentOf(run: RunSummary): Position {
  if (run.verdict?.kind === "survived") return run.verdict.divergence?.at ?? endOf(run);
  if (run.outcome.kind !== "completed") return endOf(run);
  const failed = run.invariants.flatMap(({ status, t }) => (status === "fail" && t !== undefined ? [t] : []));
  return failed.length === 0 ? endOf(run) : { t: Math.min(...failed), sub: 0 };
}

/** What came of it here, and the way to where it happens. */
function Result({ mended }: { readonly mended: boolean }): ReactNode {
  const lab = useLabHandle();
  const run = useLab((state) => state.run);
  const { goTo, notify } = useActions();
  const [copied, setCopied] = useState(false);
  if (run === undefined) return null;
  const at = mended ? endOf(run) : momentOf(run);
  async function copy(): Promise<void> {
    const link = `${location.origin}${location.pathname}${fragmentOf(lab.store.getState()) ?? ""}`;
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      notify("warning", say("The clipboard is closed to this page; the address bar holds the same link."));
    }
  }
  return (
    <div className={css.result} aria-live="polite">
      <p>{sentence(run)}</p>
      <div className={css.buttons}>
        <Button weight="strong" onClick={() => void goTo({ kind: "position", at }, "jump")}>
          {mended ? say("Go to its end") : say("Go to the moment")}
        </Button>
        <Button onClick={() => void copy()}>
          <LinkIcon size={14} aria-hidden /> {copied ? say("Copied") : say("Copy link")}
        </Button>
      </div>
    </div>
  );
}
