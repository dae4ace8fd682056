// Reader of KJC1 captures, already unpacked: "KJC1", length of the header, header in JSON, blobs.

import type { Result } from "../core/errors.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { stretch } from "./fields.ts";
import { JsonAt } from "./json-at.ts";
import { readTrace } from "./kjc-trace.ts";
import {
  type Capture,
  CAPTURE_REGISTERS,
  type CaptureFrames,
  type CaptureImage,
  type CaptureRegister,
  type CaptureSegment,
  type CaptureSystem,
  type PageId,
  type RegisterValues,
} from "./kjc-types.ts";
import { malformed, reading } from "./refused.ts";

const MAGIC = 0x31434a4b;
const FIXED = 8;
const HEADER_MAX = 32 << 20;
const IMAGES_MAX = 256;
const SEGMENTS_MAX = 1024;
const SYMBOLS_MAX = 64;
const PAGES_MAX = 1 << 16;
const TABLES_MAX = 64;
/** 4 GiB but for a little, which whoever shows the machine may add. */
const MEMORY_MAX = 0xfff00000;
const ID_BYTES = 8;
const STACK_ARGUMENTS = 5;
/** Length of `call *%edx`. */
const CALL_LENGTH = 2;
/** The kernel maps low memory with large pages from an address on such a boundary. */
const DIRECT_MAP_STEP = 0x400000;

interface Context {
  readonly blobs: Uint8Array;
  readonly memory: number;
  readonly pages: ReadonlyMap<PageId, Uint8Array>;
  readonly registers: readonly CaptureRegister[];
}

export const readCapture = (bytes: Uint8Array): Result<Capture> =>
  reading(() => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < FIXED || view.getUint32(0, true) !== MAGIC)
      malformed("file", '"KJC1" (unpacked)', `${bytes.length} bytes that begin otherwise`);
    const length = view.getUint32(4, true);
    if (length > HEADER_MAX) malformed("header length", `at most ${HEADER_MAX}`, `${length}`);
    const header = new JsonAt("header", parseJson(stretch(bytes, FIXED, length, "header length")));
    return captureOf(header, bytes.subarray(FIXED + length));
  });

/** Byte by byte: all that is read of the header but a few free texts is ASCII. */
function parseJson(bytes: Uint8Array): unknown {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) malformed("header", "JSON", error.message);
    throw error;
  }
}

function captureOf(header: JsonAt, blobs: Uint8Array): Capture {
  const memory = header.at("mem").whole(MEMORY_MAX);
  if (memory === 0 || memory % PAGE_SIZE !== 0) header.at("mem").refuse("a number of whole pages");
  const pages = new Map(
    header
      .at("pages")
      .entries(PAGES_MAX)
      .map(([id, range]) => [id, blob(range, blobs, PAGE_SIZE, PAGE_SIZE)]),
  );
  const registers = registersOf(header.at("regs"));
  const context: Context = { blobs, memory, pages, registers };
  header.at("format").oneOf(["KJC1"]);
  const images = header
    .at("images")
    .items(IMAGES_MAX)
    .map((image) => imageOf(image, context));
  const capture: Capture = {
    mode: header.at("mode").text(),
    kernel: header.at("kernel").text(),
    traceMode: header.at("traceMode").oneOf(["full", "edge"]),
    memory,
    registers,
    codeSize: header.at("codeSize").whole(PAGE_SIZE),
    symbols: new Map(
      header
        .at("symbols")
        .entries(SYMBOLS_MAX)
        .map(([name, value]) => [name, value.whole()]),
    ),
    returnAddress: (header.at("callAt").whole() + CALL_LENGTH) >>> 0,
    images,
    segments: header
      .at("segments")
      .items(SEGMENTS_MAX)
      .map((segment) => segmentOf(segment, context, images)),
    pages,
  };
  if (capture.segments.length === 0) header.at("segments").refuse("at least one segment");
  return capture;
}

