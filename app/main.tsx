// The page's beginning: settings, the machine in its worker, the store, the address, the root component.

import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { StrictMode, type ComponentType } from "react";
import { createRoot } from "react-dom/client";
import { save } from "./components/shared/save.ts";
import { LabContext } from "./components/shared/use-lab.ts";
import { App } from "./components/shell/App.tsx";
import { applyAppearance } from "./state/appearance.ts";
import { embedIn } from "./state/embed/params.ts";
import { installWhenReady, watchNetwork } from "./state/install.ts";
import { createLab, type Lab } from "./state/lab.ts";
import { openFragment } from "./state/link-state.ts";
import { keepLanguage } from "./state/language.ts";
import { keepRecent } from "./state/recent.ts";
import { recover } from "./state/recovery.ts";
import { loadSettings } from "./state/settings.ts";
import { tellOfRefusedStorage } from "./state/storage-notice.ts";
import { exposeForTests } from "./state/test-door.ts";
import { FIRST_JUMP, STORIES } from "./state/stories/index.ts";
import { syncAddress } from "./state/url-sync.ts";
import { createClient, WorkerDied } from "./worker/client.ts";

const client = createClient();
const created = createLab({
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

const { store } = created;
/** Set where the page stands within another one. */
const embed = embedIn(location.hash);
store.setState({ embed });
applyAppearance(store);
watchNetwork(store);
keepRecent(store);
tellOfRefusedStorage(store);
// Whoever was waiting for an answer has been told: the page attends to the rest.
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof WorkerDied) event.preventDefault();
});

/** What the page is, and the laboratory that it shows. */
async function begin(): Promise<readonly [Lab, ComponentType]> {
  if (embed === undefined) {
    installWhenReady(store);
    return [created, App];
  }
  const [{ beEmbedded }, { EmbedPage }] = await Promise.all([
    import("./state/embed/start.ts"),
    import("./components/shell/EmbedPage.tsx"),
  ]);
  return [beEmbedded(created, embed), EmbedPage];
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
void begin().then(async ([lab, Page]) => {
  exposeForTests(lab);
  // What the address says is not the reader's doing: locked or not, it is opened.
  syncAddress(created);
  recover(created, { now: () => performance.now(), restartService: client.restart, onDeath: client.onDeath });
  void openFragment(created, location.hash);
  await keepLanguage(store, location.hash, navigator.languages).catch(() => undefined);
  createRoot(root).render(
    <StrictMode>
      <LabContext value={lab}>
        <Page />
      </LabContext>
    </StrictMode>,
  );
});
