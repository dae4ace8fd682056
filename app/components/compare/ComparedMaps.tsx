// Memory of two runs: side by side, or over each other with a sign for what sets them apart.

import { useEffect, useMemo, useRef, type PointerEvent, type ReactNode } from "react";
import { FRAME_RELATIONS, type Comparison } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { count } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./ComparedMaps.module.css";
import { drawMap, readColours, type Layer } from "./draw-maps.ts";
import { frameAtPoint, gridOf, relationCounts, type Grid } from "./maps.ts";
import { useBox } from "./use-box.ts";
import { useTheme } from "./use-theme.ts";

const RELATION_WORDS = {
  "=": "equal",
  "~": "in both, and not the same",
  "+": "only in this run",
  "-": "only in the other",
} as const;

export function ComparedMapsPanel(): ReactNode {
  const comparison = useLab((state) => state.comparison);
  const mode = useLab((state) => state.compareMode);
  return (
    <Panel title={mode === "side" ? say("Two memories, side by side") : say("Two memories, over each other")} fill>
      {comparison === undefined ? (
        <p className={css.waiting} aria-busy="true">
          {say("Comparing …")}
        </p>
      ) : (
        <>
          <div className={css.maps}>
            {mode === "side" ? (
              <>
                <Map comparison={comparison} layer="here" title={say("this run")} />
                <Map comparison={comparison} layer="there" title={say("the other")} />
              </>
            ) : (
              <Map comparison={comparison} layer="both" title={say("both")} />
            )}
          </div>
          <Signs comparison={comparison} />
        </>
      )}
    </Panel>
  );
}

/** What the signs and the shades mean, with how many frames there are of each. */
function Signs({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const counts = useMemo(() => relationCounts(comparison.map), [comparison.map]);
  const { here, there } = comparison.sizes;
  return (
    <ul className={css.signs} aria-label={say("Frames by what sets them apart")}>
      {FRAME_RELATIONS.map((relation, index) => (
        <li key={relation} data-relation={relation} data-none={counts[index] === 0}>
          <span className={css.sign} aria-hidden>
            {relation === "-" ? "−" : relation}
          </span>{" "}
          {count(counts[index] ?? 0)} {say(RELATION_WORDS[relation])}
        </li>
      ))}
      {here === there ? null : (
        <li>
          {say("The machines have {here} and {there} frames; the common part is compared.", {
            here: count(here),
            there: count(there),
          })}
        </li>
      )}
    </ul>
  );
}

interface MapProps {
  readonly comparison: Comparison;
  readonly layer: Layer;
  readonly title: string;
}

/** For the eye and the pointer; the table of frames has the same by keyboard. */
function Map({ comparison, layer, title }: MapProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useBox(host);
  const theme = useTheme();
  const { select, setHover } = useActions();
  const grid = useMemo(
    () => (box === undefined ? undefined : gridOf(comparison.map.length, box.width, box.height)),
    [box, comparison.map.length],
  );
  useEffect(() => {
    if (canvas.current === null || host.current === null || grid === undefined) return;
    drawMap(canvas.current, comparison, layer, grid, readColours(host.current));
  }, [comparison, layer, grid, theme]);
  const under = (event: PointerEvent<HTMLElement>): number | undefined => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return grid === undefined ? undefined : frameAtPoint(grid, event.clientX - left, event.clientY - top);
  };
  return (
    <figure className={css.figure}>
      <figcaption className={css.title}>{title}</figcaption>
      <div ref={host} className={css.host}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={say("{title}: {differing}", {
            title,
            differing: plural(comparison.differing, "1 frame differs", "{n} frames differ"),
          })}
          onPointerMove={(event) => {
            const pfn = under(event);
            setHover(pfn === undefined ? undefined : { kind: "frame", pfn });
          }}
          onPointerLeave={() => setHover(undefined)}
          onClick={(event) => {
            const pfn = under(event as unknown as PointerEvent<HTMLElement>);
            if (pfn !== undefined) select({ kind: "frame", pfn });
          }}
        />
        {grid === undefined ? null : <Rings grid={grid} />}
      </div>
    </figure>
  );
}

/** Around the frame that is selected, and the one under the pointer, in either map. */
function Rings({ grid }: { readonly grid: Grid }): ReactNode {
  const selected = useLab(({ selection }) => (selection?.kind === "frame" ? selection.pfn : undefined));
  const hovered = useLab(({ hover }) => (hover?.kind === "frame" ? hover.pfn : undefined));
  return [selected, hovered].map((pfn, index) => {
    if (pfn === undefined || pfn >= grid.frames) return null;
    const at = Math.floor(pfn / grid.each);
    const size = Math.max(grid.cell, 5);
    const [x, y] = [(at % grid.cols) * grid.cell, Math.floor(at / grid.cols) * grid.cell];
    const style = { left: x, top: y, width: size, height: size };
    return <span key={index} className={css.ring} data-hovered={index === 1} style={style} aria-hidden />;
  });
}
