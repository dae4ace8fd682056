// An embed: the tag to put into another page, and what the two can say to each other.

import { useRef, useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { fileOf, isLinkable } from "../../state/scenarios.ts";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import { CopyButton } from "./CopyButton.tsx";
import { linkOf, useParts } from "./LinkForm.tsx";
import css from "./ShareDialog.module.css";

const UIS = [
  ["min", "Map and transport", 640, 420],
  ["transport", "Transport only", 640, 160],
  ["full", "The whole lab", 1200, 760],
] as const;

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

const MESSAGES = `// to the frame
frame.contentWindow.postMessage({ kjlab: 1, type: "goto", anchor: "swap/7/2" }, lab);
//   goto { anchor | t, sub? }   select { selection: "frame:0x01c04" | null }
//   perspective { perspective } setScenario { link | scenario }   ready? {}
// from the frame: ready, position, selected, checkpoint-passed, error
addEventListener("message", ({ origin, data }) => {
  if (origin === lab && data.kjlab === 1) console.log(data.type, data);
});`;

export function EmbedTab(): ReactNode {
  const { store } = useLabHandle();
  const [parts] = useParts();
  const [ui, setUi] = useState<(typeof UIS)[number]>(UIS[0]);
  const [readOnly, setReadOnly] = useState(true);
  const [origin, setOrigin] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const source = useLab((state) => state.source);
  if (fileOf(source) !== undefined || (source?.preset === undefined && source && !isLinkable(source.scenario)))
    return <p>{say("What is open lies in a file, and no address carries it: it cannot be embedded.")}</p>;
  const [name, , width, height] = ui;
  const origins = origin.trim() === "" ? "" : `&origin=${encodeURIComponent(origin.trim()).replaceAll("%2C", ",")}`;
  const address = linkOf(store.getState(), parts, `&embed=1&ui=${name}${readOnly ? "&ro=1" : ""}${origins}`);
  const title = source?.scenario.title ?? "Kexec Jump Lab";
  const tag = `<iframe src="${escape(address)}" title="${escape(title)}" width="${width}" height="${height}" allow="clipboard-write"></iframe>`;
  return (
    <>
      <div className={css.options} role="radiogroup" aria-label={say("What the embed shows")}>
        {UIS.map((each) => (
          <label key={each[0]}>
            <input type="radio" name="embed-ui" checked={ui === each} onChange={() => setUi(each)} />
            {say(each[1])}
          </label>
        ))}
        <label>
          <input type="checkbox" checked={readOnly} onChange={(event) => setReadOnly(event.target.checked)} />
          {say("Only to be read")}
        </label>
      </div>
      <label className={css.titleField}>
        {say("Pages that may talk to it, with commas between")}
        <input value={origin} placeholder="https://example.org" onChange={(event) => setOrigin(event.target.value)} />
      </label>
      <textarea ref={field} className={css.link} aria-label={say("Tag")} readOnly rows={5} value={tag} />
      <details className={css.api}>
        <summary>{say("Messages between page and embed")}</summary>
        <pre className={css.json} tabIndex={0} aria-label={say("Example of messages")}>
          {MESSAGES}
        </pre>
      </details>
      <div className={css.buttons}>
        <CopyButton text={tag} field={() => field.current} label={say("Copy tag")} />
      </div>
    </>
  );
}
