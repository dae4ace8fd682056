// The selected place, or the one pointed at, in all its names: frame, offset in the file, block of the disk.

import type { ReactNode } from "react";
import type { HibernationView, KernelName } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { count, hex, hexPfn } from "../shared/format.ts";
import { useLab } from "../shared/use-lab.ts";
import { blockOf, frameOfPage, homeKeptIn, offsetOfFrame, type CoreFile } from "./core-file.ts";
import { Rich } from "../shared/Rich.tsx";
import css from "./Mapping.module.css";

/** Why the page of a frame is not in the file. */
export function absence(pfn: number, file: CoreFile, view: HibernationView): string {
  const inside = (kernel: KernelName): boolean =>
    view.limits.some((each) => each.kernel === kernel && pfn * 4096 >= each.start && pfn * 4096 < each.end);
  if (!inside("B")) return say("not in it: free, or the firmware's");
  if (file.kept.has(pfn)) return say("not in it: A had it free");
  return say("not in it: B's range, and this file does not say where A's pages from there are kept");
}

interface ReadoutProps {
  readonly file: CoreFile | undefined;
  readonly view: HibernationView;
}

export function Readout({ file, view }: ReadoutProps): ReactNode {
  const pfn = useLab(({ hover, selection }) =>
    hover?.kind === "frame" ? hover.pfn : selection?.kind === "frame" ? selection.pfn : undefined,
  );
  if (pfn === undefined)
    return (
      <p className={css.readout}>{say("Point at either bar, or choose a frame, to see where it lies in the other.")}</p>
    );
  return (
    <p className={css.readout}>
      <span>
        {say("frame")} <b>{hexPfn(pfn)}</b>
      </span>
      {file === undefined ? null : <Place pfn={pfn} file={file} view={view} />}
    </p>
  );
}

/** From the frame to the disk, over the source frame where the page had been exchanged. */
function Place({ pfn, file, view }: { readonly pfn: number } & ReadoutProps & { readonly file: CoreFile }): ReactNode {
  const frame = frameOfPage(file, pfn);
  const offset = offsetOfFrame(file, frame);
  if (offset === undefined) return <span>{absence(pfn, file, view)}</span>;
  const block = blockOf(file, offset);
  const home = homeKeptIn(file, frame);
  return (
    <>
      {frame === pfn ? null : (
        <span>
          {say("A's page kept in source frame")} <b>{hexPfn(frame)}</b>
        </span>
      )}
      {frame !== pfn || home === undefined ? null : (
        <span>
          {say("keeps the page of frame")} <b>{hexPfn(home)}</b>
        </span>
      )}
      <span>
        {say("→ file offset")} <b>{hex(offset, 8)}</b>
      </span>
      {block === undefined ? null : (
        <span>
          <Rich text="→ block {block} of the disk" values={{ block: <b>{count(block)}</b> }} />
        </span>
      )}
    </>
  );
}
