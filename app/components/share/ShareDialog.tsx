// Share: a link to this very moment, or the scenario as a file. Nothing leaves the browser by itself.

import { Check, Copy, Download } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { fragmentOf } from "../../state/link-state.ts";
import { fileOf, fileStem, isLinkable, prettyJson } from "../../state/scenarios.ts";
import type { LabState } from "../../state/types.ts";
import { Button } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { count } from "../shared/format.ts";
import { save } from "../shared/save.ts";
import { TabList } from "../shared/Tabs.tsx";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import { lightOf, LIGHT_TEXT } from "./light.ts";
import css from "./ShareDialog.module.css";

interface Parts {
  readonly time: boolean;
  readonly selection: boolean;
}

function linkOf(state: LabState, parts: Parts): string {
  const shared: LabState = {
    ...state,
    ...(parts.time ? {} : { moment: undefined, storyStep: undefined }),
    ...(parts.selection ? {} : { selection: undefined }),
  };
  return `${location.origin}${location.pathname}${fragmentOf(shared) ?? ""}`;
}

function CopyButton({
  text,
  field,
}: {
  readonly text: string;
  readonly field: () => HTMLTextAreaElement | null;
}): ReactNode {
  const [copied, setCopied] = useState(false);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Where the clipboard is closed to the page, the text is at least ready to be copied by hand.
      field()?.select();
    }
  }
  return (
    <>
      <Button weight="strong" onClick={() => void copy()}>
        {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        {copied ? "Copied" : "Copy link"}
      </Button>
      <output className="visually-hidden">{copied ? "The link is in the clipboard" : ""}</output>
    </>
  );
}

const STAYS = { capture: "A captured jump", image: "An image of kernel A" } as const;

/** Memory is too much for a link, and a capture's is somebody's kernel. */
function StaysInFile({ file: { kind, name } }: { readonly file: NonNullable<ReturnType<typeof fileOf>> }): ReactNode {
  return (
    <p className={css.light} data-light="red" data-testid="link-light">
      <span className={css.dot} aria-hidden />
      {STAYS[kind]} stays in its file. Pass {name} on; whoever drops it here sees the same.
    </p>
  );
}

function LinkTab(): ReactNode {
  const scenario = useLab((state) => (state.source?.preset === undefined ? state.source?.scenario : undefined));
  const file = fileOf(useLab((state) => state.source));
  if (file !== undefined) return <StaysInFile file={file} />;
  if (scenario === undefined || isLinkable(scenario)) return <Link />;
  return (
    <p className={css.light} data-light="red" data-testid="link-light">
      <span className={css.dot} aria-hidden />
      With the files that were brought, this scenario is too large for a link. Pass the file on instead.
    </p>
  );
}

function Link(): ReactNode {
  const { store } = useLabHandle();
  const [parts, setParts] = useState<Parts>({ time: true, selection: true });
  const field = useRef<HTMLTextAreaElement>(null);
  const link = linkOf(store.getState(), parts);
  const light = lightOf(link.length);
  return (
    <>
      <textarea
        ref={field}
        className={css.link}
        aria-label="Link"
        readOnly
        rows={4}
        value={link}
        onFocus={(e) => e.target.select()}
      />
      <p className={css.light} data-light={light} data-testid="link-light">
        <span className={css.dot} aria-hidden />
        {count(link.length)} characters. {LIGHT_TEXT[light]}
      </p>
      <div className={css.options}>
        <label>
          <input
            type="checkbox"
            checked={parts.time}
            onChange={(e) => setParts({ ...parts, time: e.target.checked })}
          />
          This position
        </label>
        <label>
          <input
            type="checkbox"
            checked={parts.selection}
            onChange={(e) => setParts({ ...parts, selection: e.target.checked })}
          />
          Selection
        </label>
      </div>
      <div className={css.buttons}>
        <Button onClick={() => window.open(link, "_blank", "noopener")}>Open in new tab</Button>
        {light === "red" ? null : <CopyButton text={link} field={() => field.current} />}
      </div>
    </>
  );
}

function FileTab(): ReactNode {
  const scenario = useLab((state) => state.source?.scenario);
  const file = fileOf(useLab((state) => state.source));
  if (file !== undefined) return <StaysInFile file={file} />;
  if (scenario === undefined) return null;
  const text = prettyJson(scenario);
  const name = `${fileStem(scenario)}.scenario.json`;
  return (
    <>
      <pre className={css.json} tabIndex={0} aria-label="Scenario as JSON">
        {text}
      </pre>
      <div className={css.buttons}>
        <Button weight="strong" onClick={() => save(name, "application/json", text)}>
          <Download size={16} aria-hidden /> Download {name}
        </Button>
      </div>
    </>
  );
}

const ITEMS = [
  { id: "link", title: "Link" },
  { id: "file", title: "File" },
] as const;

export function ShareDialog(): ReactNode {
  const [tab, setTab] = useState<"link" | "file">("link");
  return (
    <Dialog title="Share">
      <TabList label="What to share" items={ITEMS} chosen={tab} onChoose={setTab} panelId="share-panel" />
      <div id="share-panel" role="tabpanel" aria-label={tab === "link" ? "Link" : "File"} className={css.panel}>
        {tab === "link" ? <LinkTab /> : <FileTab />}
      </div>
      <p className={css.promise}>Nothing is uploaded: the link itself carries scenario, position and view.</p>
    </Dialog>
  );
}
