// The address cut into its parts, and the entries met on the way as an ordered list of bit tables.

import type { ReactNode } from "react";
import type { AddressPart, EntryBit, WalkStep, WalkView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hex, hex32 } from "../shared/format.ts";
import { FrameLink } from "../shared/FrameLink.tsx";
import { entryText, frameOf, physicalText } from "../shared/paging.ts";
import { DirectoryPointers } from "./DirectoryPointers.tsx";
import css from "./PageWalkPanel.module.css";

const digits = (bits: number): number => Math.ceil(bits / 4);
/** Which part of the address picks the entry of a level. */
const PICKS: Readonly<Record<WalkStep["level"], AddressPart["name"]>> = {
  PDPTE: "pointer",
  PDE: "directory",
  PTE: "table",
};

export function Split({ walk }: { readonly walk: WalkView }): ReactNode {
  const parts = walk.parts.map(({ name, value, bits }) => `${say(name)} ${hex(value, digits(bits))}`).join(", ");
  return (
    <div
      className={css.split}
      role="img"
      aria-label={say("Address {linear} in its parts: {parts}", { linear: hex32(walk.linear), parts })}
    >
      {walk.parts.map(({ name, bits, value }) => (
        <div key={name} className={css.part} data-part={name} style={{ flexGrow: bits }}>
          <span className={css.bitsOf}>{value.toString(2).padStart(bits, "0")}</span>
          <span className={css.partName}>
            {say(name)} <span className={css.mono}>{hex(value, digits(bits))}</span>
          </span>
        </div>
      ))}
    </div>
  );
}

interface StepsProps {
  readonly walk: WalkView;
  /** Index of the step to blame. */
  readonly failing: number | undefined;
}

export function Steps({ walk, failing }: StepsProps): ReactNode {
  const used = walk.steps[0]?.level === "PDPTE" ? walk.steps[0].index : undefined;
  return (
    <ol className={css.steps} aria-label={say("Page walk, from CR3 to the page")}>
      <li className={css.step}>
        <span className={css.level}>CR3</span>
        <div>
          <span className={css.mono}>{hex32(walk.cr3)}</span>{" "}
          {walk.pae ? say("the directory pointers lie in ") : say("the directory is ")}
          <FrameLink pfn={walk.cr3 >>> 12} />
          {walk.pointers.length === 0 ? null : <DirectoryPointers pointers={walk.pointers} used={used} />}
        </div>
      </li>
      {walk.steps.map((step, i) => (
        <Step key={step.level} step={step} failed={i === failing} held={i === 0 && walk.pointers.length > 0} />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly step: WalkStep;
  readonly failed: boolean;
  /** The processor took it from its own copy, not from memory. */
  readonly held: boolean;
}

const FAILURES = { "not-present": "not present: the walk ends here", reserved: "a reserved bit is set" } as const;

function Step({ step, failed, held }: StepProps): ReactNode {
  const { level, index, entry, entryAddress, bits, failure, large, target } = step;
  const leaf = large || level === "PTE";
  return (
    <li className={css.step} data-failed={failed} data-part={PICKS[level]}>
      <span className={css.level}>
        {failed ? "! " : ""}
        {level} {hex(index, 3)}
      </span>
      <div>
        <span className={css.mono}>{entryText(entry)}</span>{" "}
        {held ? say("held since CR3 was loaded, from ") : say("at ")}
        <span className={css.mono}>{physicalText(entryAddress)}</span> {say("in")}{" "}
        <FrameLink pfn={frameOf(entryAddress)} />
        <BitTable level={level} bits={bits} />
        <span className={css.target}>
          {failure === undefined ? (
            <>
              {say("{leaf} at", { leaf: leaf ? say("page") : say("table") })}{" "}
              <span className={css.mono}>{physicalText(target)}</span>
            </>
          ) : (
            FAILURES[failure]
          )}
        </span>
      </div>
    </li>
  );
}

/** From bit 0 on, under their names. */
function BitTable({ level, bits }: { readonly level: string; readonly bits: readonly EntryBit[] }): ReactNode {
  return (
    <table className={css.bits} data-raw aria-label={say("Bits of the {level}", { level })}>
      <thead>
        <tr>
          {bits.map(({ name, bit, meaning, set, ignored }) => (
            <th
              key={name}
              scope="col"
              data-set={set}
              data-ignored={ignored}
              title={say("bit {bit}: {meaning}", { bit, meaning: say(meaning) })}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {bits.map(({ name, meaning, set, ignored }) => (
            <td
              key={name}
              data-set={set}
              data-ignored={ignored}
              title={`${say(meaning)}: ${say(set ? "yes" : "no")}${ignored ? say(", but it has no effect here") : ""}`}
            >
              {set ? 1 : 0}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
