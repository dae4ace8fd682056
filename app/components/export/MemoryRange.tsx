// A range of RAM at this moment as a file.

import { Download } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { DUMP_FORMATS, DUMP_MAX, memoryFile, type DumpFormat } from "../../state/export.ts";
import { selectedFrame } from "../../state/interest.ts";
import { Button } from "../shared/Button.tsx";
import { hex32 } from "../shared/format.ts";
import { save } from "../shared/save.ts";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./ExportDialog.module.css";

const FORMAT_TITLES: Readonly<Record<DumpFormat, string>> = {
  binary: "Bytes (.bin)",
  hexdump: "Hex dump (.txt)",
  c: "Array of C (.h)",
};
const PAGE = 4096;

const numberOf = (text: string): number => (/^(?:0x[0-9a-f]+|\d+)$/i.test(text.trim()) ? Number(text) : Number.NaN);

export function MemoryRange(): ReactNode {
  const lab = useLabHandle();
  const selected = useLab(selectedFrame);
  const marked = useLab((state) => (state.selection?.kind === "range" ? state.selection : undefined));
  const first = marked?.from ?? selected ?? 0;
  const [address, setAddress] = useState(hex32(first * PAGE));
  const [length, setLength] = useState(String(((marked?.to ?? first) - first + 1) * PAGE));
  const [format, setFormat] = useState<DumpFormat>("binary");
  const [problem, setProblem] = useState("");

  async function take(): Promise<void> {
    const bytes = numberOf(length);
    if (!(bytes > 0 && bytes <= DUMP_MAX)) return setProblem(say("Length: 1 to {most} bytes.", { most: DUMP_MAX }));
    const answer = await memoryFile(lab, numberOf(address), bytes, format);
    if (!answer.ok) return setProblem(answer.problems.map(({ expected, got }) => `${expected}; ${got}`).join("; "));
    setProblem("");
    save(answer.value.name, answer.value.type, answer.value.content);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void take();
  }

  return (
    <form className={css.range} aria-label={say("Memory range")} onSubmit={submit}>
      <label>
        {say("Physical address")}
        <input value={address} onChange={(event) => setAddress(event.target.value)} spellCheck={false} />
      </label>
      <label>
        {say("Bytes")}
        <input value={length} onChange={(event) => setLength(event.target.value)} inputMode="numeric" />
      </label>
      <label>
        {say("Form")}
        <select
          value={format}
          onChange={({ target }) => setFormat(DUMP_FORMATS.find((name) => name === target.value) ?? "binary")}
        >
          {DUMP_FORMATS.map((name) => (
            <option key={name} value={name}>
              {say(FORMAT_TITLES[name])}
            </option>
          ))}
        </select>
      </label>
      <Button aria-label={say("Download: memory range")} onClick={() => void take()}>
        <Download size={16} aria-hidden /> {say("Download")}
      </Button>
      {problem === "" ? null : (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
