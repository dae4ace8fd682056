// Forgets what this browser keeps of the lab, and begins the page anew.

const PREFIX = "kjl.";
/** Where the splitters were. */
const COLUMNS = "kjl.columns";

function forget(wanted: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(globalThis.localStorage)) if (wanted(key)) globalThis.localStorage.removeItem(key);
  } catch {
    // A browser that forbids storage has kept nothing.
  }
  location.reload();
}

/** react-resizable-panels puts its own name before that of the group. */
export const forgetLayout = (): void => forget((key) => key.includes(COLUMNS));

export const forgetEverything = (): void => forget((key) => key.includes(PREFIX));