function registersOf(list: JsonAt): readonly CaptureRegister[] {
  const names = list.items(CAPTURE_REGISTERS.length).map((name) => name.oneOf(CAPTURE_REGISTERS));
  if (new Set(names).size !== CAPTURE_REGISTERS.length) list.refuse(`each once: ${CAPTURE_REGISTERS.join(" ")}`);
  return names;
}

/** A stretch of the blobs whose length is `exact`, or a multiple of `unit`. */
function blob(range: JsonAt, blobs: Uint8Array, unit: number, exact?: number): Uint8Array {
  const length = range.at("len");
  if (length.whole() % unit !== 0) length.refuse(`a multiple of ${unit}`);
  if (exact !== undefined && length.whole() !== exact) length.refuse(`${exact}`);
  return stretch(blobs, range.at("off").whole(), length.whole(), range.path);
}

function words(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Uint32Array(bytes.length / 4);
  for (let i = 0; i < out.length; i += 1) out[i] = view.getUint32(i * 4, true);
  return out;
}

function frameNumbers(range: JsonAt, { blobs, memory }: Context, unit: number): Uint32Array {
  const frames = words(blob(range, blobs, unit));
  if (frames.some((frame) => frame >= memory / PAGE_SIZE)) range.refuse(`frame numbers below ${memory / PAGE_SIZE}`);
  return frames;
}

function pageId(at: JsonAt, { pages }: Context): PageId {
  const id = at.text();
  return pages.has(id) ? id : at.refuse("the id of one of the pages");
}

function imageOf(image: JsonAt, context: Context): CaptureImage {
  const { memory, blobs } = context;
  const controlPa = image.at("controlPa").page(memory);
  const controlVa = image.at("controlVa").whole();
  const base = controlVa - controlPa;
  if (base <= 0 || base % DIRECT_MAP_STEP !== 0)
    image.at("controlVa").refuse("controlPa and a multiple of 4 MiB, as in a direct map");
  const paging = image.at("paging").oneOf(["2level", "pae"]);
  const pgd = image.at("pgd");
  if (pgd.whole(memory - 1) % (paging === "pae" ? 32 : PAGE_SIZE) !== 0) pgd.refuse("an aligned address");
  const pageList = image.at("pageList");
  if (pageList.whole() < base || pageList.whole() - base >= memory) pageList.refuse("an address in the direct map");
  return {
    name: image.at("name").text(8),
    paging,
    stackArguments: stackArguments(image.at("stackArgs")),
    head: image.at("head").whole(),
    pageList: pageList.whole(),
    start: image.at("start").whole(),
    controlPa,
    controlVa,
    pgd: pgd.whole(),
    swapPa: image.at("swapPa").page(memory),
    entries: words(blob(image.at("entriesRaw"), blobs, 4)),
    pairs: frameNumbers(image.at("pairs"), context, 8),
    controlPage: pageId(image.at("controlPage"), context),
    tables: image
      .at("tables")
      .entries(TABLES_MAX)
      .map(([address, id]) => {
        const at = new JsonAt(`${id.path}, address`, Number(address)).page(memory);
        return [at, pageId(id, context)] as const;
      }),
  };
}

function stackArguments(at: JsonAt): readonly number[] {
  const text = at.text();
  if (!/^(?:[0-9a-f]{8}){5}$/.test(text)) at.refuse(`${STACK_ARGUMENTS} words, little-endian, in hexadecimal`);
  return Array.from({ length: STACK_ARGUMENTS }, (_, i) => {
    const bytes = text.slice(8 * i, 8 * i + 8).match(/../g) ?? [];
    return Number.parseInt(bytes.toReversed().join(""), 16);
  });
}

