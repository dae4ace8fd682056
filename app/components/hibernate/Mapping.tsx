// The image above memory, one ribbon for each segment. Both bars are of one scale, so that an image looks as large as it
// is; memory is what it holds at this moment.

import { useRef, type CSSProperties, type PointerEvent, type ReactNode } from "react";
import type { HibernationView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { size } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { useWidth } from "../shared/use-width.ts";
import { frameAtOffset, frameOfPage, offsetOfFrame, type CoreFile } from "./core-file.ts";
import { byteAt, keptPath, ribbonPath, ribbons, scaleFor, stretches, xOf, type Scale } from "./mapping.ts";
import css from "./Mapping.module.css";
import { PlaceSlider } from "./PlaceSlider.tsx";
import { Readout } from "./Readout.tsx";

const PAGE = 4096;
const FILE_TOP = 18;
const BAR = 18;
/** Memory lies below the file and the ribbons, where there is a file. */
const memoryTop = (file: CoreFile | undefined): number => (file === undefined ? 8 : 118);
const BELOW = 40;

interface MappingProps {
  readonly file: CoreFile | undefined;
  readonly view: HibernationView;
}

export function Mapping({ file, view }: MappingProps): ReactNode {
  const frames = useLab((state) => state.run?.frames ?? 0);
  const [measure, width] = useWidth();
  return (
    <figure className={css.figure} aria-label={say("Where memory lies in the file")}>
      <div ref={measure} className={css.drawing} style={{ height: memoryTop(file) + BAR + BELOW }}>
        {width === 0 || frames === 0 ? null : (
          <Drawing file={file} view={view} scale={scaleFor(file, frames, width)} frames={frames} />
        )}
      </div>
      <Readout file={file} view={view} />
    </figure>
  );
}

interface DrawingProps extends MappingProps {
  readonly scale: Scale;
  readonly frames: number;
}

const within = (pfn: number, frames: number): number => Math.max(0, Math.min(frames - 1, pfn));

function Drawing({ file, view, scale, frames }: DrawingProps): ReactNode {
  const { select, setHover } = useActions();
  const host = useRef<HTMLDivElement>(null);
  const top = memoryTop(file);
  /** The frame under a point: of the file in the upper half, else of memory. */
  function frameUnder(event: PointerEvent): number | undefined {
    const box = host.current?.getBoundingClientRect();
    if (box === undefined) return undefined;
    const at = byteAt(scale, event.clientX - box.left);
    const upper = event.clientY - box.top < (FILE_TOP + BAR + top) / 2;
    return upper && file !== undefined ? frameAtOffset(file, at) : within(Math.floor(at / PAGE), frames);
  }
  const point = (event: PointerEvent): void => {
    const pfn = frameUnder(event);
    setHover(pfn === undefined ? undefined : { kind: "frame", pfn });
  };
  return (
    <div
      ref={host}
      className={css.host}
      onPointerMove={point}
      onPointerLeave={() => setHover(undefined)}
      onPointerDown={(event) => {
        const pfn = frameUnder(event);
        if (pfn !== undefined && event.button === 0) select({ kind: "frame", pfn });
      }}
    >
      <svg className={css.svg} width={scale.width} height={top + BAR + BELOW} aria-hidden>
        {file === undefined ? null : <FileBar file={file} scale={scale} frames={frames} />}
        <MemoryBar scale={scale} top={top} />
        <Ranges view={view} scale={scale} top={top} />
        <Marks file={file} scale={scale} top={top} />
      </svg>
      {file === undefined ? null : (
        <PlaceSlider of="file" file={file} frames={frames} style={place(FILE_TOP, 0, xOf(scale, file.bytes))} />
      )}
      <PlaceSlider of="memory" file={file} frames={frames} style={place(top, 0, xOf(scale, frames * PAGE))} />
    </div>
  );
}

const place = (top: number, left: number, width: number): CSSProperties => ({
  top: top - 3,
  left,
  width,
  height: BAR + 6,
});

function FileBar({
  file,
  scale,
  frames,
}: {
  readonly file: CoreFile;
  readonly scale: Scale;
  readonly frames: number;
}): ReactNode {
  const own = ribbons(file, scale);
  const end = xOf(scale, file.bytes);
  const head = xOf(scale, file.loads[0]?.offset ?? file.bytes);
  const saved = frames * PAGE - file.bytes;
  return (
    <>
      {own.map((ribbon) => (
        <path key={ribbon.file[0]} className={css.ribbon} d={ribbonPath(ribbon, FILE_TOP + BAR, memoryTop(file))} />
      ))}
      <rect className={css.file} x={0} y={FILE_TOP} width={end} height={BAR} rx={2} />
      <rect className={css.headers} x={0} y={FILE_TOP} width={Math.max(2, head)} height={BAR} rx={1} />
      {own.map(({ file: [x] }) => (
        <line key={x} className={css.cut} x1={x} x2={x} y1={FILE_TOP} y2={FILE_TOP + BAR} />
      ))}
      <text className={css.label} x={0} y={FILE_TOP - 6}>
        {file.title} · {size(file.bytes)}
      </text>
      {scale.width - end < 150 ? null : (
        <text className={css.saved} x={end + 8} y={FILE_TOP + BAR - 5}>
          {say("{saved} not in it", { saved: size(saved) })}
        </text>
      )}
    </>
  );
}

interface BarProps {
  readonly scale: Scale;
  /** Of the bar of memory. */
  readonly top: number;
}

function MemoryBar({ scale, top }: BarProps): ReactNode {
  const classes = useLab((state) => state.moment?.map.classes);
  if (classes === undefined) return null;
  return (
    <g className={css.memory}>
      {stretches(classes, scale).map((stretch) => (
        <rect
          key={stretch.from}
          data-class={stretch.class}
          data-away={stretch.away}
          x={stretch.from}
          y={top}
          width={stretch.to - stretch.from}
          height={BAR}
        />
      ))}
    </g>
  );
}

/** Where the kernels live, below memory. */
function Ranges({ view, scale, top }: BarProps & { readonly view: HibernationView }): ReactNode {
  const own = view.limits.filter(({ kernel, end }) => kernel !== "A" && end > 0);
  return own.map(({ kernel, start, end }, row) => {
    const [x, right] = [xOf(scale, start), xOf(scale, end)];
    const y = top + BAR + 10 + row * 14;
    return (
      <g key={`${kernel}-${start}`} className={css.range} data-kernel={kernel}>
        <path d={`M${x + 0.5} ${y - 3}V${y}H${right - 0.5}V${y - 3}`} />
        {right + 62 < scale.width ? (
          <text x={right + 5} y={y + 3}>
            {say("kernel {kernel}", { kernel })}
          </text>
        ) : (
          <text x={right} y={y + 13} textAnchor="end">
            {say("kernel {kernel}", { kernel })}
          </text>
        )}
      </g>
    );
  });
}

/** The frame that is selected, and the one that is pointed at, in both bars; an exchanged page by way of its source. */
function Marks({ file, scale, top }: BarProps & { readonly file: CoreFile | undefined }): ReactNode {
  const selected = useLab((state) => (state.selection?.kind === "frame" ? state.selection.pfn : undefined));
  const hovered = useLab((state) => (state.hover?.kind === "frame" ? state.hover.pfn : undefined));
  return [
    { kind: "hovered", pfn: hovered },
    { kind: "selected", pfn: selected },
  ].map(({ kind, pfn }) => {
    if (pfn === undefined) return null;
    const x = xOf(scale, pfn * PAGE + PAGE / 2);
    const frame = file === undefined ? pfn : frameOfPage(file, pfn);
    const offset = file === undefined ? undefined : offsetOfFrame(file, frame);
    const above = offset === undefined ? undefined : xOf(scale, offset + PAGE / 2);
    const middle = (FILE_TOP + BAR + top) / 2;
    const source = xOf(scale, frame * PAGE + PAGE / 2);
    return (
      <g key={kind} className={css.mark} data-kind={kind}>
        <path d={`M${x} ${top + BAR + 3}V${top - 3}`} />
        {frame === pfn ? null : <path className={css.kept} d={keptPath(x, source, top)} />}
        {above === undefined ? null : (
          <path
            d={`M${above} ${FILE_TOP - 3}V${FILE_TOP + BAR}C${above} ${middle} ${source} ${middle} ${source} ${top + (frame === pfn ? 0 : BAR + 3)}`}
          />
        )}
      </g>
    );
  });
}
