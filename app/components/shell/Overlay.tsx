// The performance overlay: frames per second, how long the last answer took, what the history costs.

import { useEffect, useState, type ReactNode } from "react";
import { decimalText, say } from "../../messages/say.ts";
import { count, size } from "../shared/format.ts";
import { useLab } from "../shared/use-lab.ts";
import css from "./Overlay.module.css";

function useFramesPerSecond(): number {
  const [fps, setFps] = useState(0);
  useEffect(() => {
    let [frames, since, id] = [0, performance.now(), 0];
    const tick = (): void => {
      frames += 1;
      const now = performance.now();
      if (now - since >= 500) {
        setFps(Math.round((frames * 1000) / (now - since)));
        [frames, since] = [0, now];
      }
      id = requestAnimationFrame(tick);
    };
    id = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(id);
  }, []);
  return fps;
}

function Numbers(): ReactNode {
  const fps = useFramesPerSecond();
  const seekMs = useLab((state) => state.seekMs);
  const stats = useLab((state) => state.run?.stats);
  const rows: readonly (readonly [string, string])[] = [
    ["frames/s", String(fps)],
    ["seek", `${decimalText(seekMs, 1)} ms`],
    ["operations", stats === undefined ? "" : count(stats.operations)],
    ["instructions", stats === undefined ? "" : count(stats.instructions)],
    ["pages exchanged", stats === undefined ? "" : count(stats.pagesExchanged)],
    ["checkpoints", stats === undefined ? "" : count(stats.checkpoints)],
    ["history", stats === undefined ? "" : size(stats.historyBytes)],
  ];
  return (
    <dl className={css.overlay} data-testid="performance">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{say(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Overlay(): ReactNode {
  return useLab((state) => state.overlay) ? <Numbers /> : null;
}
