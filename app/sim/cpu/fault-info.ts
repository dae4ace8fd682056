// What is told of a run that ended in an exception nobody took, or at something the lab does not model.

import type { FaultInfo, RaisedException } from "../api.ts";
import { hex32 } from "../core/hex.ts";
import type { Raised } from "./exceptions.ts";
import { type Unimplemented, VECTOR } from "./faults.ts";

/** The instruction at fault: linear address, and its bytes in hexadecimal. */
export interface FaultPlace {
  readonly address: number;
  readonly bytes: string;
}

function asData({ exception, cr2, during }: Raised, eip: number): RaisedException {
  const { vector, errorCode, mnemonic, text } = exception;
  return {
    vector,
    name: mnemonic,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(vector === VECTOR.PF ? { cr2 } : {}),
    eip,
    text,
    ...(during === undefined ? {} : { during: during.mnemonic }),
  };
}

const sentence = ({ exception, during }: Raised): string =>
  during === undefined ? exception.text : `${exception.name} while delivering ${during.name}: ${exception.text}`;

/** The names in the order the processor tried to deliver them. */
const namesOf = (raised: readonly Raised[]): string[] =>
  raised.filter(({ attempted }) => attempted).map(({ exception }) => shortName(exception));

const shortName = ({ vector, name, mnemonic }: Raised["exception"]): string => (vector === VECTOR.DF ? mnemonic : name);

export function tripleFault(place: FaultPlace, eip: number, raised: readonly Raised[]): FaultInfo {
  return {
    ...place,
    kind: "triple-fault",
    text: raised
      .filter(({ exception }) => exception.vector !== VECTOR.DF)
      .map(sentence)
      .join("; "),
    chain: [...namesOf(raised), "triple fault"],
    exceptions: raised.map((one) => asData(one, eip)),
  };
}

export function notModelled(
  place: FaultPlace,
  eip: number,
  fault: Unimplemented,
  raised: readonly Raised[],
): FaultInfo {
  return {
    ...place,
    kind: "unimplemented",
    text: `not modelled: ${fault.text} (bytes ${place.bytes || "unreadable"} at ${hex32(place.address)})`,
    chain: namesOf(raised),
    exceptions: raised.map((one) => asData(one, eip)),
  };
}
