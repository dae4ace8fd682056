// What comes of the walk: where the page lies and what may be done with it, the fault that an access meets, and where the
// TLB believes something else.

import type { ReactNode } from "react";
import type { Translation, WalkView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { ErrorCode } from "../shared/ErrorCode.tsx";
import { hex32 } from "../shared/format.ts";
import { AddressLink, FrameLink } from "../shared/FrameLink.tsx";
import { frameOf, pageText, physicalText, rightsText } from "../shared/paging.ts";
import { useActions } from "../shared/use-lab.ts";
import css from "./PageWalkPanel.module.css";
import { accessText, answerOf, type Asked } from "./words.ts";

const PAGE_FAULT = 14;

interface WalkOutcomeProps {
  readonly walk: WalkView;
  readonly asked: Asked;
}

export function WalkOutcome({ walk, asked }: WalkOutcomeProps): ReactNode {
  const { physical, translation } = walk;
  return (
    <>
      <Answer walk={walk} asked={asked} />
      {physical === undefined || translation === undefined ? null : (
        <p className={css.sentence}>
          {say("physical")} <b className={css.mono}>{physicalText(physical)}</b>
          {say(", in")} <FrameLink pfn={frameOf(physical)} /> · {pageText(translation)} · {rightsText(translation)}
        </p>
      )}
      {walk.paging ? <Cached walk={walk} /> : null}
      <Aliases walk={walk} />
    </>
  );
}

function Answer({ walk, asked }: WalkOutcomeProps): ReactNode {
  const answer = answerOf(walk, asked);
  if (answer === undefined) return null;
  const what = `A ${accessText(asked)}`;
  if (answer.errorCode === undefined)
    return (
      <p className={css.allowed}>
        <span aria-hidden>✓ </span>
        {say(walk.paging ? "{what} is allowed." : "{what} would be allowed.", { what })}
      </p>
    );
  if (answer.byTlb)
    return (
      <div className={css.warning}>
        <p>
          {say("{what} passes, for the TLB allows it. A walk of the tables would end in", { what })} <b>#PF</b>
          {say(", error code")} <span className={css.mono}>0x{answer.errorCode.toString(16)}</span>.
        </p>
        <ErrorCode vector={PAGE_FAULT} code={answer.errorCode} />
      </div>
    );
  return (
    <div className={css.fault} role={walk.paging ? "alert" : undefined}>
      <p>
        <b>#PF</b>
        {say(", error code")} <span className={css.mono}>0x{answer.errorCode.toString(16)}</span>: {what.toLowerCase()}{" "}
        {walk.paging ? say("faults") : say("would fault")}.
      </p>
      <ErrorCode vector={PAGE_FAULT} code={answer.errorCode} />
    </div>
  );
}

/** The TLB beside the tables, where it holds something. */
function Cached({ walk }: { readonly walk: WalkView }): ReactNode {
  const { cached, linear } = walk;
  if (cached === undefined)
    return <p className={css.hint}>{say("The TLB holds nothing for this page: the next access walks the tables.")}</p>;
  if (cached.stale.length === 0) return <p className={css.hint}>{say("The TLB holds the same translation.")}</p>;
  const offset = linear & 0xfff;
  return (
    <div className={css.warning}>
      <p>
        <b>{say("≠ The TLB is stale")}</b>
        {say(": until it is flushed, the processor goes where the TLB says.")}
      </p>
      <table className={css.compared} aria-label={say("The TLB beside the tables")}>
        <tbody>
          <Row name="TLB" translation={cached.cached} offset={offset} />
          {cached.now === undefined ? (
            <tr>
              <th scope="row">{say("tables")}</th>
              <td colSpan={2}>{cached.missing === "reserved" ? say("a reserved bit is set") : say("no page there")}</td>
            </tr>
          ) : (
            <Row name="tables" translation={cached.now} offset={offset} />
          )}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly translation: Translation;
  readonly offset: number;
}

function Row({ name, translation, offset }: RowProps): ReactNode {
  return (
    <tr>
      <th scope="row">{say(name)}</th>
      <td className={css.mono}>{physicalText(translation.physical + offset)}</td>
      <td>
        {pageText(translation)} · {rightsText(translation)}
      </td>
    </tr>
  );
}

function Aliases({ walk }: { readonly walk: WalkView }): ReactNode {
  const { setWalk } = useActions();
  const { alsoMappedAt, aliases } = walk;
  if (alsoMappedAt.length === 0) return null;
  const left = aliases - alsoMappedAt.length;
  return (
    <p className={css.sentence}>
      {say("same page also mapped at")}{" "}
      {alsoMappedAt.map((linear, i) => (
        <span key={linear}>
          {i > 0 ? ", " : ""}
          <AddressLink title={say("Walk to this address")} onClick={() => setWalk(linear)}>
            {hex32(linear)}
          </AddressLink>
        </span>
      ))}
      {left > 0 ? say(" and {left} more", { left }) : ""}
    </p>
  );
}
