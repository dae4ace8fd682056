// The page drawn to (softened) scale, with the instruction pointer and the stack pointer in their places.

import type { ReactNode } from "react";
import type { ControlPageView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hex } from "../shared/format.ts";
import { bandsOf, yOfOffset } from "./bands.ts";
import css from "./ControlPagePanel.module.css";

const WIDTH = 82;
const HEIGHT = 250;
const BAR = 14;

export function BandDrawing({ page }: { readonly page: ControlPageView }): ReactNode {
  const bands = bandsOf(page, HEIGHT);
  const eip = page.instructionPointer === undefined ? undefined : yOfOffset(bands, page.instructionPointer);
  const esp = page.stackPointer === undefined ? undefined : yOfOffset(bands, page.stackPointer);
  return (
    <svg
      className={css.bands}
      width={WIDTH}
      height={HEIGHT + 12}
      viewBox={`0 -1 ${WIDTH} ${HEIGHT + 12}`}
      role="img"
      aria-label={say("Layout of the page: {value}", {
        value: bands
          .map((band) =>
            say("{part} from {offset}", { part: say(band.label || "stack in use"), offset: hex(band.from, 3) }),
          )
          .join(", "),
      })}
    >
      {bands.map((band) => (
        <g key={band.kind} data-band={band.kind} data-kernel={page.owner}>
          <rect x={0} y={band.y} width={BAR} height={band.height} rx={2} />
          {band.kind === "stack" ? null : (
            <text x={BAR + 8} y={band.y + 9}>
              {band.kind === "links" || band.kind === "free" ? say(band.label) : hex(band.from, 3)}
            </text>
          )}
          {band.kind === "code" || band.kind === "saved" ? (
            <text x={BAR + 8} y={band.y + 23} className={css.bandName}>
              {say(band.label)}
            </text>
          ) : null}
        </g>
      ))}
      <text x={BAR + 8} y={HEIGHT} className={css.bandEnd}>
        0xfff
      </text>
      {eip === undefined ? null : <Pointer y={eip} label="eip" />}
      {esp === undefined ? null : <Pointer y={esp} label="esp" />}
    </svg>
  );
}

function Pointer({ y, label }: { readonly y: number; readonly label: string }): ReactNode {
  return (
    <g className={css.pointer}>
      <path d={`M ${BAR + 1} ${y} l 6 -4 v 8 z`} />
      <text x={BAR + 46} y={y + 4}>
        {label}
      </text>
    </g>
  );
}
