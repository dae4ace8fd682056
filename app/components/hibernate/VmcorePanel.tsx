// /proc/vmcore: old memory as the kernel that exports it sees it, and the notes in it.

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import type { CoreNoteView, HibernationView, VmcoreView } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { IconButton } from "../shared/Button.tsx";
import { hex32, size } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions } from "../shared/use-lab.ts";
import { Hibernating } from "./Hibernating.tsx";
import { Rich } from "../shared/Rich.tsx";
import { Told } from "../shared/Told.tsx";
import css from "./Vmcore.module.css";

const TITLE = "/proc/vmcore";

export function VmcorePanel(): ReactNode {
  return <Hibernating title={TITLE}>{(view) => <Filled view={view} />}</Hibernating>;
}

function Filled({ view: { vmcore, noVmcore } }: { readonly view: HibernationView }): ReactNode {
  const { saveCore } = useActions();
  if (vmcore === undefined)
    return (
      <Panel title={TITLE}>
        <p className={css.none}>
          <Told text={noVmcore ?? "Nobody exports old memory now."} />
        </p>
      </Panel>
    );
  return (
    <Panel
      title={TITLE}
      aside={
        <span className={css.aside}>
          {say("kernel {kernel} · {fileBytes}", { kernel: vmcore.kernel, fileBytes: size(vmcore.fileBytes) })}
          <IconButton label={say("Download /proc/vmcore")} onClick={() => void saveCore("vmcore")}>
            <Download />
          </IconButton>
        </span>
      }
    >
      <Exported vmcore={vmcore} />
    </Panel>
  );
}

function Exported({ vmcore }: { readonly vmcore: VmcoreView }): ReactNode {
  const { header, loads, notes } = vmcore;
  return (
    <>
      <p className={css.sentence}>
        <Rich
          text="Made from the ELF core header at {header}: {segments} of A's memory, without B's range, and {notes}."
          values={{
            header: <code>{hex32(header)}</code>,
            segments: plural(loads.length, "{n} segment", "{n} segments"),
            notes: plural(notes.length, "{n} note", "{n} notes"),
          }}
        />
      </p>
      <ul className={css.notes} aria-label={say("Notes")}>
        {notes.map((note, index) => (
          <Note key={index} note={note} />
        ))}
      </ul>
    </>
  );
}

function Note({ note: { name, type, bytes, lines } }: { readonly note: CoreNoteView }): ReactNode {
  return (
    <li className={css.note}>
      <span className={css.head}>
        <b>{name}</b> {say("type {type} · {bytes}", { type, bytes: size(bytes) })}
      </span>
      {lines.length === 0 ? null : <pre className={css.text}>{lines.join("\n")}</pre>}
    </li>
  );
}
