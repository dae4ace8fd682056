// What each kernel may touch, side by side on one scale, and the rules between them.

import type { CSSProperties, ReactNode } from "react";
import type { HibernationView, LimitRule, LimitView } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { size } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { Hibernating } from "./Hibernating.tsx";
import { outside, rangeWords } from "./limits.ts";
import { Told } from "../shared/Told.tsx";
import css from "./Limits.module.css";

const TITLE = "Memory limits";

export function LimitsPanel(): ReactNode {
  return <Hibernating title={TITLE}>{(view) => <Filled view={view} />}</Hibernating>;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

function Filled({ view }: { readonly view: HibernationView }): ReactNode {
  const bytes = useLab((state) => (state.run?.frames ?? 0) * 4096);
  const { limits, rules } = view;
  const ofB = limits.find(({ kernel }) => kernel === "B");
  const broken = rules.filter(({ holds }) => !holds).length;
  if (bytes === 0) return null;
  return (
    <Panel title={TITLE} aside={broken === 0 ? say("all rules hold") : say("{broken} broken", { broken })}>
      <figure className={css.figure} aria-label={say("Memory that each kernel is told of")}>
        {limits.map((limit) => (
          <Row key={`${limit.kernel}-${limit.start}-${limit.what}`} limit={limit} bytes={bytes} ofB={ofB} />
        ))}
        {ofB === undefined
          ? null
          : [ofB.start, ofB.end].map((at) => (
              <span key={at} className={css.guide} style={{ "--share": at / bytes } as CSSProperties} />
            ))}
        <figcaption className={css.axis}>
          <span>0</span>
          <span>{size(bytes)}</span>
        </figcaption>
      </figure>
      <ul className={css.rules} aria-label={say("Rules between them")}>
        {rules.map((rule) => (
          <Rule key={rule.id} rule={rule} />
        ))}
      </ul>
    </Panel>
  );
}

interface RowProps {
  readonly limit: LimitView;
  readonly bytes: number;
  readonly ofB: LimitView | undefined;
}

function Row({ limit, bytes, ofB }: RowProps): ReactNode {
  const { kernel, start, end, what } = limit;
  const over = kernel === "C" && ofB !== undefined ? outside(limit, ofB) : [];
  const bar = (from: number, to: number): CSSProperties => ({
    left: percent(from / bytes),
    width: percent((to - from) / bytes),
  });
  return (
    <div className={css.row} data-kernel={kernel}>
      <span className={css.letter}>{kernel}</span>
      <span className={css.track} title={`${retell(what).text}: ${rangeWords(limit)}`}>
        <span className={css.bar} style={bar(start, end)} />
        {over.map((part) => (
          <span key={part.start} className={css.over} style={bar(part.start, part.end)} />
        ))}
      </span>
      <span className={css.words}>
        {rangeWords(limit)}{" "}
        <span className={css.what}>
          <Told text={what} />
        </span>
      </span>
    </div>
  );
}

function Rule({ rule: { text, holds, detail } }: { readonly rule: LimitRule }): ReactNode {
  return (
    <li className={css.rule} data-holds={holds}>
      <span className={css.glyph} role="img" aria-label={holds ? say("holds") : say("does not hold")}>
        {holds ? "✓" : "!"}
      </span>
      <span>
        <Told text={text} />
        {holds || detail === "" ? null : (
          <span className={css.detail}>
            <Told text={detail} />
          </span>
        )}
      </span>
    </li>
  );
}
