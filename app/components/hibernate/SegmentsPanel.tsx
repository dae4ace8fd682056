// The segments of the file one by one: the picture above as a table.

import type { ReactNode } from "react";
import type { HibernationView } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { count, hex } from "../shared/format.ts";
import { FrameLink } from "../shared/FrameLink.tsx";
import { Panel } from "../shared/Panel.tsx";
import { blockOf, type CoreFile } from "./core-file.ts";
import { Hibernating } from "./Hibernating.tsx";
import css from "./Segments.module.css";
import { useCoreFile } from "./use-core-file.ts";

const TITLE = "Segments";
const PAGE = 4096;
/** Rows shown; a fragmented memory has thousands. */
const MOST = 400;

export function SegmentsPanel(): ReactNode {
  return <Hibernating title={TITLE}>{(view) => <Filled view={view} />}</Hibernating>;
}

function Filled({ view }: { readonly view: HibernationView }): ReactNode {
  const { files, file, choose } = useCoreFile(view);
  if (file === undefined)
    return (
      <Panel title={TITLE} fill>
        <p className={css.empty}>{say("There is no image yet, and nobody exports old memory.")}</p>
      </Panel>
    );
  const choice = (
    <select
      className={css.choice}
      aria-label={say("Of which file")}
      value={file.id}
      onChange={(event) => choose(event.target.value)}
    >
      {files.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
  return (
    <Panel title={TITLE} fill aside={choice}>
      <Table file={file} />
    </Panel>
  );
}

function Table({ file }: { readonly file: CoreFile }): ReactNode {
  const { loads } = file;
  const rest = loads.length - MOST;
  return (
    <div
      className={css.scroller}
      tabIndex={0}
      role="group"
      aria-label={plural(loads.length, "{n} segment", "{n} segments")}
    >
      <table className={css.table} aria-label={say("Segments of {file}", { file: file.title })}>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{say("first frame")}</th>
            <th scope="col">{say("last frame")}</th>
            <th scope="col">{say("pages")}</th>
            <th scope="col">{say("offset")}</th>
            <th scope="col">{say("block")}</th>
          </tr>
        </thead>
        <tbody>
          {loads.slice(0, MOST).map(({ paddr, bytes, offset }, index) => (
            <tr key={offset}>
              <td>{index + 1}</td>
              <td>
                <FrameLink pfn={paddr / PAGE} />
              </td>
              <td>
                <FrameLink pfn={(paddr + bytes) / PAGE - 1} />
              </td>
              <td>{count(bytes / PAGE)}</td>
              <td>{hex(offset, 8)}</td>
              <td>{count(blockOf(file, offset) ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 ? (
        <p className={css.empty}>{say("And {rest} more.", { rest: plural(rest, "{n} segment", "{n} segments") })}</p>
      ) : null}
    </div>
  );
}
