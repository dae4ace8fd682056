// Every named step of this run that a fault can be aimed at, by where in the run it lies.

import { useState, type ReactNode } from "react";
import { POINT_GROUPS, type FaultPoint, type PointGroup } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { readFault } from "../../state/fault-words.ts";
import { AddressLink } from "../shared/FrameLink.tsx";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Steps.module.css";
import { stepMatches } from "./choose.ts";
import { Told } from "../shared/Told.tsx";

export const POINT_GROUP_TITLES: Readonly<Record<PointGroup, string>> = {
  load: "kexec_load",
  leave: "From the system call to control code",
  code: "Control code",
  enter: "Kernel B is entered",
  return: "The way back",
};

export function Steps(): ReactNode {
  const points = useLab((state) => state.run?.points ?? NONE);
  const [words, setWords] = useState("");
  const found = points.filter((point) => stepMatches(point, words));
  if (points.length === 0) return <p className={css.none}>{say("This run has no named steps.")}</p>;
  return (
    <>
      <input
        type="search"
        className={css.search}
        aria-label={say("Search the steps")}
        placeholder={say("Search: freeze, eth0, Resume_devices, EBUSY …")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {found.length === 0 ? <p className={css.none}>{say("No step of that name in this run.")}</p> : null}
      {POINT_GROUPS.map((group) => (
        <Group key={group} group={group} points={found.filter((point) => point.group === group)} />
      ))}
    </>
  );
}

const NONE: readonly FaultPoint[] = [];

function Group({ group, points }: { readonly group: PointGroup; readonly points: readonly FaultPoint[] }): ReactNode {
  if (points.length === 0) return null;
  return (
    <details className={css.group} open>
      <summary className={css.heading}>
        {say(POINT_GROUP_TITLES[group])}{" "}
        <span className={css.count}>{plural(points.length, "{n} step", "{n} steps")}</span>
      </summary>
      <table className={css.table} aria-label={say(POINT_GROUP_TITLES[group])}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{say("time")}</th>
            <th scope="col">{say("kernel")}</th>
            <th scope="col">{say("step")}</th>
            <th scope="col">{say("faults")}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <Row key={point.id} point={point} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Row({ point }: { readonly point: FaultPoint }): ReactNode {
  const { goTo } = useActions();
  const { id, t, kernel, title, undo } = point;
  return (
    <tr>
      <td className={css.time}>
        <AddressLink title={say("Go there")} onClick={() => void goTo({ kind: "position", at: { t, sub: 0 } }, "jump")}>
          <span className="visually-hidden">{say("Go to {id} at time", { id })} </span>
          {count(t)}
        </AddressLink>
      </td>
      <td className={css.kernel} data-kernel={kernel}>
        {kernel}
      </td>
      <th scope="row" className={css.step}>
        <code className={css.id}>{id}</code>
        <span className={css.title}>
          <Told text={title} />
          {undo === undefined ? null : (
            <>
              {" "}
              {say("· on failure")} <code>{undo}</code>
            </>
          )}
        </span>
      </th>
      <td className={css.faults}>
        {point.faults.map((text) => (
          <FaultChip key={text} text={text} />
        ))}
      </td>
    </tr>
  );
}

/** "EBUSY", "skip". */
function FaultChip({ text }: { readonly text: string }): ReactNode {
  const { draftFault } = useActions();
  const read = readFault(text);
  if (!read.ok) return null;
  const fault = read.value;
  if (fault.kind !== "fail" && fault.kind !== "skip") return null;
  const values = fault.kind === "fail" ? { point: fault.point, errno: fault.errno } : { point: fault.point };
  return (
    <button
      type="button"
      className={css.chip}
      aria-label={
        fault.kind === "fail"
          ? say("Let {point} fail with {errno}", { point: fault.point, errno: fault.errno })
          : say("Skip {point}", { point: fault.point })
      }
      onClick={() => draftFault(fault.kind, values)}
    >
      {fault.kind === "fail" ? fault.errno : say("skip")}
    </button>
  );
}
