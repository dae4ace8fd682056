// The invariants of the protocol, each with how it stands and where that can be seen.

import { Check, CircleHelp, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { InvariantResult } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { count } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Invariants.module.css";
import { Strip } from "./Strip.tsx";
import { Told } from "../shared/Told.tsx";

const ICONS = { pass: Check, fail: TriangleAlert, unknown: CircleHelp } as const;
const WORDS = { pass: "holds", fail: "violated", unknown: "not checked" } as const;

function Row({ result }: { readonly result: InvariantResult }): ReactNode {
  const { goTo } = useActions();
  const Icon = ICONS[result.status];
  const { t } = result;
  return (
    <li className={css.row} data-status={result.status}>
      <Icon size={14} aria-label={say(WORDS[result.status])} />
      <span className={css.text} title={retell(result.detail).text}>
        {say(result.title)}
        {result.status === "fail" ? (
          <span className={css.detail}>
            <Told text={result.detail} />
          </span>
        ) : null}
      </span>
      {t === undefined ? null : (
        <button
          type="button"
          className={css.time}
          aria-label={say("Evidence for {result}: go to time {t}", { result: say(result.title), t: count(t) })}
          title={retell(result.detail).text}
          onClick={() => void goTo({ kind: "position", at: { t, sub: 0 } })}
        >
          t {count(t)}
        </button>
      )}
      <Strip result={result} />
    </li>
  );
}

function verdict(results: readonly InvariantResult[]): string {
  const failed = results.filter((each) => each.status === "fail").length;
  if (failed > 0) return say("{failed} violated", { failed });
  return say("{n} hold", { n: results.filter((each) => each.status === "pass").length });
}

export function Invariants(): ReactNode {
  const results = useLab((state) => state.run?.invariants);
  if (results === undefined) return null;
  const checked = results.filter(({ status }) => status !== "unknown");
  const unknown = results.filter(({ status }) => status === "unknown");
  return (
    <Panel title={say("Invariants")} aside={verdict(results)} id="invariants">
      <ul className={css.list}>
        {checked
          .toSorted((a, b) => Number(b.status === "fail") - Number(a.status === "fail"))
          .map((result) => (
            <Row key={result.id} result={result} />
          ))}
      </ul>
      {unknown.length === 0 ? null : (
        <details className={css.unknown}>
          <summary>{say("{unknown} not checked in this run", { unknown: unknown.length })}</summary>
          <ul className={css.list}>
            {unknown.map((result) => (
              <Row key={result.id} result={result} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
