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
  /** Marks bytes of one frame, at most 15, as decoded code, so that a change of them moves `codeEpoch`. */
  watchCode(address: number, length: number): void;
  /** Moves whenever watched bytes may have changed. */
  readonly codeEpoch: number;
}
