// Core files that leave the lab and come back. What is handed out is the file that the run has, with notes of ours behind the
// kernels' own: the scenario, and of an image the header that lay before it on the disk; and with headers that show exchanged
// pages where they are at home. Without these it is the run's file again, bit for bit, and the header's checksum answers for
// every byte of it.

import { strFromU8, strToU8 } from "fflate";
import type { Position, Problem, Result, Scenario } from "../api.ts";
import { crc32 } from "../core/crc32.ts";
import { ok, refuse } from "../core/errors.ts";
import { hex32 } from "../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE, pagesOf } from "../core/units.ts";
import { type CoreFile, coreHeaders, type CoreNote, type CoreRepeat, readRepeatingCore } from "../formats/elf-core.ts";
import { notesBytes } from "../formats/elf-core-notes.ts";
import { HEAD_MAX, NOTES_MAX } from "../formats/elf-core-shapes.ts";
import { slotAt } from "../kernel/disk-layout.ts";
import { checksumBlocks } from "../kernel/hibernation/image-checksums.ts";
import { headerBytes, type ImageHeader, readHeader } from "../kernel/hibernation/image-format.ts";
import type { BroughtImage } from "../kernel/plan.ts";
import { controlPageAt, exchangedPages, imageAt, vmcoreAt } from "../recording/core-file.ts";
import type { Run } from "../recording/run.ts";
import { canonicalJson, scenarioFromJson } from "./schema.ts";

const NAME = "KJLAB";
/** Not 1: tools take that for NT_PRSTATUS, whatever the name. */
const TYPES = { scenario: 0x4b4a_0001, "image header": 0x4b4a_0002 } as const;
type NoteKind = keyof typeof TYPES;

/** Of a scenario's text in a note: what a core may have in notes is shared with the kernels'. */
const SCENARIO_NOTE_MAX = 32 * 1024;
const MIB = 1024 * 1024;

// ---------------------------------------------------------------------------------------------- out

/** /proc/vmcore as a file to keep. */
export function vmcoreFile(run: Run, scenario: Scenario, at: Position): Result<Uint8Array> {
  const file = vmcoreAt(run, at);
  if (!file.ok) return file;
  const control = controlPageAt(run, at);
  return labelled(file.value, scenario, {
    repeats: control === undefined ? [] : exchangedPages(run, file.value, control),
  });
}

/** The image in a slot, or the newest, as a file to keep. */
export function imageFile(run: Run, scenario: Scenario, at: Position, slot?: number): Result<Uint8Array> {
  const image = imageAt(run, at, slot);
  if (!image.ok) return image;
  const { file, header } = image.value;
  const repeats = header.entry === 0 ? [] : exchangedPages(run, file, header.entry >>> PAGE_SHIFT);
  return labelled(file, scenario, { header, repeats });
}

interface Label {
  readonly header?: ImageHeader;
  readonly repeats?: readonly CoreRepeat[];
}

/** A core file with the lab's notes behind its own. */
export function labelled(file: Uint8Array, scenario: Scenario, { header, repeats }: Label = {}): Result<Uint8Array> {
  const core = readHead(file);
  if (!core.ok) return core;
  const note = scenarioNote(scenario);
  if (!note.ok) return note;
  const added = header === undefined ? [note.value] : [note.value, noteOf("image header", headerBytes(header))];
  const { loads } = core.value;
  const notes = [...core.value.notes, ...added];
  const bytes = notesBytes(notes).length;
  if (bytes <= NOTES_MAX) return ok(rebuilt(file, loads, notes, repeats));
  return refuse({ path: "notes", expected: `at most ${NOTES_MAX} bytes with those of the lab`, got: `${bytes} bytes` });
}

const noteOf = (kind: NoteKind, desc: Uint8Array): CoreNote => ({ name: NAME, type: TYPES[kind], desc });

/** Its faults belong to the run that has ended. */
function scenarioNote(whole: Scenario): Result<CoreNote> {
  const { faults: _, ...scenario } = whole;
  const desc = strToU8(canonicalJson(scenario));
  if (desc.length <= SCENARIO_NOTE_MAX) return ok(noteOf("scenario", desc));
  const expected = `at most ${SCENARIO_NOTE_MAX} bytes of JSON for a note of a core file`;
  return refuse({ path: "scenario", expected, got: `${desc.length} bytes` });
}

const readHead = (file: Uint8Array): Result<CoreFile> => readRepeatingCore(file.subarray(0, HEAD_MAX), file.length);

/** The same pages behind other notes. */
function rebuilt(
  file: Uint8Array,
  loads: CoreFile["loads"],
  notes: readonly CoreNote[],
  repeats: readonly CoreRepeat[] = [],
): Uint8Array {
  const { head, fileBytes } = coreHeaders(notes, loads, repeats);
  const out = new Uint8Array(fileBytes);
  out.set(head);
  out.set(file.subarray(loads[0]?.offset ?? file.length), head.length);
  return out;
}

// ---------------------------------------------------------------------------------------------- in

export interface CoreImage {
  readonly scenario: Scenario;
  readonly image: BroughtImage;
}

/** Any bytes: what a cold boot starts from, or the header, the note or the field that forbids it. */
export function readCoreImage(bytes: Uint8Array): Result<CoreImage> {
  const core = readHead(bytes);
  if (!core.ok) return core;
  const { notes, loads } = core.value;
  const header = headerIn(notes);
  if (!header.ok) return header;
  const own = notes.filter(({ name }) => name !== NAME);
  const file = rebuilt(bytes, loads, own);
  const damage = fileProblem(header.value, { file, loads });
  if (damage !== undefined) return refuse(damage);
  const scenario = scenarioIn(notes);
  if (!scenario.ok) return scenario;
  const problem = machineProblem(header.value, scenario.value, { file, loads });
  if (problem !== undefined) return refuse(problem);
  // On the disk it comes from A may have gone on from it since; on the one it is put onto, which is as it was when the image
  // was made, nobody has.
  return ok({ scenario: scenario.value, image: { core: file, header: { ...header.value, state: "complete" } } });
}

