// The disk, and where memory lies in the image on it.

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import type { HibernationView, ImageSlotView } from "../../sim/api.ts";
import { IconButton } from "../shared/Button.tsx";
import { count, hex32, plural, size } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions } from "../shared/use-lab.ts";
import type { CoreFile } from "./core-file.ts";
import { DiskStrip } from "./DiskStrip.tsx";
import { Hibernating } from "./Hibernating.tsx";
import css from "./Image.module.css";
import { Mapping } from "./Mapping.tsx";
import { useCoreFile } from "./use-core-file.ts";

const TITLE = "Disk and image";

export function ImagePanel(): ReactNode {
  return (
    <Hibernating title={TITLE} first fill>
      {(view) => <Filled view={view} />}
    </Hibernating>
  );
}

function Filled({ view }: { readonly view: HibernationView }): ReactNode {
  const { saveCore } = useActions();
  const { files, file, choose } = useCoreFile(view);
  const slot = view.slots.find(({ header }) => header !== undefined && `image-${header.sequence}` === file?.id);
  const bad = view.slots.filter(({ problem }) => problem !== undefined);
  return (
    <Panel title={TITLE} fill aside={`${size(view.disk.blocks * 4096)} · ${count(view.disk.blocks)} blocks`}>
      <DiskStrip view={view} chosen={file?.id} onChoose={choose} />
      {bad.map(({ slot: n, state, problem }) => (
        <p key={n} className={css.problem} data-state={state} role="note">
          <b>Slot {n}:</b> {problem}.
        </p>
      ))}
      <div className={css.about}>
        <div className={css.words}>
          {files.length < 2 ? null : <FileChoice files={files} chosen={file?.id} onChoose={choose} />}
          <p className={css.sentence}>{sentenceOf(file, slot, view)}</p>
        </div>
        {slot?.header === undefined || slot.problem !== undefined ? null : (
          <IconButton
            label={`Download image ${slot.header.sequence}`}
            className={css.download}
            onClick={() => void saveCore("image", slot.slot)}
          >
            <Download />
          </IconButton>
        )}
      </div>
      <Mapping file={file} view={view} />
    </Panel>
  );
}

interface FileChoiceProps {
  readonly files: readonly CoreFile[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

function FileChoice({ files, chosen, onChoose }: FileChoiceProps): ReactNode {
  return (
    <span className={css.choice} role="group" aria-label="Which file">
      {files.map(({ id, title }) => (
        <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
          {title}
        </button>
      ))}
    </span>
  );
}

/** What the file is, in a sentence or two. */
function sentenceOf(file: CoreFile | undefined, slot: ImageSlotView | undefined, view: HibernationView): string {
  if (file === undefined) return "No image yet. Memory below is as it is now.";
  if (slot?.header === undefined) {
    const header = view.vmcore === undefined ? "" : ` from the ELF core header at ${hex32(view.vmcore.header)}`;
    return `${size(file.bytes)} of old memory as a file, in ${plural(file.loads.length, "segment")}${header}.`;
  }
  const { kind, pages, dropped, entry, sleep } = slot.header;
  const left = dropped === 0 ? "all of them" : `${count(dropped)} free ones left out`;
  const way = entry === 0 ? "The entry was not saved" : `Entry ${hex32(entry)}`;
  return `${kind === "plain" ? "Plain" : "Filtered"} image: ${count(pages)} pages of A, ${left}, in ${plural(file.loads.length, "segment")}. ${way}; ${sleep === undefined ? "power stays on" : `for ${sleep}`}.`;
}
