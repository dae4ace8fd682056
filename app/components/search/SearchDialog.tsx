// The search as a dialog: it closes when a hit is chosen.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useActions } from "../shared/use-lab.ts";
import { SearchForm } from "./SearchPanel.tsx";

export function SearchDialog(): ReactNode {
  const { openDialog } = useActions();
  return (
    <Dialog title={say("Search")} width="large">
      <SearchForm autoFocus onChosen={() => openDialog(undefined)} />
    </Dialog>
  );
}
