// The dword under the cursor read in several ways, and the fields of the structure it lies in.

import type { ReactNode } from "react";
import type { FrameView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { offset as offsetText } from "../shared/format.ts";
import css from "./FrameInspectorPanel.module.css";
import { dwordAt, fieldAt } from "./hex-grid.ts";
import { readingsOf, wideReadings } from "./readings.ts";
import { Told } from "../shared/Told.tsx";

interface DataInspectorProps {
  readonly frame: FrameView;
  readonly offset: number;
}

export function DataInspector({ frame, offset }: DataInspectorProps): ReactNode {
  const field = fieldAt(frame.fields, offset);
  return (
    <section className={css.section}>
      <h3>
        {say("At")} <span className={css.mono}>{offsetText(offset & ~3)}</span>
        {field === undefined ? null : (
          <span className={css.field}>
            {field.struct}.{field.name}, <Told text={field.meaning} />
          </span>
        )}
      </h3>
      <dl className={css.readings}>
        {[...readingsOf(dwordAt(frame.bytes, offset)), ...wideReadings(frame.bytes, offset)].map(({ name, text }) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {frame.fields.length === 0 ? null : <Fields frame={frame} />}
    </section>
  );
}

function Fields({ frame }: { readonly frame: FrameView }): ReactNode {
  return (
    <details className={css.fields}>
      <summary>{say("{count} named fields", { count: frame.fields.length })}</summary>
      <table>
        <tbody>
          {frame.fields.map((field) => (
            <tr key={`${field.struct}-${field.offset}-${field.name}`}>
              <td>{offsetText(field.offset)}</td>
              <th scope="row">
                {field.struct}.{field.name}
              </th>
              <td>
                <Told text={field.meaning} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
