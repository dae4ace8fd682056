// What the map shows and how: picture or table, layout, what the colours say, all pairs, ruler, zoom.

import { ArrowDownWideNarrow, ArrowUpWideNarrow, Maximize, Minus, Plus, Spline } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { MapLook } from "../../state/types/looks.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./MapToolbar.module.css";
import type { ZoomControls } from "./use-zoom.ts";

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

function Select<T extends string>({ label, value, options, onChange }: ChoiceProps<T>): ReactNode {
  return (
    <select
      className={css.select}
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find(([option]) => option === event.target.value);
        if (chosen !== undefined) onChange(chosen[0]);
      }}
    >
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}

export function MapToolbar({ zoom }: { readonly zoom: ZoomControls | undefined }): ReactNode {
  const look = useLab((state) => state.map);
  const { changeMap } = useActions();
  return (
    <span className={css.toolbar}>
      <Choice
        label={say("View")}
        value={look.tab}
        options={[
          ["map", say("Map")],
          ["extents", say("Extents")],
        ]}
        onChange={(tab) => changeMap({ tab })}
      />
      {look.tab === "map" ? (
        <>
          <Select
            label={say("What the colours say")}
            value={look.paint}
            options={[
              ["class", say("Owner")],
              ["age", say("Last write")],
              ["heat", say("Writes")],
              ["untouched", say("Never written")],
            ]}
            onChange={(paint: MapLook["paint"]) => changeMap({ paint })}
          />
          <Select
            label={say("Layout")}
            value={look.layout}
            options={[
              ["rows", say("Rows")],
              ["hilbert", say("Hilbert")],
              ["owner", say("By owner")],
            ]}
            onChange={(layout: MapLook["layout"]) => changeMap({ layout })}
          />
          {look.layout === "rows" ? (
            <button
              type="button"
              className={css.ruler}
              title={say("The ruler shows frame numbers or addresses")}
              onClick={() => changeMap({ ruler: look.ruler === "pfn" ? "address" : "pfn" })}
            >
              {look.ruler === "pfn" ? say("pfn") : say("address")}
            </button>
          ) : null}
          <Icons look={look} zoom={zoom} />
        </>
      ) : null}
    </span>
  );
}

interface IconsProps {
  readonly look: MapLook;
  readonly zoom: ZoomControls | undefined;
}

function Icons({ look, zoom }: IconsProps): ReactNode {
  const { changeMap } = useActions();
  const { pairs, lowFirst, layout } = look;
  return (
    <span className={css.icons}>
      <button
        type="button"
        aria-label={say("All pairs of the exchange")}
        aria-pressed={pairs}
        title={say("All pairs of the exchange")}
        onClick={() => changeMap({ pairs: !pairs })}
      >
        <Spline size={15} aria-hidden="true" />
      </button>
      {layout === "owner" ? null : (
        <button
          type="button"
          aria-label={say("Low addresses first")}
          aria-pressed={lowFirst}
          title={lowFirst ? say("Low addresses are at the top") : say("Low addresses are at the bottom")}
          onClick={() => changeMap({ lowFirst: !lowFirst })}
        >
          {lowFirst ? (
            <ArrowUpWideNarrow size={15} aria-hidden="true" />
          ) : (
            <ArrowDownWideNarrow size={15} aria-hidden="true" />
          )}
        </button>
      )}
      <span className={css.icons} role="group" aria-label={say("Zoom")}>
        <button
          type="button"
          aria-label={say("Zoom out")}
          title={say("Zoom out (−)")}
          onClick={() => zoom?.zoomBy(0.5)}
        >
          <Minus size={15} aria-hidden="true" />
        </button>
        <button type="button" aria-label={say("Zoom in")} title={say("Zoom in (+)")} onClick={() => zoom?.zoomBy(2)}>
          <Plus size={15} aria-hidden="true" />
        </button>
        <button
          type="button"
          aria-label={say("Fit the whole map")}
          title={say("Fit the whole map (0)")}
          onClick={() => zoom?.fit()}
        >
          <Maximize size={14} aria-hidden="true" />
        </button>
      </span>
    </span>
  );
}
