// Opens a scenario file that the reader chose or dropped.

import { scenarioFromJson } from "../../sim/scenario/schema.ts";
import { problemText } from "../../sim/core/errors.ts";
import { useActions } from "../shared/use-lab.ts";

/** Larger files are no scenarios: the biggest sensible one has a few kilobytes. */
const LARGEST = 1024 * 1024;

export function useOpenFile(): (file: File) => Promise<void> {
  const { open, notify, openDialog, explore } = useActions();
  return async (file) => {
    if (file.size > LARGEST) {
      notify("error", `${file.name} is larger than 1 MiB and cannot be a scenario.`);
      return;
    }
    const read = scenarioFromJson(await file.text());
    if (!read.ok) {
      notify("error", `${file.name} is not a scenario: ${read.problems.map(problemText).join("; ")}`);
      return;
    }
    openDialog(undefined);
    explore();
    await open({ scenario: read.value });
  };
}
