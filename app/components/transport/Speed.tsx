// Steps per second on a logarithmic slider.

import { scaleLog } from "d3";
import type { ReactNode } from "react";
import { MAX_SPEED, MIN_SPEED } from "../../state/player.ts";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Transport.module.css";

const STEPS = 48;
const scale = scaleLog().domain([MIN_SPEED, MAX_SPEED]).range([0, STEPS]);

function rounded(speed: number): number {
  if (speed >= MAX_SPEED) return MAX_SPEED;
  const digits = 10 ** Math.floor(Math.log10(speed));
  return speed < 1 ? 0.5 : Math.round((speed / digits) * 2) * (digits / 2);
}

export function Speed(): ReactNode {
  const { setSpeed } = useActions();
  const speed = useLab((state) => state.speed);
  const text = speed >= MAX_SPEED ? "max" : `${speed < 10 ? speed : count(speed)} steps/s`;
  return (
    <label className={css.speed}>
      <input
        type="range"
        min={0}
        max={STEPS}
        value={Math.round(scale(speed) * 10) / 10}
        step="any"
        aria-label="Speed of play"
        aria-valuetext={text}
        onKeyDown={(event) => {
          const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
          if (by === 0) return;
          event.preventDefault();
          setSpeed(rounded(scale.invert(scale(speed) + by * 2)));
        }}
        onChange={(event) => setSpeed(rounded(scale.invert(Number(event.target.value))))}
      />
      <output>{text}</output>
    </label>
  );
}
