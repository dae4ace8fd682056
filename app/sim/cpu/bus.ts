// What the processor needs of physical memory. The CPU floor knows this interface and nothing else of the machine.

export interface Bus {
  /** Physical byte addresses; multi-byte accesses are little-endian and may cross a frame. */
  read8(address: number): number;
  read16(address: number): number;
  read32(address: number): number;
  write8(address: number, value: number): void;
  write16(address: number, value: number): void;
  write32(address: number, value: number): void;
  /** Copies one whole frame; a reference copy, O(1). Arguments are page frame numbers. */
  copyFrame(destination: number, source: number): void;
  /** True if the frame is RAM; a read elsewhere gives all ones, a write is lost. */
  isRam(frame: number): boolean;
  /** Marks a frame as holding decoded code, so that a change of its bytes moves `codeEpoch`. */
  watchCode(frame: number): void;
  /** Moves whenever a watched frame may have changed. */
  readonly codeEpoch: number;
}
