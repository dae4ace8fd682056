// The whole page takes scenario files that are dropped on it.

import { useState, type DragEvent, type ReactNode } from "react";
import { useOpenFile } from "../scenarios/use-open-file.ts";
import type { Layout } from "../shared/use-layout.ts";
import css from "./DropZone.module.css";

interface DropZoneProps {
  readonly className: string;
  readonly layout: Layout;
  readonly children: ReactNode;
}

const hasFile = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

export function DropZone({ className, layout, children }: DropZoneProps): ReactNode {
  const [over, setOver] = useState(false);
  const openFile = useOpenFile();
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
        const file = event.dataTransfer.files[0];
        if (file !== undefined) void openFile(file);
      }}
    >
      {children}
      {over ? <div className={css.hint}>Drop the scenario file to open it. It stays in this browser.</div> : null}
    </div>
  );
}
