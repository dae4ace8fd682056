// One event of the log looked at closely: the machine then, what changed, what caused it, as data, and as a test.

import { useState, type ReactNode } from "react";
import { CHANGED, type LogEvent, type Moment } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { Button } from "../shared/Button.tsx";
import { count, hex32 } from "../shared/format.ts";
import { TabList } from "../shared/Tabs.tsx";
import { Told } from "../shared/Told.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { assertionOf } from "./assertion.ts";
import css from "./EventLog.module.css";
import { registerChanges } from "./log.ts";

const TABS = [
  { id: "state", title: "State" },
  { id: "diff", title: "Diff" },
  { id: "cause", title: "Cause" },
  { id: "raw", title: "Raw" },
  { id: "test", title: "Test" },
] as const;
type Tab = (typeof TABS)[number]["id"];

export function EventInspector({ event }: { readonly event: LogEvent }): ReactNode {
  const [tab, setTab] = useState<Tab>("state");
  return (
    <section className={css.inspector} aria-label={say("Event at t {t}", { t: count(event.t) })}>
      <TabList
        label={say("Event inspector")}
        items={TABS}
        chosen={tab}
        onChoose={setTab}
        panelId="event-part"
        look="line"
      />
      <div id="event-part" role="tabpanel" tabIndex={0} className={css.part} aria-label={say(tab)}>
        <Part tab={tab} event={event} />
      </div>
    </section>
  );
}

function Part({ tab, event }: { readonly tab: Tab; readonly event: LogEvent }): ReactNode {
  const moment = useLab((state) => state.moment);
  if (tab === "raw") return <pre className={css.raw}>{JSON.stringify(event, undefined, 2)}</pre>;
  if (tab === "test") return <Test event={event} />;
  if (moment?.at.t !== event.t) return <Elsewhere event={event} />;
  if (tab === "state") return <State moment={moment} event={event} />;
  return tab === "diff" ? <Diff moment={moment} event={event} /> : <Cause moment={moment} />;
}

function Elsewhere({ event: { t } }: { readonly event: LogEvent }): ReactNode {
  const { goTo } = useActions();
  return (
    <p className={css.none}>
      {say("The views show another moment.")}{" "}
      <Button onClick={() => void goTo({ kind: "position", at: { t, sub: 0 } }, "jump")}>
        {say("Go to t {t}", { t: count(t) })}
      </Button>
    </p>
  );
}

interface PartProps {
  readonly moment: Moment;
  readonly event: LogEvent;
}

function State({ moment, event }: PartProps): ReactNode {
  const phase = useLab(({ run }) => run?.phases[moment.phase]?.title);
  const device = moment.board.devices.find(({ name }) => name === event.source);
  return (
    <dl className={css.facts}>
      <dt>{say("Phase")}</dt>
      <dd>{phase === undefined ? "" : say(phase)}</dd>
      <dt>{say("Runs")}</dt>
      <dd>{say("kernel {running}, {mode}", { running: moment.running, mode: moment.cpu.mode })}</dd>
      <dt>eip</dt>
      <dd className={css.mono}>{hex32(moment.cpu.eip)}</dd>
      {device === undefined ? null : (
        <>
          <dt>{device.name}</dt>
          <dd>
            <Told text={device.doing} />
            {device.kernels.map(({ kernel, state }) => ` · ${kernel}: ${say(state)}`)}
          </dd>
        </>
      )}
      <dt>{say("State hash")}</dt>
      <dd className={css.mono}>{moment.hash.slice(0, 8)}</dd>
    </dl>
  );
}

function Diff({ moment, event: { t } }: PartProps): ReactNode {
  const { goTo } = useActions();
  const previous = useLab((state) => state.previous);
  if (previous === undefined) return <p className={css.none}>{say("There is no stop before this one.")}</p>;
  const registers = registerChanges(previous.cpu, moment.cpu);
  const frames = moment.map.classes.reduce((sum, byte) => sum + ((byte & CHANGED) === 0 ? 0 : 1), 0);
  async function narrow(): Promise<void> {
    await goTo({ kind: "position", at: { t: Math.max(0, t - 1), sub: 0 } }, "step");
    await goTo({ kind: "position", at: { t, sub: 0 } }, "step");
  }
  return (
    <>
      <p className={css.none}>
        {say("Since {anchor}: {frames}", {
          anchor: previous.anchor,
          frames: plural(frames, "{n} frame changed", "{n} frames changed"),
        })}
      </p>
      <dl className={css.facts}>
        {registers.map(({ name, before, after }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={css.mono}>
              {hex32(before)} → {hex32(after)}
            </dd>
          </div>
        ))}
      </dl>
      {previous.at.t === t - 1 ? null : (
        <Button onClick={() => void narrow()}>{say("Only what this operation changed")}</Button>
      )}
    </>
  );
}

function Cause({ moment }: { readonly moment: Moment }): ReactNode {
  const { calls, step } = moment.board.stack;
  return (
    <dl className={css.facts}>
      <dt>{say("Done by")}</dt>
      <dd>
        <Told text={moment.completed} />
      </dd>
      <dt>{say("Called from")}</dt>
      <dd className={css.mono}>{calls.length === 0 ? say("nowhere: control code") : calls.join(" › ")}</dd>
      {step === undefined ? null : (
        <>
          <dt>{say("Step")}</dt>
          <dd className={css.mono}>{step}</dd>
        </>
      )}
    </dl>
  );
}

function Test({ event }: { readonly event: LogEvent }): ReactNode {
  const lab = useLabHandle();
  const command = useLab((state) => assertionOf(state, event));
  if (command === undefined)
    return (
      <p className={css.none}>{say("A captured jump lies in its file: the command line has no scenario for it.")}</p>
    );
  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      lab.actions.notify("info", say("The command is in the clipboard."));
    } catch {
      lab.actions.notify("warning", say("The browser does not let the page copy: mark the text instead."));
    }
  }
  return (
    <>
      <p className={css.none}>{say("Ends with 0 while the run has this event here, and with 1 when it has not.")}</p>
      <pre className={css.raw}>{command}</pre>
      <Button onClick={() => void copy(command)}>{say("Copy the command")}</Button>
    </>
  );
}
