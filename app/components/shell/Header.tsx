// Header: mark, scenario, perspectives, and the page-wide tools.

import {
  ChevronDown,
  Command as CommandIcon,
  Crosshair,
  FolderOpen,
  Moon,
  Settings,
  Share2,
  Sun,
  Keyboard,
  CircleHelp,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Scenario } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { chooseFile } from "../../state/choose-file.ts";
import { PERSPECTIVE_TITLES } from "../../state/titles.ts";
import { nextTheme } from "../../state/commands.ts";
import { faultsOf } from "../../state/branches.ts";
import { showsRun } from "../../state/phases.ts";
import { shownTitle } from "../../state/scenarios.ts";
import { PERSPECTIVES } from "../../state/types/looks.ts";
import { OpenInLab } from "../embed/OpenInLab.tsx";
import { OfflineBadge } from "../install/OfflineBadge.tsx";
import { Button, IconButton } from "../shared/Button.tsx";
import { size } from "../shared/format.ts";
import { Keys } from "../shared/Keys.tsx";
import { TabList } from "../shared/Tabs.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import type { Layout } from "../shared/use-layout.ts";
import css from "./Header.module.css";
import { Mark } from "./Mark.tsx";

const PERSPECTIVE_ITEMS = PERSPECTIVES.map((id) => ({ id, title: PERSPECTIVE_TITLES[id] }));

/** A run without faults has none to be compared with, and most only jump. */
function useItems(): typeof PERSPECTIVE_ITEMS {
  const compares = useLab(
    (state) =>
      state.perspective === "compare" || state.other !== undefined || faultsOf(state.source?.scenario).length > 0,
  );
  const hibernates = useLab(
    (state) => state.perspective === "hibernate" || state.source?.scenario.hibernation !== undefined,
  );
  return PERSPECTIVE_ITEMS.filter(({ id }) => (id !== "compare" || compares) && (id !== "hibernate" || hibernates));
}

/** "mainline-i386 · 128 MiB · PAE · 2 fixes". */
function machineOf({ revision, memoryMiB, kernelIsPae, fixes = [] }: Scenario): string {
  const words = [revision, size(memoryMiB * 1024 * 1024)];
  if (kernelIsPae === true) words.push("PAE");
  if (fixes.length > 0 && revision !== "v8") words.push(plural(fixes.length, "{n} fix", "{n} fixes"));
  return words.join(" · ");
}

function ScenarioButton(): ReactNode {
  const { openDialog } = useActions();
  const source = useLab((state) => state.source);
  const scenario = source?.scenario;
  const title = source === undefined ? say("Scenarios") : shownTitle(source, /:/);
  return (
    <button
      type="button"
      className={css.scenario}
      onClick={() => openDialog("scenarios")}
      title={
        scenario === undefined
          ? say("Open a scenario")
          : say("{title} ({scenario}): open another scenario", { title, scenario: machineOf(scenario) })
      }
    >
      <span className={css.scenarioTitle}>{title}</span>
      {scenario === undefined ? null : <span className={css.machine}>{machineOf(scenario)}</span>}
      <ChevronDown size={14} aria-hidden />
    </button>
  );
}

/** Whose kernel runs: a letter in its colour, as in every other view. */
function Running(): ReactNode {
  const running = useLab((state) => (showsRun(state) ? state.moment?.running : undefined));
  if (running === undefined) return null;
  return (
    <span className={css.running} data-kernel={running} title={say("Kernel {running} runs", { running })}>
      <span aria-hidden>{running}</span>
      <span className="visually-hidden">{say("Kernel {running} runs", { running })}</span>
    </span>
  );
}

function Tools({ layout }: { readonly layout: Layout }): ReactNode {
  const lab = useLabHandle();
  const { openDialog } = lab.actions;
  const dark =
    useLab((state) => state.settings.theme) !== "light" && document.documentElement.dataset["theme"] === "dark";
  const off = !useLab(showsRun);
  const embedded = useLab((state) => state.embed !== undefined);
  const roomy = layout === "wide" || layout === "medium";
  return (
    <div className={css.tools}>
      {layout === "phone" ? <OfflineBadge /> : null}
      {embedded ? <OpenInLab /> : null}
      {roomy ? (
        <>
          <Button disabled={off} onClick={() => openDialog("goto")} className={`${css.goto} ${css.spare}`}>
            {say("Go to…")} <Keys keys="g" />
          </Button>
          <IconButton
            disabled={off}
            label={say("Go to…")}
            keys="g"
            className={`${css.gotoIcon} ${css.spare}`}
            onClick={() => openDialog("goto")}
          >
            <Crosshair />
          </IconButton>
        </>
      ) : null}
      <IconButton label={say("Command palette")} keys="Ctrl+K" onClick={() => openDialog("palette")}>
        <CommandIcon />
      </IconButton>
      {layout === "phone" ? null : (
        <IconButton label={say("Open file…")} keys="Shift+O" onClick={chooseFile}>
          <FolderOpen />
        </IconButton>
      )}
      {roomy ? (
        <>
          <IconButton
            className={css.spare ?? ""}
            label={say("Keyboard shortcuts")}
            keys="?"
            onClick={() => openDialog("shortcuts")}
          >
            <Keyboard />
          </IconButton>
          <IconButton
            className={css.spare ?? ""}
            label={say("Help")}
            keys="h"
            onClick={() => lab.actions.openHelp("start")}
          >
            <CircleHelp />
          </IconButton>
          <IconButton className={css.spare ?? ""} label={say("Settings")} onClick={() => openDialog("settings")}>
            <Settings />
          </IconButton>
        </>
      ) : null}
      {layout === "phone" ? null : (
        <IconButton label={dark ? say("Light theme") : say("Dark theme")} onClick={() => nextTheme(lab)}>
          {dark ? <Sun /> : <Moon />}
        </IconButton>
      )}
      {layout === "phone" ? (
        <IconButton label={say("Share")} disabled={off} onClick={() => openDialog("share")}>
          <Share2 />
        </IconButton>
      ) : (
        <Button weight="strong" disabled={off} onClick={() => openDialog("share")}>
          {say("Share")}
        </Button>
      )}
    </div>
  );
}

export function Header({ layout }: { readonly layout: Layout }): ReactNode {
  const { setPerspective } = useActions();
  const perspective = useLab((state) => state.perspective);
  const title = useLab((state) => state.source && shownTitle(state.source, /$/));
  const hasRun = useLab(showsRun);
  const items = useItems();
  const columns = layout === "wide" || layout === "medium";
  return (
    <header className={css.header} data-layout={layout} data-crowded={items.length > 8}>
      <Mark />
      <h1
        className={css.name}
        aria-label={title === undefined ? say("Kexec Jump Lab") : say("Kexec Jump Lab, {title}", { title })}
      >
        {say("Kexec Jump Lab")}
      </h1>
      <span className={css.slash} aria-hidden>
        /
      </span>
      <ScenarioButton />
      <Running />
      {hasRun && columns ? (
        <TabList
          label={say("Perspective")}
          items={items}
          chosen={perspective}
          onChoose={setPerspective}
          panelId="perspective"
        />
      ) : null}
      <Tools layout={layout} />
    </header>
  );
}