function segmentOf(segment: JsonAt, context: Context, images: readonly CaptureImage[]): CaptureSegment {
  const image = segment.at("image").whole(images.length - 1);
  const end = segment.at("end");
  const read: CaptureSegment = {
    name: segment.at("name").text(),
    image,
    start: registerValues(segment.at("start")),
    end: end.entries(64).length === 0 ? undefined : registerValues(end),
    system: systemOf(segment.at("startSys")),
    path: segment
      .at("path")
      .items(64)
      .map((place) => ({ tag: place.at("tag").text(8), step: place.at("step").whole() })),
    recordCount: segment.at("records").whole(),
    trace: blob(segment.at("trace"), context.blobs, 1),
    frames: framesOf(segment.at("frames"), context),
    controlPageAfter: optionalId(segment.maybe("controlPageAfter"), context),
    died: segment.maybe("died")?.text(),
  };
  checkPlace(segment, read, images[image], context);
  checkTrace(segment, read, context);
  return read;
}

/** Where the pass begins must be somewhere the file, or the kernel's direct map, can tell. */
function checkPlace(at: JsonAt, { start }: CaptureSegment, image: CaptureImage | undefined, { memory }: Context): void {
  const base = image === undefined ? 0 : image.controlVa - image.controlPa;
  const mapped = start.cr0 >>> 31 === 1;
  if (mapped && start.cr3 >= memory) at.at("start").at("cr3").refuse("an address of RAM");
  const esp = mapped ? start.esp - base : start.esp;
  if (esp < 0 || esp >= memory) at.at("start").at("esp").refuse("a stack in RAM");
}

/** The trace must end where its last record ends, and have as many as the header says. */
function checkTrace(at: JsonAt, segment: CaptureSegment, { registers }: Context): void {
  let count = 0;
  for (const record of readTrace(segment.trace, registers, at.at("trace").path)) count = record.index + 1;
  if (count === 0 || count !== segment.recordCount) at.at("records").refuse(`${count}, as in the trace, and not 0`);
}

const registerValues = (at: JsonAt): RegisterValues =>
  Object.fromEntries(CAPTURE_REGISTERS.map((name) => [name, at.at(name).whole()])) as RegisterValues;

function optionalId(at: JsonAt | undefined, context: Context): PageId | undefined {
  return at === undefined ? undefined : pageId(at, context);
}

function pairOf(at: JsonAt): readonly [number, number] {
  const [base, limit] = at.items(2).map((word) => word.hexWord());
  if (base === undefined || limit === undefined) return at.refuse("base and limit");
  return [base, limit];
}

function systemOf(at: JsonAt): CaptureSystem {
  const controls = at.at("cr").items(8);
  return {
    gdt: pairOf(at.at("gdt")),
    idt: pairOf(at.at("idt")),
    cr2: controls[1]?.hexWord() ?? at.at("cr").refuse("CR0, CR2, CR3, CR4"),
    segments: at
      .at("seg")
      .items(6)
      .map((cache) => {
        const [name, selector, base, limit, flags] = cache.items(5);
        if (!name || !selector || !base || !limit || !flags)
          return cache.refuse("name, selector, base, limit and flags");
        return {
          name: name.oneOf(["ES", "CS", "SS", "DS", "FS", "GS"]),
          selector: selector.hexWord(),
          base: base.hexWord(),
          limit: limit.hexWord(),
          flags: flags.hexWord(),
        };
      }),
  };
}

function framesOf(at: JsonAt, context: Context): CaptureFrames {
  const pfns = frameNumbers(at.at("list"), context, 4);
  const raw = blob(at.at("ids"), context.blobs, 1, pfns.length * 2 * ID_BYTES);
  const id = (index: number): PageId =>
    Array.from(raw.subarray(index * ID_BYTES, (index + 1) * ID_BYTES), (byte) =>
      byte.toString(16).padStart(2, "0"),
    ).join("");
  return {
    pfns,
    before: Array.from(pfns, (_, i) => id(2 * i)),
    after: Array.from(pfns, (_, i) => id(2 * i + 1)),
  };
}
