// Steps per second on a logarithmic slider.

import { scaleLog } from "d3";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { MAX_SPEED, MIN_SPEED, TOP_SPEED } from "../../state/player.ts";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Transport.module.css";

const STEPS = 48;
/** Behind the top speed: as fast as possible. */
const ALL_OUT = STEPS + 3;
const scale = scaleLog().domain([MIN_SPEED, TOP_SPEED]).range([0, STEPS]).clamp(true);

const placeOf = (speed: number): number => (speed >= MAX_SPEED ? ALL_OUT : Math.round(scale(speed) * 10) / 10);
const speedAt = (place: number): number => (place > STEPS + 1 ? MAX_SPEED : rounded(scale.invert(place)));

function rounded(speed: number): number {
  if (speed >= TOP_SPEED) return TOP_SPEED;
  const digits = 10 ** Math.floor(Math.log10(speed));
  return speed < 1 ? 0.5 : Math.round((speed / digits) * 2) * (digits / 2);
}

export function Speed(): ReactNode {
  const { setSpeed } = useActions();
  const speed = useLab((state) => state.speed);
  const text =
    speed >= MAX_SPEED
      ? say("as fast as possible")
      : say("{n} steps/s", { n: speed < 10 ? String(speed) : count(speed) });
  return (
    <label className={css.speed}>
      <input
        type="range"
        min={0}
        max={ALL_OUT}
        value={placeOf(speed)}
        step="any"
        aria-label={say("Speed of play")}
        aria-valuetext={text}
        onKeyDown={(event) => {
          const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
          if (by === 0) return;
          event.preventDefault();
          setSpeed(speedAt(placeOf(speed) + by * 2));
        }}
        onChange={(event) => setSpeed(speedAt(Number(event.target.value)))}
      />
      <output>{text}</output>
    </label>
  );
}
