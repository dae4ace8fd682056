// The fault lab, verdicts, comparison, the museum.

import type { Messages } from "../say.ts";

export const FAULTS_1_DE: Messages = {
  "Two runs": "Zwei Läufe",
  "Laying the two runs beside each other …": "Die beiden Läufe werden nebeneinandergelegt …",
  "they part at": "sie trennen sich bei",
  "Go to first divergence": "Zur ersten Abweichung",
  "Aligned lanes": "Ausgerichtete Spuren",
  "this run": "dieser Lauf",
  "First divergence at {anchor}": "Erste Abweichung bei {anchor}",
  Differences: "Unterschiede",
  "Comparing …": "Vergleich läuft …",
  "Places compared": "Verglichene Orte",
  run: "Lauf",
  time: "Zeit",
  "state hash": "Zustands-Hash",
  "the other": "der andere",
  "Only differences": "Nur Unterschiede",
  "no row is hidden": "keine Zeile ausgeblendet",
  "No frame differs": "Kein Frame weicht ab",
  frame: "Frame",
  "No register differs": "Kein Register weicht ab",
  register: "Register",
  "Registers compared": "Verglichene Register",
  Registers: "Register",
  "All {map} frames hold the same bytes.": "Alle {map} Frames enthalten dieselben Bytes.",
  "Frames compared": "Verglichene Frames",
  "Frames that differ": "Frames, die abweichen",
  "All frames": "Alle Frames",
  bytes: "Bytes",
  "this run, and the other": "dieser Lauf und der andere",
  "{n} frame": "{n} Frame",
  "{n} frames": "{n} Frames",
  "Inject a fault…": "Fehler einbauen…",
  Batch: "Serie",
  What: "Was",
  "{n} row": "{n} Zeile",
  "{n} rows": "{n} Zeilen",
  "{n} column": "{n} Spalte",
  "{n} columns": "{n} Spalten",
  "{n} run": "{n} Lauf",
  "{n} runs": "{n} Läufe",
  "; at most {n} at a time": "; höchstens {n} auf einmal",
  "{n} fault": "{n} Fehler",
  "{n} faults": "{n} Fehler",
  "Run the batch": "Serie starten",
  Where: "Wo",
  Moments: "Zeitpunkte",
  "each phase of this jump": "jede Phase dieses Sprungs",
  "only now": "nur jetzt",
  "Every step fails or is skipped": "Jeder Schritt scheitert oder wird ausgelassen",
  "A bit flips": "Ein Bit kippt",
  "A frame is lost": "Ein Frame geht verloren",
  "An entry points elsewhere": "Ein Eintrag zeigt woandershin",
  "The network card writes": "Die Netzwerkkarte schreibt",
  "An interrupt arrives": "Ein Interrupt trifft ein",
  "An NMI arrives": "Ein NMI trifft ein",
  "Faults of this run": "Fehler dieses Laufs",
  "Show the run without it": "Den Lauf ohne ihn zeigen",
  "Show the run without the last": "Den Lauf ohne den letzten zeigen",
  "Leave out the faults that the verdict does not need": "Fehler weglassen, die das Urteil nicht braucht",
  "Minimising …": "Wird minimiert …",
  Minimise: "Minimieren",
  "never came": "kam nie",
  "Go to {anchor}": "Zu {anchor} gehen",
  "Remove fault {index}: {text}": "Fehler {index} entfernen: {text}",
  "Search the catalogue": "Katalog durchsuchen",
  "Search: device, list, NMI, EBUSY …": "Suchen: Gerät, Liste, NMI, EBUSY …",
  "No fault of that name in this run.": "Kein Fehler dieses Namens in diesem Lauf.",
  "In the wild": "In freier Wildbahn",
  Expect: "Zu erwarten",
  Catalogue: "Katalog",
  "Steps of this run {points}": "Schritte dieses Laufs {points}",
  "Fault lab": "Fehlerlabor",
  "Edits of the scenario": "Änderungen am Szenario",
  "{file} is a jump that happened on a real machine: it is compared record by record, and nothing in it can be changed. Open a scenario to break something.":
    "{file} ist ein Sprung, der auf einer echten Maschine stattfand: Er wird Datensatz für Datensatz verglichen, und nichts darin lässt sich ändern. Um etwas kaputt zu machen, ein Szenario öffnen.",
  "{file} is an image that was brought: the machine starts from it as it is. Open a scenario to break something.":
    "{file} ist ein mitgebrachtes Image: Die Maschine startet daraus, wie es ist. Um etwas kaputt zu machen, ein Szenario öffnen.",
  "Take {offered}": "{offered} übernehmen",
  now: "jetzt",
  selection: "Auswahl",
  Step: "Schritt",
  Errno: "Errno",
  Circumstance: "Umstand",
  Address: "Adresse",
  Bit: "Bit",
  Frame: "Frame",
  "List entry": "Listeneintrag",
  Line: "Leitung",
  Block: "Block",
  Byte: "Byte",
  Word: "Wort",
  When: "Wann",
  "Nothing has been run yet. A batch runs the machine once for each fault; you can go on looking around meanwhile.":
    "Noch nichts gelaufen. Eine Serie lässt die Maschine für jeden Fehler einmal laufen; inzwischen kann man sich weiter umsehen.",
  "What came of the batch": "Was aus der Serie wurde",
  "{done} of {total}": "{done} von {total}",
  Stop: "Anhalten",
  "{done} of {total} runs in {seconds} s": "{done} von {total} Läufen in {seconds} s",
  "{n} run in {seconds} s": "{n} Lauf in {seconds} s",
  "{n} runs in {seconds} s": "{n} Läufe in {seconds} s",
  Verdicts: "Urteile",
  "– cannot fire there {refused}": "– kann dort nicht eintreten {refused}",
  "Heat map": "Heatmap",
  "Verdict by target and moment": "Urteil nach Ziel und Zeitpunkt",
  "Cannot fire: expected {expected}": "Kann nicht eintreten: erwartet {expected}",
  "another place": "ein anderer Ort",
  "{name}: not run": "{name}: nicht gelaufen",
  "Inject a fault": "Fehler einbauen",
  "This run is as it should be. Choose a fault from the catalogue or a step of the run; or open the menu of a frame, a list entry, a word of the control page or a line of code, and inject one there.":
    "Dieser Lauf ist, wie er sein soll. Einen Fehler aus dem Katalog oder einen Schritt des Laufs wählen; oder das Menü eines Frames, eines Listeneintrags, eines Worts der Control Page oder einer Codezeile öffnen und dort einen einbauen.",
  Discard: "Verwerfen",
  "Inject as well": "Zusätzlich einbauen",
  Inject: "Einbauen",
  Preview: "Vorschau",
  "The run on screen stays as it is.": "Der Lauf auf dem Bildschirm bleibt, wie er ist.",
  "A step fails": "Ein Schritt scheitert",
  "A step is forgotten": "Ein Schritt wird vergessen",
  "A circumstance": "Ein Umstand",
  "A word is overwritten": "Ein Wort wird überschrieben",
  "A device writes": "Ein Gerät schreibt",
  "A breakpoint is armed": "Ein Breakpoint wird scharf",
  "Power is lost": "Der Strom fällt aus",
  "A bit rots on the disk": "Ein Bit auf der Platte kippt",
  "This run has no named steps.": "Dieser Lauf hat keine benannten Schritte.",
  "Search the steps": "Schritte durchsuchen",
  "Search: freeze, eth0, Resume_devices, EBUSY …": "Suchen: freeze, eth0, Resume_devices, EBUSY …",
  "No step of that name in this run.": "Kein Schritt dieses Namens in diesem Lauf.",
  "{n} step": "{n} Schritt",
  "{n} steps": "{n} Schritte",
  kernel: "Kernel",
  step: "Schritt",
  faults: "Fehler",
  "Go to {id} at time": "Zu {id} gehen, Zeit",
  "· on failure": "· beim Scheitern",
  "Let {point} fail with {errno}": "{point} mit {errno} scheitern lassen",
  "Skip {point}": "{point} auslassen",
  skip: "auslassen",
  "From the system call to control code": "Vom Systemaufruf zum Control Code",
  "Control code": "Control Code",
  "Kernel B is entered": "Kernel B wird betreten",
  "The way back": "Der Rückweg",
  "entry {entry}": "Eintrag {entry}",
  "First frame": "Erster Frame",
  "How many": "Wie viele",
  Every: "Alle",
  Offset: "Offset",
  "First entry": "Erster Eintrag",
  Lines: "Leitungen",
  "Make a step fail": "Einen Schritt scheitern lassen",
  "Forget a step": "Einen Schritt vergessen",
  "Damage memory, the list or a control page": "Speicher, Liste oder Control Page beschädigen",
  "Power and disk": "Strom und Platte",
  Interrupts: "Interrupts",
  Circumstances: "Umstände",
  "Any step fails": "Ein Schritt scheitert",
  "One named step of the kernel returns an error instead of doing its work.":
    "Ein benannter Schritt des Kernels gibt einen Fehler zurück, statt seine Arbeit zu tun.",
  "Every step that can fail, from kexec_load to the return":
    "Jeder Schritt, der scheitern kann, von kexec_load bis zur Rückkehr",
  "Every goto label in the jump exists because some step before it did fail on somebody's machine.":
    "Jedes goto-Label im Sprung gibt es, weil auf irgendjemandes Maschine ein Schritt davor gescheitert ist.",
  "A task does not freeze": "Ein Task friert nicht ein",
  "A task sits where no signal reaches it, and the freezer runs out of patience.":
    "Ein Task sitzt, wo kein Signal ihn erreicht, und dem Freezer geht die Geduld aus.",
  "freeze_processes, one step for each task": "freeze_processes, ein Schritt je Task",
  "A process in uninterruptible sleep on a dead network file system; “Freezing of tasks failed”.":
    "Ein Prozess im nicht unterbrechbaren Schlaf auf einem toten Netzwerkdateisystem; „Freezing of tasks failed“.",
  "A device refuses to stop": "Ein Gerät will nicht anhalten",
  "A driver's freeze callback returns an error; what was stopped before it has to come back.":
    "Der Freeze-Callback eines Treibers gibt einen Fehler zurück; was davor angehalten wurde, muss zurückkommen.",
  "device_suspend in v8, dpm_suspend_start in mainline": "device_suspend in v8, dpm_suspend_start in Mainline",
  "Mainline left the devices suspended here until 996afb6efd1a.":
    "Mainline ließ die Geräte hier bis 996afb6efd1a angehalten.",
  "A processor stays up": "Ein Prozessor bleibt oben",
  "Another processor cannot be taken down, so the jump cannot be made.":
    "Ein anderer Prozessor lässt sich nicht abschalten, also ist der Sprung nicht möglich.",
  "Taking processors down, one step for each": "Abschalten der Prozessoren, ein Schritt je Prozessor",
  "v8 leaves those down that it had already taken down.": "v8 lässt die unten, die es schon abgeschaltet hatte.",
  "No memory for the image": "Kein Speicher für das Image",
  "An allocation of kexec_load fails, and everything allocated before it has to be given back.":
    "Eine Anforderung von kexec_load scheitert, und alles davor Angeforderte muss zurückgegeben werden.",
  "kexec_load: control page, swap page, list pages, source pages":
    "kexec_load: Control Page, Swap Page, Listenseiten, Source Pages",
  "An image of half of memory on a busy machine.": "Ein Image vom halben Speicher auf einer beschäftigten Maschine.",
  "The lock is held": "Die Sperre ist vergeben",
  "kexec_lock belongs to somebody else when the jump wants it.":
    "kexec_lock gehört jemand anderem, wenn der Sprung es haben will.",
  "kernel_kexec and kexec_load": "kernel_kexec und kexec_load",
  "A load while a jump is under way, or kexec -e twice.": "Ein Load, während ein Sprung läuft, oder zweimal kexec -e.",
  "Any step is forgotten": "Irgendein Schritt wird vergessen",
  "One named step is left out, and everything behind it goes on as if it had been done.":
    "Ein benannter Schritt wird ausgelassen, und alles dahinter geht weiter, als wäre er getan.",
  "Every step that can be left out, single instructions of control code among them":
    "Jeder Schritt, der sich auslassen lässt, darunter einzelne Anweisungen des Control Codes",
  "Most fixes to this code added a step that had been missing.":
    "Die meisten Fixes an diesem Code haben einen Schritt ergänzt, der gefehlt hatte.",
  "A device is not stopped": "Ein Gerät wird nicht angehalten",
  "The network card keeps its ring and goes on writing packets into frames that change hands.":
    "Die Netzwerkkarte behält ihren Ring und schreibt weiter Pakete in Frames, die den Besitzer wechseln.",
  "The freeze callback of eth0": "Der Freeze-Callback von eth0",
  "Drivers without hibernation-grade callbacks: random bytes in swapped pages of either kernel.":
    "Treiber ohne Callbacks, die für den Ruhezustand taugen: zufällige Bytes in getauschten Seiten beider Kernel.",
  "Interrupts stay on": "Interrupts bleiben an",
  "IF is still 1 when the control code takes over; the first tick finds no descriptor table.":
    "IF ist noch 1, wenn der Control Code übernimmt; der erste Tick findet keine Deskriptortabelle.",
  "The protocol demands IF = 0 in the window; there is no IDT to catch anything.":
    "Das Protokoll verlangt IF = 0 im Fenster; es gibt keine IDT, die etwas auffangen könnte.",
  "No TLB flush": "Kein TLB-Flush",
  "A load of CR3 is left out, and old translations stay in the TLB.":
    "Ein Laden von CR3 fehlt, und alte Übersetzungen bleiben im TLB.",
  "The control page's code, around the switch of page tables":
    "Der Code der Control Page, rund um den Wechsel der Seitentabellen",
  "Stale mappings: why the routine loads CR3 twice.":
    "Veraltete Abbildungen: der Grund, warum die Routine CR3 zweimal lädt.",
  "The GDT is not restored": "Die GDT wird nicht wiederhergestellt",
  "Kernel A goes on with the peer's, or no, descriptor table.":
    "Kernel A macht mit der Deskriptortabelle des Peers weiter oder mit keiner.",
  "restore_processor_state, on the way back": "restore_processor_state, auf dem Rückweg",
  "i386 since 2013: SS is loaded while the GDT has limit 0.":
    "i386 seit 2013: SS wird geladen, solange die GDT Limit 0 hat.",
  "The control page stays no-execute": "Die Control Page bleibt nicht ausführbar",
  "NX is not cleared for the control page, and its first instruction faults.":
    "NX wird für die Control Page nicht gelöscht, und ihre erste Anweisung löst einen Fehler aus.",
  "The mapping of the control page, before the jump": "Die Abbildung der Control Page, vor dem Sprung",
  "v8's change_page_attr and global flush; mainline's set_memory_x.":
    "change_page_attr und globaler Flush in v8; set_memory_x in Mainline.",
  "One bit of one word of memory changes by itself.": "Ein Bit eines Worts im Speicher ändert sich von selbst.",
  "Any physical address, at any position": "Jede physische Adresse, an jeder Position",
  "Cosmic rays, weak cells, a row next door that is written too often.":
    "Kosmische Strahlung, schwache Zellen, eine Nachbarzeile, die zu oft geschrieben wird.",
  "One word of memory takes another value: a lost write, a stray pointer.":
    "Ein Wort im Speicher nimmt einen anderen Wert an: ein verlorener Schreibzugriff, ein verirrter Zeiger.",
  "A callee that writes to the word beyond the swap page.":
    "Ein Aufgerufener, der in das Wort hinter der Swap Page schreibt.",
  "All 4,096 bytes of a frame become zero.": "Alle 4.096 Bytes eines Frames werden null.",
  "Any frame, at any position": "Jeder Frame, an jeder Position",
  "A page that was freed and cleared while somebody still used it.":
    "Eine Seite, die freigegeben und gelöscht wurde, während jemand sie noch benutzte.",
  "An entry of the indirection list names another frame.":
    "Ein Eintrag der Indirection List nennt einen anderen Frame.",
  "The list of the kernel that runs": "Die Liste des Kernels, der läuft",
  "An image loaded over its own list, a walker that reads a recycled page.":
    "Ein Image, das über seine eigene Liste geladen wurde; ein Leser, der eine wiederverwendete Seite liest.",
  "The list ends early": "Die Liste endet zu früh",
  "An entry becomes the end mark; every page behind it stays where it is.":
    "Ein Eintrag wird zur Endmarke; jede Seite dahinter bleibt, wo sie ist.",
  "A truncated image: half of one kernel, half of the other.":
    "Ein abgeschnittenes Image: halb der eine Kernel, halb der andere.",
  "An entry loses its flag": "Ein Eintrag verliert sein Flag",
  "No flag is set, so the walker passes the entry by.": "Kein Flag ist gesetzt, also geht der Leser am Eintrag vorbei.",
  "A wrong flag written by the loader.": "Ein falsches Flag, vom Loader geschrieben.",
  "A source is met twice": "Eine Source kommt zweimal vor",
  "An entry repeats the one before it: the same page is exchanged into two places.":
    "Ein Eintrag wiederholt den davor: Dieselbe Seite wird an zwei Orte getauscht.",
  "A list built over an allocation that was handed out twice.":
    "Eine Liste über einer Anforderung, die zweimal vergeben wurde.",
  "A stale CR3": "Ein veraltetes CR3",
  "The page directory that the control page has kept is another one.":
    "Das Seitenverzeichnis, das die Control Page aufbewahrt, ist ein anderes.",
  "The saved words of the control page": "Die gesicherten Wörter der Control Page",
  "A directory that was freed between save and restore.":
    "Ein Verzeichnis, das zwischen Sichern und Wiederherstellen freigegeben wurde.",
  "The swap page is a destination": "Die Swap Page ist eine Destination",
  "The scratch page of the exchange is also one of the pages exchanged.":
    "Die Hilfsseite des Austauschs ist zugleich eine der ausgetauschten Seiten.",
  "The link to the swap page in the control page": "Der Verweis auf die Swap Page in der Control Page",
  "The rule of the allocator that keeps both apart, broken.":
    "Die Regel des Allokators, die beide auseinanderhält, verletzt.",
  "The timer ticks": "Der Timer tickt",
  "Line 0 is raised at a position of your choice.": "Leitung 0 wird an einer Position nach Wahl erhoben.",
  "Anywhere; before the window it is handled, inside it there is no table":
    "Überall; vor dem Fenster wird er behandelt, darin gibt es keine Tabelle",
  "A tick that was already on its way when interrupts went off.":
    "Ein Tick, der schon unterwegs war, als die Interrupts ausgingen.",
  "A device interrupts": "Ein Gerät unterbricht",
  "The line of the network card is raised.": "Die Leitung der Netzwerkkarte wird erhoben.",
  Anywhere: "Überall",
  "A shared line, a device that was reset too late.": "Eine geteilte Leitung, ein zu spät zurückgesetztes Gerät.",
  "No flag keeps it out; without an IDT the machine resets.":
    "Kein Flag hält ihn auf; ohne IDT startet die Maschine neu.",
  "The window between the two kernels above all": "Vor allem das Fenster zwischen den beiden Kerneln",
  "Watchdogs, performance counters, a button on a server's front.":
    "Watchdogs, Performance Counter, ein Knopf an der Vorderseite eines Servers.",
  "Debug register 0 waits for a fetch; #DB then needs a handler.":
    "Debug-Register 0 wartet auf einen Fetch; #DB braucht dann einen Handler.",
  "Any linear address; the control code has no IDT": "Jede lineare Adresse; der Control Code hat keine IDT",
  "Why mainline calls hw_breakpoint_disable before it jumps.":
    "Warum Mainline vor dem Sprung hw_breakpoint_disable aufruft.",
  "A packet lands in a frame of your choice, whoever owns it by then.":
    "Ein Paket landet in einem Frame nach Wahl, wem immer er bis dahin gehört.",
  "A card that was not quiesced before the jump.": "Eine Karte, die vor dem Sprung nicht zur Ruhe gebracht wurde.",
  "The disk writes": "Die Platte schreibt",
  "A late transfer of the disk lands in a frame of your choice.":
    "Eine späte Übertragung der Platte landet in einem Frame nach Wahl.",
  "A read that was in the queue when the kernel left.": "Ein Lesezugriff, der in der Queue war, als der Kernel ging.",
  "Memory is gone at once; of a disk write under way, the part that time allowed.":
    "Der Speicher ist sofort weg; von einem laufenden Schreibzugriff auf die Platte bleibt, wozu die Zeit reichte.",
  "Any position; while an image is being written above all":
    "Jede Position; vor allem, während ein Image geschrieben wird",
  "A battery that ends while the machine hibernates, a plug pulled too early.":
    "Ein Akku, der während des Einschlafens leer wird, ein zu früh gezogener Stecker.",
  "A bit of a block is another than was written; nobody notices until it is read.":
    "Ein Bit eines Blocks ist anders, als es geschrieben wurde; niemand merkt es, bis er gelesen wird.",
  "Any block: the file system, the boot area, an image": "Jeder Block: das Dateisystem, der Bootbereich, ein Image",
  "Weak magnetism, worn flash cells, a bad cable.":
    "Schwacher Magnetismus, abgenutzte Flash-Zellen, ein schlechtes Kabel.",
  "B is told of all memory": "B bekommt den ganzen Speicher genannt",
  "The memory map that the kexec tool passes": "Die Speicherkarte, die das kexec-Werkzeug übergibt",
  "kexec-tools 2.0.7 (39643ab, 2014) limits the map for crash kernels only.":
    "kexec-tools 2.0.7 (39643ab, 2014) begrenzt die Karte nur für Crash-Kernel.",
  "B is given the first 640 KiB": "B bekommt die ersten 640 KiB",
  "Low memory is never in the exchange; kernels now reserve it.":
    "Der untere Speicher ist nie im Austausch; Kernel reservieren ihn inzwischen.",
  "Built without KEXEC_JUMP": "Gebaut ohne KEXEC_JUMP",
  "EINVAL for a flag that the kernel was not built to know.":
    "EINVAL für ein Flag, für das der Kernel nicht gebaut wurde.",
  "Loaded without preserve context": "Geladen ohne preserve context",
  "kexec_load: the flag is missing": "kexec_load: Das Flag fehlt",
  "kexec -l in place of --load-preserve-context: nothing is kept, nothing comes back.":
    "kexec -l statt --load-preserve-context: Nichts wird bewahrt, nichts kommt zurück.",
  "No 0 on the stack": "Keine 0 auf dem Stack",
  "The control code of a plain kexec": "Der Control Code eines einfachen kexec",
  "786a45757dcd (2026) pushes it again; purgatory always reads that word.":
    "786a45757dcd (2026) legt sie wieder ab; Purgatory liest dieses Wort immer.",
  "Built without KEXEC": "Gebaut ohne KEXEC",
  "The system call": "Der Systemaufruf",
  "ENOSYS: the call is not there at all.": "ENOSYS: Den Aufruf gibt es gar nicht.",
  "kexec -e with nothing loaded": "kexec -e, ohne dass etwas geladen ist",
  "EINVAL: there is no image to jump to.": "EINVAL: Es gibt kein Image, zu dem zu springen wäre.",
  "Seventeen segments": "Siebzehn Segmente",
  "The limit of sixteen; a multi-stage load was never merged.":
    "Die Grenze von sechzehn; das Laden in mehreren Stufen wurde nie aufgenommen.",
  "Two segments overlap": "Zwei Segmente überlappen sich",
  "A tool that places the initial RAM disk by hand.": "Ein Werkzeug, das die initiale RAM-Disk von Hand platziert.",
  "A segment off the page": "Ein Segment neben der Seitengrenze",
  "A tool that forgets to round: EADDRNOTAVAIL.": "Ein Werkzeug, das zu runden vergisst: EADDRNOTAVAIL.",
  "A segment too large": "Ein zu großes Segment",
  "Half of memory and no more: a check of today's kernels.":
    "Der halbe Speicher und nicht mehr: eine Prüfung heutiger Kernel.",
  "The way back is lost": "Der Rückweg geht verloren",
  "The jump-back entry, kept by the tool in B": "Der Jump-back Entry, den das Werkzeug in B aufhebt",
  "The address saved beside the image instead of with it.": "Die Adresse neben dem Image aufgehoben statt darin.",
  "kexec -e, twice": "kexec -e, zweimal",
  "The lock of v8 is one word and xchg; mainline's is atomic.":
    "Die Sperre von v8 ist ein Wort und xchg; die von Mainline ist atomar.",
  "A load during a jump": "Ein Load während eines Sprungs",
  "A boot script that loads a crash kernel at the wrong time.":
    "Ein Boot-Skript, das zur falschen Zeit einen Crash-Kernel lädt.",
  "A lock taken twice": "Eine Sperre, zweimal genommen",
  "kernel_kexec, 4.19 to 5.11": "kernel_kexec, 4.19 bis 5.11",
  "55f2503c3b69 (2018) added the lock, 56c91a18432b (2021) took it out again.":
    "55f2503c3b69 (2018) brachte die Sperre, 56c91a18432b (2021) nahm sie wieder heraus.",
  "The live update hook runs": "Der Live-Update-Hook läuft",
  "5eff62b051fb skips it for images that come back.": "5eff62b051fb lässt ihn für Images aus, die zurückkommen.",
  "Interrupts through the I/O APIC": "Interrupts durch den I/O APIC",
  "Interrupt routing, before the jump": "Interrupt-Routing, vor dem Sprung",
  "B waits for a tick that goes elsewhere, until the mode is put back.":
    "B wartet auf einen Tick, der anderswohin geht, bis der Modus zurückgestellt ist.",
};
