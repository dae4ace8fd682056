// The page walk: how a linear address becomes a physical one under the tables that are live now.

import { type ReactNode, useState } from "react";
import type { WalkView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hex32 } from "../shared/format.ts";
import { FrameLink } from "../shared/FrameLink.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { AccessChoice } from "./AccessChoice.tsx";
import { AddressForm } from "./AddressForm.tsx";
import css from "./PageWalkPanel.module.css";
import { WalkOutcome } from "./WalkOutcome.tsx";
import { Split, Steps } from "./WalkSteps.tsx";
import { type Asked, failingStep } from "./words.ts";

export function PageWalkPanel(): ReactNode {
  const walk = useLab((state) => state.moment?.walk);
  const eip = useLab((state) => state.moment?.cpu.eip);
  const asked = useLab((state) => state.walk);
  const [chosen, setChosen] = useState<Asked>();
  // EIP is fetched from; anything else is read unless the reader says otherwise.
  const access: Asked = chosen ?? { access: asked === undefined ? "fetch" : "read", user: false };
  return (
    <Panel title={say("Page walk")} aside={walk === undefined ? null : <Aside walk={walk} />}>
      {eip === undefined ? (
        <p className={css.empty}>{say("The machine is off: there is no address to translate.")}</p>
      ) : (
        <>
          <AddressForm key={asked ?? "eip"} />
          {walk === undefined ? null : <Walk walk={walk} asked={access} onAsk={setChosen} />}
        </>
      )}
    </Panel>
  );
}

function Aside({ walk }: { readonly walk: WalkView }): ReactNode {
  if (!walk.paging) return say("paging off");
  return walk.pae ? say("paging on · PAE, three levels") : say("paging on · two levels");
}

interface WalkProps {
  readonly walk: WalkView;
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
}

function Walk({ walk, asked, onAsk }: WalkProps): ReactNode {
  if (walk.paging)
    return (
      <>
        <Tables walk={walk} asked={asked} />
        <AccessChoice asked={asked} onChoose={onAsk} />
        <WalkOutcome walk={walk} asked={asked} />
      </>
    );
  return (
    <>
      <p className={css.sentence}>
        {say("CR0.PG = 0: linear address = physical address")} <span className={css.mono}>{hex32(walk.linear)}</span>
        {say(", in")} <FrameLink pfn={walk.linear >>> 12} />
      </p>
      {walk.steps.length === 0 ? (
        <p className={css.hint}>{say("CR3 is 0: there are no tables to look at.")}</p>
      ) : (
        <div className={css.dimmed}>
          <p className={css.hint}>{say("If paging came on now, the tables at CR3 would say:")}</p>
          <Tables walk={walk} asked={asked} />
          <AccessChoice asked={asked} onChoose={onAsk} />
          <WalkOutcome walk={walk} asked={asked} />
        </div>
      )}
    </>
  );
}

function Tables({ walk, asked }: { readonly walk: WalkView; readonly asked: Asked }): ReactNode {
  return (
    <>
      <Split walk={walk} />
      <Steps walk={walk} failing={failingStep(walk, asked)} />
    </>
  );
}
