// Paging in words and numbers: entries of either width, addresses of up to 36 bits, page sizes, rights.

import type { PageEntry, Translation } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hex32, size } from "./format.ts";

/** "0x000001e3"; with PAE all 16 digits. */
export const entryText = ({ bytes, low, high }: PageEntry): string =>
  bytes === 4 ? hex32(low) : `${hex32(high)}${hex32(low).slice(2)}`;

/** "0x00101000"; above 4 GiB nine digits. */
export const physicalText = (address: number): string =>
  address <= 0xffffffff ? hex32(address) : `0x${address.toString(16)}`;

export const frameOf = (physical: number): number => Math.floor(physical / 4096);

/** "4 MiB page". */
export const pageText = ({ pageBytes }: Translation): string => say("{pageBytes} page", { pageBytes: size(pageBytes) });

/** "writable, supervisor, executable, global". */
export const rightsText = ({ writable, user, noExecute, global }: Translation): string =>
  [
    writable ? "writable" : "read-only",
    user ? "user" : "supervisor",
    noExecute ? "no-execute" : "executable",
    ...(global ? ["global"] : []),
  ]
    .map((word) => say(word))
    .join(", ");
