// The page walk: how a linear address becomes a physical one under the tables that are live now.

import type { ReactNode } from "react";
import type { WalkView } from "../../sim/api.ts";
import { hex32 } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { AddressForm } from "./AddressForm.tsx";
import { FrameButton } from "./FrameButton.tsx";
import css from "./PageWalkPanel.module.css";
import { faultWords } from "./split.ts";
import { Split, Steps } from "./WalkSteps.tsx";

export function PageWalkPanel(): ReactNode {
  const walk = useLab((state) => state.moment?.walk);
  const eip = useLab((state) => state.moment?.cpu.eip);
  const asked = useLab((state) => state.walk);
  return (
    <Panel title="Page walk" aside={walk === undefined ? null : `paging ${walk.paging ? "on" : "off"}`}>
      {eip === undefined ? (
        <p className={css.empty}>The machine is off: there is no address to translate.</p>
      ) : (
        <>
          <AddressForm key={asked ?? "eip"} />
          {walk === undefined ? null : <Walk walk={walk} />}
        </>
      )}
    </Panel>
  );
}

function Walk({ walk }: { readonly walk: WalkView }): ReactNode {
  if (!walk.paging)
    return (
      <>
        <p className={css.sentence}>
          CR0.PG = 0: linear address = physical address <span className={css.mono}>{hex32(walk.linear)}</span>, in{" "}
          <FrameButton pfn={walk.linear >>> 12} />
        </p>
        {walk.steps.length === 0 ? null : (
          <div className={css.dimmed}>
            <p className={css.hint}>With paging on, the tables at CR3 would say:</p>
            <Split walk={walk} />
            <Steps walk={walk} />
          </div>
        )}
      </>
    );
  return (
    <>
      <Split walk={walk} />
      <Steps walk={walk} />
      <Outcome walk={walk} />
    </>
  );
}

function Outcome({ walk }: { readonly walk: WalkView }): ReactNode {
  const { setWalk } = useActions();
  const { physical, fault, cached, alsoMappedAt } = walk;
  const stale = cached !== undefined && physical !== undefined && cached >>> 12 !== physical >>> 12;
  return (
    <>
      {fault === undefined ? null : (
        <p className={css.fault} role="alert">
          <b>#PF</b>, error code {fault.errorCode}: {faultWords(fault.errorCode)}.
        </p>
      )}
      {physical === undefined ? null : (
        <p className={css.sentence}>
          physical <b className={css.mono}>{hex32(physical)}</b>, in <FrameButton pfn={physical >>> 12} />
        </p>
      )}
      {stale ? (
        <p className={css.warning}>
          The TLB still holds <span className={css.mono}>{hex32(cached)}</span>: until a flush the processor goes there,
          not where the tables now say.
        </p>
      ) : null}
      {alsoMappedAt.length === 0 ? null : (
        <p className={css.sentence}>
          same page also mapped at{" "}
          {alsoMappedAt.map((linear, i) => (
            <span key={linear}>
              {i > 0 ? ", " : ""}
              <button type="button" className={css.link} onClick={() => setWalk(linear)}>
                {hex32(linear)}
              </button>
            </span>
          ))}
        </p>
      )}
    </>
  );
}
