// Opens a scenario file that the reader chose or dropped.

import { sourceFromFile } from "../../state/scenarios.ts";
import { useActions } from "../shared/use-lab.ts";

export function useOpenFile(): (file: File) => Promise<void> {
  const { open, refuse, openDialog, explore } = useActions();
  return async (file) => {
    const source = await sourceFromFile(file);
    openDialog(undefined);
    if (!source.ok) return refuse(file.name, source.problems);
    explore();
    await open(source.value);
  };
}
