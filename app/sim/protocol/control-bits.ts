// Bits of CR0 that control code deals with.

export const CR0_PE = 1;
export const CR0_PG = 1 << 31;
/** What is cleared before the exchange: PG, AM, WP, TS, EM. */
export const CR0_CLEARED = CR0_PG | (1 << 18) | (1 << 16) | (1 << 3) | (1 << 2);
