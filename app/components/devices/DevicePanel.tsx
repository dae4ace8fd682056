// The card of one device: what the hardware does, its registers, its buffers, what each kernel's table in RAM says.

import type { ReactNode } from "react";
import type { DeviceRegister, DeviceView, LogEvent } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { count, hex32, word } from "../shared/format.ts";
import { AddressLink, FrameLink } from "../shared/FrameLink.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./DevicePanel.module.css";
import { eventsAround } from "./last-events.ts";
import { STATE_MEANINGS, STATE_WORDS } from "./states.ts";
import { Told } from "../shared/Told.tsx";

export function DevicePanel(): ReactNode {
  const name = useLab((state) => state.device);
  const devices = useLab((state) => state.moment?.board.devices);
  const device =
    devices?.find((each) => each.name === name) ?? devices?.find((each) => each.frames.length > 0) ?? devices?.[0];
  if (device === undefined)
    return (
      <Panel title={say("Device")}>
        <p className={css.empty}>{say("Choose a device in the matrix.")}</p>
      </Panel>
    );
  return (
    <Panel title={say("Device")} aside={<Now device={device} />}>
      <h3 className={css.name}>
        <code>{device.name}</code> <Told text={device.title} />
        <span className={css.doing}>
          <Told text={device.doing} />
        </span>
      </h3>
      <div className={css.columns}>
        <div>
          <Registers label={say("Registers of {device}", { device: device.name })} rows={device.registers} />
          <Frames frames={device.frames} />
        </div>
        <div>
          {device.kernels.map((side) => (
            <KernelSide key={side.kernel} side={side} />
          ))}
          <Events name={device.name} />
        </div>
      </div>
    </Panel>
  );
}

function Now({ device }: { readonly device: DeviceView }): ReactNode {
  const { goTo } = useActions();
  const t = useLab((state) => state.moment?.at.t ?? 0);
  const { due, active } = device;
  return (
    <span className={css.now}>
      <span className={css.badge} data-on={active}>
        {active ? say("active") : say("silent")}
      </span>
      {due === undefined ? null : (
        <button
          type="button"
          className={css.due}
          onClick={() => void goTo({ kind: "position", at: { t: Math.max(due, t + 1), sub: 0 } }, "jump")}
        >
          {due > t ? say("acts next at t {due}", { due: count(due) }) : say("acts now")}
          <span className={css.quiet}>
            {due > t ? say(" in {due}", { due: count(due - t) }) : say(", go behind it")}
          </span>
        </button>
      )}
    </span>
  );
}

function Registers({ label, rows }: { readonly label: string; readonly rows: readonly DeviceRegister[] }): ReactNode {
  const format = useLab((state) => state.numbers);
  if (rows.length === 0) return null;
  return (
    <table className={css.registers} aria-label={label}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{say("register")}</th>
          <th scope="col">{say("value")}</th>
          <th scope="col">{say("meaning")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((register) => (
          <tr key={register.name}>
            <th scope="row">{register.name}</th>
            <td className={css.value}>{word(register.value, format)}</td>
            <td className={css.meaning}>
              <Told text={register.meaning} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Frames({ frames }: { readonly frames: readonly number[] }): ReactNode {
  if (frames.length === 0) return null;
  return (
    <p className={css.frames}>
      <span className={css.quiet}>{say("writes into")} </span>
      {frames.map((pfn) => (
        <FrameLink key={pfn} pfn={pfn} />
      ))}
    </p>
  );
}

function KernelSide({ side }: { readonly side: DeviceView["kernels"][number] }): ReactNode {
  const { select } = useActions();
  const { kernel, state, saved, address } = side;
  return (
    <section className={css.side} data-kernel={kernel} aria-label={say("What kernel {kernel} believes", { kernel })}>
      <p className={css.belief} title={say(STATE_MEANINGS[state])}>
        <b className={css.letter}>{kernel}</b> {say("believes:")} <b>{say(STATE_WORDS[state])}</b>
        <span className={css.quiet}>
          {" "}
          {say("struct at")}{" "}
          <AddressLink title={say("Show its bytes")} onClick={() => select({ kind: "byte", address })}>
            {hex32(address)}
          </AddressLink>
        </span>
      </p>
      <Registers label={say("Words that kernel {kernel}'s driver has saved", { kernel })} rows={saved} />
    </section>
  );
}

function Events({ name }: { readonly name: string }): ReactNode {
  const { goTo } = useActions();
  const events = useLab((state) => state.run?.events);
  const t = useLab((state) => state.moment?.at.t ?? 0);
  if (events === undefined) return null;
  const shown = eventsAround(events, name, t);
  if (shown.length === 0) return null;
  return (
    <ol className={css.events} aria-label={say("Last events of {name}", { name })}>
      {shown.map((event: LogEvent) => (
        <li key={`${event.t} ${event.text}`} data-past={event.t <= t}>
          <button type="button" onClick={() => void goTo({ kind: "position", at: { t: event.t, sub: 0 } }, "jump")}>
            <span className={css.time}>{count(event.t)}</span>
            <Told text={event.text} />
          </button>
        </li>
      ))}
    </ol>
  );
}
