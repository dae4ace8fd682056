// Opens a scenario file that the reader chose or dropped.

import { sourceFromFile } from "../../state/scenarios.ts";
import { useActions } from "../shared/use-lab.ts";

export function useOpenFile(): (file: File) => Promise<void> {
  const { open, notify, openDialog, explore } = useActions();
  return async (file) => {
    const source = await sourceFromFile(file);
    if (typeof source === "string") {
      notify("error", source);
      return;
    }
    openDialog(undefined);
    explore();
    await open(source);
  };
}
