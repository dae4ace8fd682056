// The dword under the cursor read in several ways, and the fields of the structure it lies in.

import type { ReactNode } from "react";
import type { FrameView } from "../../sim/api.ts";
import { offset as offsetText } from "../shared/format.ts";
import css from "./FrameInspectorPanel.module.css";
import { dwordAt, fieldAt } from "./hex-grid.ts";
import { readingsOf } from "./readings.ts";

interface DataInspectorProps {
  readonly frame: FrameView;
  readonly offset: number;
}

export function DataInspector({ frame, offset }: DataInspectorProps): ReactNode {
  const field = fieldAt(frame.fields, offset);
  return (
    <section className={css.section}>
      <h3>
        At <span className={css.mono}>{offsetText(offset & ~3)}</span>
        {field === undefined ? null : (
          <span className={css.field}>
            {field.struct}.{field.name}, {field.meaning}
          </span>
        )}
      </h3>
      <dl className={css.readings}>
        {readingsOf(dwordAt(frame.bytes, offset)).map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
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
      <summary>{frame.fields.length} named fields</summary>
      <table>
        <tbody>
          {frame.fields.map((field) => (
            <tr key={`${field.struct}-${field.offset}-${field.name}`}>
              <td>{offsetText(field.offset)}</td>
              <th scope="row">
                {field.struct}.{field.name}
              </th>
              <td>{field.meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
