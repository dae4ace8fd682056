// What the map shows and how: picture or table, rows or Hilbert, ruler, zoom.

import { Maximize, Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { LayoutKind } from "./layout.ts";
import css from "./MapToolbar.module.css";
import type { RulerUnit } from "./paint-ruler.ts";
import type { ZoomControls } from "./use-zoom.ts";

export type MapTab = "map" | "extents";

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, text: string])[];
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>): ReactNode {
  return (
    <span className={css.choice} role="group" aria-label={label}>
      {options.map(([option, text]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>
          {text}
        </button>
      ))}
    </span>
  );
}

interface MapToolbarProps {
  readonly tab: MapTab;
  readonly onTab: (tab: MapTab) => void;
  readonly kind: LayoutKind;
  readonly onKind: (kind: LayoutKind) => void;
  readonly unit: RulerUnit;
  readonly onUnit: (unit: RulerUnit) => void;
  readonly zoom: ZoomControls | undefined;
}

export function MapToolbar({ tab, onTab, kind, onKind, unit, onUnit, zoom }: MapToolbarProps): ReactNode {
  return (
    <span className={css.toolbar}>
      <Choice
        label="View"
        value={tab}
        options={[
          ["map", "Map"],
          ["extents", "Extents"],
        ]}
        onChange={onTab}
      />
      {tab === "map" ? (
        <>
          <Choice
            label="Layout"
            value={kind}
            options={[
              ["rows", "Rows"],
              ["hilbert", "Hilbert"],
            ]}
            onChange={onKind}
          />
          {kind === "rows" ? (
            <Choice
              label="Ruler"
              value={unit}
              options={[
                ["pfn", "pfn"],
                ["address", "addr"],
              ]}
              onChange={onUnit}
            />
          ) : null}
          <span className={css.icons} role="group" aria-label="Zoom">
            <button type="button" aria-label="Zoom out" title="Zoom out (−)" onClick={() => zoom?.zoomBy(0.5)}>
              <Minus size={15} aria-hidden="true" />
            </button>
            <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => zoom?.zoomBy(2)}>
              <Plus size={15} aria-hidden="true" />
            </button>
            <button
              type="button"
              aria-label="Fit the whole map"
              title="Fit the whole map (0)"
              onClick={() => zoom?.fit()}
            >
              <Maximize size={14} aria-hidden="true" />
            </button>
          </span>
        </>
      ) : null}
    </span>
  );
}
