// How the scenario hibernates: visits to B, the kind of image, how C brings it back, how the facts travel.

import type { ReactNode } from "react";
import {
  CHANNELS,
  DEFAULT_CHANNELS,
  IMAGE_KINDS,
  RESTORES,
  SLEEP_STATES,
  TRAVELLING_FACTS,
  type Channel,
  type HibernationSpec,
  type Scenario,
  type TravellingFact,
} from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { CHANNEL_WORDS, FACT_WORDS, IMAGE_WORDS, RESTORE_WORDS, SLEEP_WORDS } from "../../state/hibernation-words.ts";
import { Rounds } from "./Rounds.tsx";
import css from "./ScenarioForm.module.css";
import { Segments } from "./Segments.tsx";
import { Switch } from "./Switch.tsx";

interface HibernationProps {
  readonly draft: Scenario;
  readonly spec: HibernationSpec;
  readonly onChange: (change: Partial<HibernationSpec>) => void;
}

const MIB = 1024 * 1024;
/** Where kernel C may live. */
const HOMES = ["B's range", "all memory"] as const;
const HOME_WORDS: Readonly<Record<(typeof HOMES)[number], string>> = {
  "B's range": "What C is told of lies within the range that is exchanged.",
  "all memory": "C is told of everything but the first megabyte.",
};

const isInside = ({ bRange }: Scenario, { cRange }: HibernationSpec): boolean =>
  cRange.start >= bRange.start && cRange.end <= bRange.end;

export function Hibernation({ draft, spec, onChange }: HibernationProps): ReactNode {
  const { image, restore, sleep = "S5", resume = "newest", rounds } = spec;
  const home = isInside(draft, spec) ? "B's range" : "all memory";
  const everything = { start: MIB, end: draft.memoryMiB * MIB };
  return (
    <>
      <Rounds rounds={rounds} onChange={(next) => onChange({ rounds: next })} />
      <Segments
        label={say("Image")}
        options={IMAGE_KINDS}
        value={image}
        text={say(IMAGE_WORDS[image])}
        onChange={(next) => onChange({ image: next })}
      />
      <Segments
        label={say("Restore")}
        options={RESTORES}
        value={restore}
        text={say(RESTORE_WORDS[restore])}
        onChange={(next) => onChange({ restore: next })}
      />
      <Segments
        label={say("Kernel C has")}
        options={HOMES}
        value={home}
        text={say(HOME_WORDS[home])}
        onChange={(next) => onChange({ cRange: next === "all memory" ? everything : draft.bRange })}
      />
      <Segments
        label={say("Sleep state")}
        options={SLEEP_STATES}
        value={sleep}
        text={say(SLEEP_WORDS[sleep])}
        onChange={(next) => onChange({ sleep: next })}
      />
      {rounds.length < 2 ? null : (
        <Segments
          label={say("C takes")}
          options={["newest", "older"]}
          value={resume}
          text={say("An older image than the newest does not know what A has saved since.")}
          onChange={(next) => onChange({ resume: next })}
        />
      )}
      <Switch
        label={say("A keeps kernel B's image")}
        text={say(
          "Once B has booted, its own pages go to the disk, and A loads those the next time: B boots only once.",
        )}
        on={spec.cachedB ?? false}
        onChange={(cachedB) => onChange({ cachedB })}
      />
      <fieldset className={css.fixes}>
        <legend>{say("How the facts travel")}</legend>
        {TRAVELLING_FACTS.map((fact) => (
          <ChannelChoice
            key={fact}
            fact={fact}
            value={spec.channels?.[fact] ?? DEFAULT_CHANNELS[fact]}
            onChange={(channel) => onChange({ channels: { ...spec.channels, [fact]: channel } })}
          />
        ))}
      </fieldset>
    </>
  );
}

interface ChannelChoiceProps {
  readonly fact: TravellingFact;
  readonly value: Channel;
  readonly onChange: (channel: Channel) => void;
}

function ChannelChoice({ fact, value, onChange }: ChannelChoiceProps): ReactNode {
  return (
    <div className={css.row}>
      <label className={css.line}>
        <span className={css.label}>{say(FACT_WORDS[fact])}</span>
        <select
          className={css.select}
          value={value}
          onChange={({ target }) => onChange(CHANNELS.find((each) => each === target.value) ?? value)}
        >
          {CHANNELS.map((channel) => (
            <option key={channel} value={channel}>
              {say(CHANNEL_WORDS[channel])}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