/** What makes a machine the one that an image is of. */
const SAME = ["revision", "memoryMiB", "cpuHasPae", "kernelIsPae", "fixes", "bRange"] as const;

/** Where a scenario is of another machine than that of an image. */
export function differences(scenario: Scenario, image: Scenario): Problem[] {
  const text = (value: unknown): string => JSON.stringify(value) ?? "none";
  const others = SAME.flatMap((path) => {
    const [expected, got] = [text(image[path]), text(scenario[path])];
    return expected === got ? [] : [{ path, expected, got }];
  });
  return scenario.hibernation === undefined
    ? [...others, { path: "hibernation", expected: "one", got: "none" }]
    : others;
}

const placeOf = (kind: NoteKind): string => `note ${NAME}, ${kind}`;

function descOf(notes: readonly CoreNote[], kind: NoteKind, expected: string): Result<Uint8Array> {
  const found = notes.filter(({ name, type }) => name === NAME && type === TYPES[kind]);
  const [note] = found;
  if (note !== undefined && found.length === 1) return ok(note.desc);
  return refuse({ path: placeOf(kind), expected, got: found.length === 0 ? "none" : `${found.length}` });
}

function scenarioIn(notes: readonly CoreNote[]): Result<Scenario> {
  const desc = descOf(notes, "scenario", "one, as the lab writes it into every core file that it hands out");
  if (!desc.ok) return desc;
  if (desc.value.length > SCENARIO_NOTE_MAX) {
    const expected = `at most ${SCENARIO_NOTE_MAX} bytes`;
    return refuse({ path: placeOf("scenario"), expected, got: `${desc.value.length} bytes` });
  }
  const scenario = scenarioFromJson(strFromU8(desc.value));
  if (scenario.ok) return scenario;
  return refuse(
    ...scenario.problems.map((problem) => ({ ...problem, path: `${placeOf("scenario")}: ${problem.path}` })),
  );
}

function headerIn(notes: readonly CoreNote[]): Result<ImageHeader> {
  const path = placeOf("image header");
  const desc = descOf(
    notes,
    "image header",
    "one: an image on the disk has it, what a kernel exports as /proc/vmcore has not",
  );
  if (!desc.ok) return desc;
  const block = readHeader(desc.value);
  if (block.kind === "header") return ok(block.header);
  return refuse({ path, expected: "the header of an image", got: block.kind === "bad" ? block.reason : "zeroes" });
}

interface Contents {
  readonly file: Uint8Array;
  readonly loads: CoreFile["loads"];
}

type Rule = readonly [field: string, holds: boolean, expected: string, got: string | number];

function firstBroken(rules: readonly Rule[]): Problem | undefined {
  const broken = rules.find(([, holds]) => !holds);
  if (broken === undefined) return undefined;
  const [field, , expected, got] = broken;
  return { path: `${placeOf("image header")}, ${field}`, expected, got: `${got}` };
}

/** What the header says of the file behind it. */
function fileProblem(header: ImageHeader, { file, loads }: Contents): Problem | undefined {
  const pages = loads.reduce((sum, { bytes }) => sum + bytes / PAGE_SIZE, 0);
  const problem = firstBroken([
    ["state", header.state !== "incomplete", "complete or resumed", header.state],
    [
      "file_bytes",
      header.fileBytes === file.length,
      `${file.length}, the file without the lab's notes`,
      header.fileBytes,
    ],
    ["pages", header.pages === pages, `${pages}, as in the file`, header.pages],
  ]);
  if (problem !== undefined) return problem;
  const crc = checksumBlocks(file).reduce((sum, block) => crc32(block, sum), 0);
  if (crc === header.checksumsCrc) return undefined;
  const expected = `a file whose checksums have the checksum ${hex32(header.checksumsCrc)}`;
  return { path: "file", expected, got: `${hex32(crc)}: it is damaged` };
}

/** What the header and the file say of the machine. */
function machineProblem(header: ImageHeader, scenario: Scenario, { file, loads }: Contents): Problem | undefined {
  const { hibernation, memoryMiB, kernelIsPae = false } = scenario;
  if (hibernation === undefined) {
    return { path: `${placeOf("scenario")}: hibernation`, expected: "one, which the image is of", got: "none" };
  }
  const frames = (memoryMiB * MIB) / PAGE_SIZE;
  const rounds = hibernation.rounds.length;
  const problem = firstBroken([
    ["frames", header.frames === frames, `${frames}, as the scenario has`, header.frames],
    ["sequence", header.sequence >= 1 && header.sequence <= rounds, `1 to ${rounds}, one in a round`, header.sequence],
    ["saves", header.saves <= rounds, `at most ${rounds}, one in a round`, header.saves],
  ]);
  if (problem !== undefined) return problem;
  const outside = loads.findIndex(({ paddr, bytes }) => paddr + bytes > memoryMiB * MIB);
  if (outside >= 0) {
    const path = `program header ${outside + 1}, p_memsz`;
    return { path, expected: `an end within ${memoryMiB} MiB of RAM`, got: `${loads[outside]?.bytes} bytes` };
  }
  const [blocks, most] = [pagesOf(file.length), slotAt({ frames, kernelIsPae }, 0).file.blocks];
  if (blocks <= most) return undefined;
  return { path: "file", expected: `at most ${most} pages, what a slot of the disk holds`, got: `${blocks} pages` };
}
