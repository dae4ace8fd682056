// The address cut into its parts, and the entries met on the way as an ordered list of bit tables.

import type { ReactNode } from "react";
import type { WalkStep, WalkView } from "../../sim/api.ts";
import { hex, hex32, hexPfn } from "../shared/format.ts";
import { FrameButton } from "./FrameButton.tsx";
import css from "./PageWalkPanel.module.css";
import { entryBits, failingStep, splitAddress } from "./split.ts";

export function Split({ walk }: { readonly walk: WalkView }): ReactNode {
  const large = walk.steps.some((step) => step.level === "PDE" && step.large);
  return (
    <div className={css.split} role="img" aria-label={`Address ${hex32(walk.linear)} in its parts`}>
      {splitAddress(walk.linear, large).map(({ name, bits, value }) => (
        <div key={name} className={css.part} data-part={name} style={{ flexGrow: bits }}>
          <span className={css.bitsOf}>{value.toString(2).padStart(bits, "0")}</span>
          <span className={css.partName}>
            {name} <span className={css.mono}>{hex(value, bits > 12 ? 6 : 3)}</span>
          </span>
        </div>
      ))}
    </div>
  );
}

export function Steps({ walk }: { readonly walk: WalkView }): ReactNode {
  const failing = failingStep(walk);
  return (
    <ol className={css.steps}>
      <li className={css.step}>
        <span className={css.level}>CR3</span>
        <span>
          <span className={css.mono}>{hex32(walk.cr3)}</span> the directory is <FrameButton pfn={walk.cr3 >>> 12} />
        </span>
      </li>
      {walk.steps.map((step, i) => (
        <Step key={step.level} step={step} failed={i === failing} />
      ))}
    </ol>
  );
}

function Step({ step, failed }: { readonly step: WalkStep; readonly failed: boolean }): ReactNode {
  return (
    <li className={css.step} data-failed={failed}>
      <span className={css.level}>
        {failed ? "! " : ""}
        {step.level} {hex(step.index, 3)}
      </span>
      <div className={css.entry}>
        <span>
          <span className={css.mono}>{hex32(step.entry)}</span> at{" "}
          <span className={css.mono}>{hex32(step.entryAddress)}</span> in <FrameButton pfn={step.entryAddress >>> 12} />
        </span>
        <table className={css.bits} aria-label={`Bits of the ${step.level}`}>
          <tbody>
            <tr>
              {entryBits(step).map(({ name, title, set }) => (
                <td key={name} data-set={set} title={`${title}: ${set ? "yes" : "no"}`}>
                  <abbr title={title}>{name}</abbr>
                  <b>{set ? 1 : 0}</b>
                </td>
              ))}
              <td className={css.frameCell}>
                {step.present ? (
                  <>
                    frame <b>{hexPfn(step.frame)}</b>
                  </>
                ) : (
                  "no frame"
                )}
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </li>
  );
}
