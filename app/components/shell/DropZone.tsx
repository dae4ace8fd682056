// The whole page takes files: dropped anywhere, chosen through the one input that lies here, or as text from the clipboard.

import { useEffect, useState, type DragEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { FILE_INPUT } from "../../state/choose-file.ts";
import { FileKinds } from "../shared/FileKinds.tsx";
import { useActions } from "../shared/use-lab.ts";
import type { Layout } from "../shared/use-layout.ts";
import css from "./DropZone.module.css";

interface DropZoneProps {
  readonly className: string;
  readonly layout: Layout;
  readonly children: ReactNode;
}

const hasFile = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

const FIELDS = "input, textarea, select, [contenteditable]";

/** Text that is pasted outside of fields, where it is such as can be opened. */
function usePaste(bring: (files: readonly File[]) => Promise<void>): void {
  useEffect(() => {
    function onPaste(event: ClipboardEvent): void {
      if (event.target instanceof Element && event.target.closest(FIELDS) !== null) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text === "") return;
      void import("../../state/given-files.ts").then(({ pastedFile }) => {
        const file = pastedFile(text);
        return file && bring([file]);
      });
    }
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [bring]);
}

export function DropZone({ className, layout, children }: DropZoneProps): ReactNode {
  const [over, setOver] = useState(false);
  const { bring } = useActions();
  usePaste(bring);
  return (
    <div
      className={className}
      data-layout={layout}
      onDragOver={(event) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        setOver(false);
        void bring([...event.dataTransfer.files]);
      }}
    >
      {children}
      <input
        id={FILE_INPUT}
        data-testid={FILE_INPUT}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again.
          event.target.value = "";
          void bring(files);
        }}
      />
      {over ? (
        <div className={css.hint}>
          <div className={css.card}>
            <p className={css.title}>{say("Drop to open")}</p>
            <FileKinds />
          </div>
        </div>
      ) : null}
    </div>
  );
}
