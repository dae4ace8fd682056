// Which file is looked at: the one chosen, else the newest image, else what is exported.

import { useState } from "react";
import type { HibernationView } from "../../sim/api.ts";
import { coreFiles, type CoreFile } from "./core-file.ts";

interface Choice {
  readonly files: readonly CoreFile[];
  readonly file: CoreFile | undefined;
  readonly choose: (id: string) => void;
}

export function useCoreFile(view: HibernationView): Choice {
  const [chosen, choose] = useState<string>();
  const files = coreFiles(view);
  const newest = files.findLast(({ id }) => id !== "vmcore") ?? files[0];
  return { files, file: files.find(({ id }) => id === chosen) ?? newest, choose };
}
