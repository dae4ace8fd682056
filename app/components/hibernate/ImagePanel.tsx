// The disk, and where memory lies in the image on it.

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import type { HibernationView, ImageSlotView } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { IconButton } from "../shared/Button.tsx";
import { hex32, size } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions } from "../shared/use-lab.ts";
import type { CoreFile } from "./core-file.ts";
import { DiskStrip } from "./DiskStrip.tsx";
import { Hibernating } from "./Hibernating.tsx";
import css from "./Image.module.css";
import { Mapping } from "./Mapping.tsx";
import { useCoreFile } from "./use-core-file.ts";
import { Told } from "../shared/Told.tsx";

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
    <Panel
      title={TITLE}
      fill
      aside={say("{size} · {blocks} blocks", {
        size: size(view.disk.blocks * 4096),
        blocks: view.disk.blocks,
      })}
    >
      <DiskStrip view={view} chosen={file?.id} onChoose={choose} />
      {bad.map(({ slot: n, state, problem }) => (
        <p key={n} className={css.problem} data-state={state} role="note">
          <b>{say("Slot {n}:", { n })}</b> <Told text={problem ?? ""} />.
        </p>
      ))}
      <div className={css.about}>
        <div className={css.words}>
          {files.length < 2 ? null : <FileChoice files={files} chosen={file?.id} onChoose={choose} />}
          <p className={css.sentence}>{sentenceOf(file, slot, view)}</p>
        </div>
        {slot?.header === undefined || slot.problem !== undefined ? null : (
          <IconButton
            label={say("Download image {sequence}", { sequence: slot.header.sequence })}
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
    <span className={css.choice} role="group" aria-label={say("Which file")}>
      {files.map(({ id, title }) => (
        <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
          {title}
        </button>
      ))}
    </span>
  );
}

const IMAGE_SENTENCES = {
  plain: "Plain image: {pages} pages of A, all of them, in {segments}.",
  filtered: "Filtered image: {pages} pages of A, {dropped} free ones left out, in {segments}.",
} as const;

const segmentsText = ({ loads }: CoreFile): string => plural(loads.length, "{n} segment", "{n} segments");

/** What the file is, in a few sentences. */
function sentenceOf(file: CoreFile | undefined, slot: ImageSlotView | undefined, view: HibernationView): string {
  if (file === undefined) return say("No image yet. Memory below is as it is now.");
  if (slot?.header === undefined) {
    const values = { bytes: size(file.bytes), segments: segmentsText(file) };
    return view.vmcore === undefined
      ? say("{bytes} of old memory as a file, in {segments}.", values)
      : say("{bytes} of old memory as a file, in {segments} from the ELF core header at {header}.", {
          ...values,
          header: hex32(view.vmcore.header),
        });
  }
  const { kind, pages, dropped, entry, sleep } = slot.header;
  const values = { pages, dropped, segments: segmentsText(file) };
  return [
    say(IMAGE_SENTENCES[kind], values),
    entry === 0 ? say("The entry was not saved.") : say("Entry {entry}.", { entry: hex32(entry) }),
    sleep === undefined ? say("Power stays on.") : say("Power off by {sleep}.", { sleep }),
  ].join(" ");
}
