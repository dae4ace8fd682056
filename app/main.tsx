// The page's beginning: settings, the machine in its worker, the store, the address, the root component.

import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { save } from "./components/shared/save.ts";
import { LabContext } from "./components/shared/use-lab.ts";
import { App } from "./components/shell/App.tsx";
import { applyAppearance } from "./state/appearance.ts";
import { createLab } from "./state/lab.ts";
import { openFragment } from "./state/link-state.ts";
import { loadSettings } from "./state/settings.ts";
import { exposeForTests } from "./state/test-door.ts";
import { FIRST_JUMP, STORIES } from "./state/stories/index.ts";
import { syncAddress } from "./state/url-sync.ts";
import { createClient } from "./worker/client.ts";

const client = createClient();
const lab = createLab({
  service: client.service,
  settings: loadSettings(),
  story: FIRST_JUMP,
  stories: STORIES,
  restartService: client.restart,
  save: (name, bytes) => save(name, "application/octet-stream", bytes),
  clock: {
    now: () => performance.now(),
    frame: (callback) => {
      const id = requestAnimationFrame(callback);
      return () => cancelAnimationFrame(id);
    },
  },
});

applyAppearance(lab.store);
exposeForTests(lab);
syncAddress(lab);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <LabContext value={lab}>
      <App />
    </LabContext>
  </StrictMode>,
);
void openFragment(lab, location.hash);
