// The segments drawn to scale: B's range in the machine's memory, and below it, magnified, what lies where in it.
// Dragging moves a segment or its end by whole pages; the buttons under it do the same.

import { ArrowLeft, ArrowRight, ChevronsLeftRight, ChevronsRightLeft, TriangleAlert } from "lucide-react";
import { useRef, useState, type PointerEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { hex32 } from "../../state/numbers.ts";
import {
  indexOfSegment,
  movedRange,
  movedSegment,
  retiled,
  segmentMap,
  type MappedSegment,
  type Part,
  type SegmentMap as Mapped,
  type Stretch,
} from "../../state/segment-map.ts";
import type { Scenario } from "../../sim/api.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { size } from "../shared/format.ts";
import css from "./SegmentMap.module.css";
import type { Editing } from "./use-document.ts";

const PAGE = 4096;
/** Of the magnified strip, left free beside B's range for what lies outside. */
const MARGIN = 0.04;

const addresses = ({ start, end }: Stretch): string =>
  `[${hex32(start)}, ${end > 0xffff_ffff ? `0x${end.toString(16)}` : hex32(end)})`;

const percent = (value: number): string => `${(value * 100).toFixed(3)}%`;

/** Where a stretch lies in a strip that shows another one. */
function across({ start, end }: Stretch, shown: Stretch): { readonly left: string; readonly width: string } {
  const length = Math.max(1, shown.end - shown.start);
  const clip = (at: number): number => Math.min(1, Math.max(0, (at - shown.start) / length));
  return { left: percent(clip(start)), width: percent(Math.max(0, clip(end) - clip(start))) };
}

function magnified({ range, segments }: Mapped): Stretch {
  const start = Math.min(range.start, ...segments.map((each) => each.start));
  const end = Math.max(range.end, ...segments.map((each) => each.end));
  const margin = Math.max(PAGE, (end - start) * MARGIN);
  return { start: start - margin, end: end + margin };
}

/** What is dragged: a segment of the scenario as it was when the drag began, or an end of B's range. */
interface Drag {
  readonly scenario: Scenario;
  readonly x: number;
  readonly move: (scenario: Scenario, pages: number) => Scenario;
}

interface StripProps {
  readonly map: Mapped;
  readonly shown: Stretch;
  readonly chosen: number | undefined;
  readonly editing: Editing;
  readonly onChoose: (segment: MappedSegment) => void;
}

function useDrag({ editing, shown }: Pick<StripProps, "editing" | "shown">) {
  const strip = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const begin = (event: PointerEvent, move: Drag["move"]): void => {
    const scenario = editing.reading.shaped;
    if (scenario === undefined || event.button !== 0) return;
    event.stopPropagation();
    strip.current?.setPointerCapture(event.pointerId);
    setDrag({ scenario, x: event.clientX, move });
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (drag === undefined || strip.current === null) return;
    const bytes = ((event.clientX - drag.x) / strip.current.clientWidth) * (shown.end - shown.start);
    editing.replace(drag.move(drag.scenario, Math.round(bytes / PAGE)), "drag");
  };
  return { strip, begin, on: { onPointerMove, onPointerUp: () => setDrag(undefined) } };
}

/** Bytes that two claim and bytes that none does are marked by pattern and glyph, on top of everything. */
function Marks({ map, shown }: Pick<StripProps, "map" | "shown">): ReactNode {
  return (
    <>
      {map.overlaps.map((each) => (
        <div key={`o${each.start}-${each.end}`} className={css.overlap} style={across(each, shown)}>
          !
        </div>
      ))}
      {map.gaps.map((each) => (
        <div key={`g${each.start}`} className={css.gap} style={across(each, shown)}>
          ?
        </div>
      ))}
    </>
  );
}

function Strip({ map, shown, chosen, editing, onChoose }: StripProps): ReactNode {
  const { strip, begin, on } = useDrag({ editing, shown });
  return (
    <div ref={strip} className={css.strip} aria-hidden {...on}>
      <div className={css.range} style={across(map.range, shown)} />
      {map.segments.map((segment) => (
        <div
          key={segment.index}
          className={css.segment}
          data-content={segment.content}
          data-chosen={segment.index === chosen}
          style={across(segment, shown)}
          title={`${segment.name} ${addresses(segment)}`}
          onPointerDown={(event) => {
            onChoose(segment);
            begin(event, (scenario, pages) => movedSegment(scenario, segment.index, "whole", pages));
          }}
        >
          <span
            className={css.data}
            style={{ width: percent(segment.data / Math.max(1, segment.end - segment.start)) }}
          />
          <span className={css.name}>{segment.name}</span>
          <span
            className={css.edge}
            onPointerDown={(event) => {
              onChoose(segment);
              begin(event, (scenario, pages) => movedSegment(scenario, segment.index, "end", pages));
            }}
          />
        </div>
      ))}
      <Marks map={map} shown={shown} />
      {(["start", "end"] as const).map((edge) => (
        <span
          key={edge}
          className={css.handle}
          data-edge={edge}
          style={{ left: across({ start: map.range[edge], end: map.range[edge] }, shown).left }}
          onPointerDown={(event) => begin(event, (scenario, pages) => movedRange(scenario, edge, pages))}
        />
      ))}
    </div>
  );
}

interface MoverProps {
  readonly map: Mapped;
  readonly chosen: MappedSegment | undefined;
  readonly editing: Editing;
  readonly onChoose: (index: number) => void;
}

const MOVES = [
  { part: "whole", pages: -1, text: "One page down", Icon: ArrowLeft },
  { part: "whole", pages: 1, text: "One page up", Icon: ArrowRight },
  { part: "end", pages: -1, text: "One page shorter", Icon: ChevronsRightLeft },
  { part: "end", pages: 1, text: "One page longer", Icon: ChevronsLeftRight },
] as const;

/** The same by keys and buttons. */
function Mover({ map, chosen, editing, onChoose }: MoverProps): ReactNode {
  const scenario = editing.reading.shaped;
  const fixed = scenario === undefined || chosen === undefined || chosen.content === "backup";
  const move = (part: Part, pages: number): void => {
    const segment = chosen && scenario?.segments[chosen.index];
    if (scenario === undefined || chosen === undefined || segment === undefined) return;
    const next = movedSegment(scenario, chosen.index, part, pages);
    editing.replace(next, `${part} ${segment.name}`);
    onChoose(indexOfSegment(next, segment));
  };
  return (
    <div className={css.mover} role="group" aria-label={say("Move a segment")}>
      <select
        className={css.which}
        aria-label={say("Segment")}
        value={chosen?.index ?? ""}
        onChange={({ target }) => onChoose(Number(target.value))}
      >
        {chosen === undefined ? <option value="">{say("Choose a segment")}</option> : null}
        {map.segments.map(({ index, name }) => (
          <option key={index} value={index}>
            {name}
          </option>
        ))}
      </select>
      {MOVES.map(({ part, pages, text, Icon }) => (
        <IconButton key={text} label={say(text)} disabled={fixed} onClick={() => move(part, pages)}>
          <Icon />
        </IconButton>
      ))}
      {chosen === undefined ? null : (
        <span className={css.readout}>
          <code>{addresses(chosen)}</code> {size(chosen.end - chosen.start)}
        </span>
      )}
      <Button
        weight="quiet"
        disabled={scenario === undefined}
        onClick={() => scenario && editing.replace(retiled(scenario))}
      >
        {say("Fill gaps with backups")}
      </Button>
    </div>
  );
}

function Findings({ map }: { readonly map: Mapped }): ReactNode {
  const rows = [
    ...map.overlaps.map((each) =>
      say("Claimed twice: {range}, {size}", { range: addresses(each), size: size(each.end - each.start) }),
    ),
    ...map.gaps.map((each) =>
      say("In no segment: {range}, {size}", { range: addresses(each), size: size(each.end - each.start) }),
    ),
  ];
  return (
    <ul className={css.findings} aria-label={say("Overlaps and gaps")} aria-live="polite">
      {rows.length === 0 ? <li>{say("Every page of the range is in one segment.")}</li> : null}
      {rows.map((text) => (
        <li key={text} className={css.finding}>
          <TriangleAlert size={14} aria-hidden /> {text}
        </li>
      ))}
    </ul>
  );
}

export function SegmentMap({ editing }: { readonly editing: Editing }): ReactNode {
  const map = segmentMap(editing.value);
  const [index, setIndex] = useState<number>();
  const chosen = index === undefined ? undefined : map.segments[index];
  const shown = magnified(map);
  const ram = { start: 0, end: Math.max(map.ram, map.range.end) };
  return (
    <section className={css.map} aria-label={say("Segment map")}>
      <div className={css.ruler}>
        <span>0</span>
        <span>{say("memory, {size}", { size: size(map.ram) })}</span>
        <span>{size(ram.end)}</span>
      </div>
      <div className={css.ram} aria-hidden>
        <div className={css.part} style={across(map.range, ram)} />
      </div>
      <div className={css.ruler}>
        <code>{hex32(map.range.start)}</code>
        <span>{say("kernel B's range, {size}", { size: size(Math.max(0, map.range.end - map.range.start)) })}</span>
        <code>{hex32(map.range.end)}</code>
      </div>
      <Strip
        map={map}
        shown={shown}
        chosen={chosen?.index}
        editing={editing}
        onChoose={(each) => setIndex(each.index)}
      />
      <Mover map={map} chosen={chosen} editing={editing} onChoose={setIndex} />
      <Findings map={map} />
    </section>
  );
}
