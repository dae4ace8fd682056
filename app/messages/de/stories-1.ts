// The first jump, and hibernation as a story.

import type { Messages } from "../say.ts";

export const STORIES_1_DE: Messages = {
  "The first jump": "Der erste Sprung",
  "How one kernel steps aside for another on the same memory, and how it comes back.":
    "Wie ein Kernel auf demselben Speicher für einen anderen zur Seite tritt und wie er zurückkommt.",
  Away: "Hin",
  "Two kernels, one machine": "Zwei Kernel, eine Maschine",
  "Hibernation must write memory to disk while the system that owns this memory holds still. Who does the writing, if nobody may run?":
    "Beim Ruhezustand muss der Speicher auf die Platte, während das System, dem er gehört, stillhält. Wer schreibt, wenn niemand laufen darf?",
  "Kexec jump gives the work to a second kernel. [Kernel A](kernel/A) steps aside, [kernel B](kernel/B) runs on the same bare machine, and when B is done it jumps back: A goes on as if nothing had happened.":
    "Kexec jump überlässt die Arbeit einem zweiten Kernel. [Kernel A](kernel/A) tritt zur Seite, [Kernel B](kernel/B) läuft auf derselben nackten Maschine, und wenn B fertig ist, springt er zurück: A macht weiter, als wäre nichts gewesen.",
  "No memory is set aside for B in advance. Watch where it finds room.":
    "Für B wird vorher kein Speicher reserviert. Hier ist zu sehen, wo er Platz findet.",
  "{]} moves to the next phase, {.} makes one step.": "{]} geht zur nächsten Phase, {.} macht einen Schritt.",
  "Kernel B waits in borrowed pages": "Kernel B wartet in geliehenen Seiten",
  "B is linked to run low in memory, but A lives there. So `kexec_load` puts each page of B into any free page it can find: a [source page](frame/source). Its future place is the [destination page](frame/destination).":
    "B ist dafür gelinkt, weit unten im Speicher zu laufen, aber dort wohnt A. Also legt `kexec_load` jede Seite von B in irgendeine freie Seite, die sich findet: eine [Source Page](frame/source). Ihr künftiger Platz ist die [Destination Page](frame/destination).",
  "On the map these pages already have B's colour, though they are not at home yet. The rest of B's range gets source pages too, empty ones: backup space for what A keeps there.":
    "Auf der Karte haben diese Seiten schon die Farbe von B, obwohl sie noch nicht zu Hause sind. Auch der Rest von Bs Bereich bekommt Source Pages, leere: Platz, um zu sichern, was A dort hat.",
  "One rule holds for all of them: a source page is its own destination, or nobody's.":
    "Für alle gilt eine Regel: Eine Source Page ist ihre eigene Destination oder die von niemandem.",
  "A list says what goes where": "Eine Liste sagt, was wohin gehört",
  "While A freezes its tasks and puts its devices to rest, nothing else in memory moves. This is what is ready: the kimage's [indirection list](frame/list).":
    "Während A seine Tasks einfriert und seine Geräte zur Ruhe bringt, bewegt sich sonst nichts im Speicher. Das hier liegt bereit: die [Indirection List](frame/list) des kimage.",
  "It is a plain chain of words. Each is a page address with a flag in its low bits: `1` names the next destination, `8` a source page for it, `2` the list page to go on with, `4` the end. A destination counts up by itself, so one is enough for a run of pages.":
    "Sie ist eine einfache Kette von Wörtern. Jedes ist die Adresse einer Seite mit einem Flag in den unteren Bits: `1` nennt die nächste Destination, `8` eine Source Page dafür, `2` die Listenseite, auf der es weitergeht, `4` das Ende. Eine Destination zählt von selbst weiter, deshalb genügt eine für eine ganze Folge von Seiten.",
  "Code without page tables, stack or kernel can follow it. That is the point.":
    "Code ohne Seitentabellen, ohne Stack und ohne Kernel kann ihr folgen. Genau darum geht es.",
  "One page holds on to A": "Eine Seite hält A fest",
  "The exchange is about to move almost everything. One page must not move: the [control page](frame/control-a). It was allocated outside every destination, and it holds the code, the stack and the saved state.":
    "Der Austausch wird gleich fast alles bewegen. Eine Seite darf sich nicht bewegen: die [Control Page](frame/control-a). Sie wurde außerhalb aller Destinations angelegt und enthält den Code, den Stack und den gesicherten Zustand.",
  "The save routine stores ten words in its second half: [EBX, ESI, EDI, EBP](slot/A/0x808), [ESP](slot/A/0x818), [CR0, CR3, CR4](slot/A/0x81c), [EFLAGS](slot/A/0x828) and the [return address](slot/A/0x82c). That is all A needs to wake up.":
    "Die Sicherungsroutine legt zehn Wörter in ihre zweite Hälfte: [EBX, ESI, EDI, EBP](slot/A/0x808), [ESP](slot/A/0x818), [CR0, CR3, CR4](slot/A/0x81c), [EFLAGS](slot/A/0x828) und die [Rücksprungadresse](slot/A/0x82c). Mehr braucht A nicht, um aufzuwachen.",
  "{.} runs one instruction: watch the ten words fill. *All 16 words* shows every one.":
    "{.} führt eine Anweisung aus: so füllen sich die zehn Wörter. *Alle 16 Wörter* zeigt jedes einzelne.",
  "A routine that returns twice": "Eine Routine, die zweimal zurückkehrt",
  "The save routine has just returned 0, and `machine_kexec` goes on to leave. Much later, when B jumps back, the same call returns once more, this time with 1, and A knows that the journey is over.":
    "Die Sicherungsroutine ist gerade mit 0 zurückgekehrt, und `machine_kexec` macht sich auf den Weg. Viel später, wenn B zurückspringt, kehrt derselbe Aufruf noch einmal zurück, diesmal mit 1, und A weiß, dass die Reise vorbei ist.",
  "It works like `setjmp`: the [return address](slot/A/0x82c) is kept in the control page, because the stack below it will be used again before the second return.":
    "Das geht wie bei `setjmp`: Die [Rücksprungadresse](slot/A/0x82c) liegt in der Control Page, denn der Stack darunter wird vor der zweiten Rückkehr noch einmal benutzt.",
  "Tables with two doors to one page": "Tabellen mit zwei Türen zu einer Seite",
  "Paging has to be switched off, and the instruction that does it must still be found by the next fetch. So the code builds tiny page tables with two mappings of the control page: at its kernel address, where it runs now, and at its physical address, where it runs after.":
    "Paging muss ausgeschaltet werden, und die Anweisung hinter dem Ausschalten muss beim nächsten Fetch noch zu finden sein. Also baut der Code winzige Seitentabellen, die die Control Page zweimal abbilden: an ihrer Kerneladresse, wo er jetzt läuft, und an ihrer physischen Adresse, wo er danach läuft.",
  "The load of [CR3](reg/cr3) makes them live. Everything else of A's address space is gone from the next fetch on, but for what global TLB entries still hold. The stack is gone too: the next instruction moves it to the end of the control page.":
    "Mit dem Laden von [CR3](reg/cr3) gelten sie. Alles andere aus As Adressraum ist vom nächsten Fetch an weg, bis auf das, was globale TLB-Einträge noch halten. Auch der Stack ist weg: Die nächste Anweisung legt ihn ans Ende der Control Page.",
  "In the page walk, press *control page, virtual*.": "Im Page Walk auf *Control Page, virtuell* drücken.",
  "Paging off, and two flushes": "Paging aus und zwei Flushes",
  "Clearing `PG` in [CR0](reg/cr0) keeps the processor in protected mode, now without paging: an address is a physical address. The IDT's limit is 0, so any exception here is a triple fault. There is no net.":
    "Wird `PG` in [CR0](reg/cr0) gelöscht, bleibt der Prozessor im Protected Mode, aber ohne Paging: Eine Adresse ist eine physische Adresse. Das Limit der IDT ist 0, also ist hier jede Exception ein Triple Fault. Ein Netz gibt es nicht.",
  "CR3 is loaded with 0 twice: before the exchange, so that no translation of the old tables survives, and after it, because code pages have changed behind the processor's back and prefetched bytes must go.":
    "CR3 wird zweimal mit 0 geladen: vor dem Austausch, damit keine Übersetzung der alten Tabellen überlebt, und danach, weil sich hinter dem Rücken des Prozessors Codeseiten geändert haben und vorab geholte Bytes weg müssen.",
  "Why three copies for one page?": "Warum drei Kopien für eine Seite?",
  "[Kernel B](kernel/B) must sit in the [destination](frame/destination), but A's page is still there and must not be lost. The loop exchanges the two, and an exchange needs a third place to stand on: the [swap page](frame/swap).":
    "[Kernel B](kernel/B) muss in die [Destination](frame/destination), aber dort liegt noch die Seite von A, die nicht verloren gehen darf. Die Schleife tauscht die beiden aus, und ein Austausch braucht einen dritten Platz: die [Swap Page](frame/swap).",
  "Copy 1 saved B's page in the swap page. Copy 2 moved A's page out into the [source page](frame/source). Copy 3 brings B's page home. Nothing of A is gone: it waits where B waited before.":
    "Kopie 1 hat Bs Seite in der Swap Page gesichert. Kopie 2 hat As Seite in die [Source Page](frame/source) geschafft. Kopie 3 bringt Bs Seite nach Hause. Nichts von A ist weg: Es wartet dort, wo vorher B gewartet hat.",
  "{.} makes the next copy, {,} takes it back.": "{.} macht die nächste Kopie, {,} nimmt sie zurück.",
  "What B is told at the door": "Was B an der Tür erfährt",
  "The exchange is over. B's pages are home, and the swap page has done its work. It lies in no destination and holds nothing that anyone needs, so its end becomes B's first [stack](reg/esp): B must not write on A's control page.":
    "Der Austausch ist vorbei. Bs Seiten sind zu Hause, und die Swap Page hat ausgedient. Sie liegt in keiner Destination und enthält nichts, was noch jemand braucht, also wird ihr Ende zu Bs erstem [Stack](reg/esp): B darf nicht auf As Control Page schreiben.",
  "By the jump-back protocol [EDI](reg/edi) carries the physical address of A's control page. The re-entry code starts at offset 0 of that page, so this one number is the way back. The word on top of the stack leads to a helper, for a B that simply returns like a function.":
    "Nach dem Jump-back-Protokoll steht in [EDI](reg/edi) die physische Adresse von As Control Page. Der Code für den Wiedereintritt beginnt an Offset 0 dieser Seite, also ist diese eine Zahl der Weg zurück. Das oberste Wort auf dem Stack führt zu einem Helfer, für ein B, das einfach wie eine Funktion zurückkehrt.",
  "And back": "Und zurück",
  "B at work on a sleeping A": "B arbeitet an einem schlafenden A",
  "[Kernel B](kernel/B) has booted inside its own range and sees the rest of memory as old memory. A's pages are all there: those outside B's range at home, those inside it in the former source pages, which B finds through A's list.":
    "[Kernel B](kernel/B) hat in seinem eigenen Bereich gebootet und sieht den übrigen Speicher als alten Speicher. As Seiten sind alle da: die außerhalb des Bereichs zu Hause, die innerhalb in den früheren Source Pages, die B über As Liste findet.",
  "Here B could write A to disk, page by page, with all its own drivers running. A holds perfectly still: it is not running at all.":
    "Hier könnte B jetzt A auf die Platte schreiben, Seite für Seite, mit allen eigenen Treibern. A hält vollkommen still: Er läuft ja nicht.",
  "B leaves by the same door": "B geht durch dieselbe Tür",
  "To go back B does just what A did. It freezes its own tasks, quiets its devices, saves ten words in [its control page](frame/control-b), and lets its code switch paging off.":
    "Um zurückzukehren, tut B genau das, was A getan hat. Er friert seine Tasks ein, bringt seine Geräte zur Ruhe, sichert zehn Wörter in [seine Control Page](frame/control-b) und lässt seinen Code Paging ausschalten.",
  "Its list has nothing to exchange: the jump target is A's re-entry, and A's own list will do all the work. So B's [exchange](go/jump/2/phase/swap-out) finds no source entry and ends at once.":
    "Seine Liste hat nichts auszutauschen: Ziel des Sprungs ist As Wiedereintritt, und As eigene Liste erledigt die ganze Arbeit. Also findet Bs [Austausch](go/jump/2/phase/swap-out) keinen Source-Eintrag und ist sofort fertig.",
  "First the pages, then paging": "Erst die Seiten, dann Paging",
  "At offset 0 of [A's control page](frame/control-a) the re-entry code keeps the address that came in [EDI](reg/edi) (B's own way back) and runs the same exchange over the same list. Exchanging twice restores: every pair swaps again, and A's pages come home.":
    "An Offset 0 von [As Control Page](frame/control-a) bewahrt der Code für den Wiedereintritt die Adresse auf, die in [EDI](reg/edi) kam (Bs eigenen Rückweg), und lässt denselben Austausch über dieselbe Liste laufen. Zweimal austauschen stellt wieder her: Jedes Paar tauscht noch einmal, und As Seiten kommen nach Hause.",
  "The order matters. A's page tables may lie in the exchanged range. Only when the exchange is done are they whole again, and only then may paging be switched on.":
    "Auf die Reihenfolge kommt es an. As Seitentabellen können im ausgetauschten Bereich liegen. Erst nach dem Austausch sind sie wieder heil, und erst dann darf Paging eingeschaltet werden.",
  "Press Space to watch pages come home.": "Die Leertaste zeigt, wie die Seiten nach Hause kommen.",
  "The second return": "Die zweite Rückkehr",
  "Paging is on again, under the small tables first. The virtual part reloads what was saved: EBX, ESI, EDI, EBP, EFLAGS, then ESP, CR4, [CR3](reg/cr3) and CR0. Between the loads of ESP and CR3 the stack must not be touched: its address means nothing yet.":
    "Paging ist wieder an, zunächst mit den kleinen Tabellen. Der virtuelle Teil lädt das Gesicherte: EBX, ESI, EDI, EBP, EFLAGS, dann ESP, CR4, [CR3](reg/cr3) und CR0. Zwischen dem Laden von ESP und CR3 darf niemand den Stack anfassen: Seine Adresse bedeutet noch nichts.",
  "Then [EAX](reg/eax) becomes 1 and the save routine returns for the second time, into the very call it left.":
    "Dann wird [EAX](reg/eax) zu 1, und die Sicherungsroutine kehrt zum zweiten Mal zurück, genau in den Aufruf, den sie verlassen hat.",
  "A goes on": "A macht weiter",
  "Devices resume, tasks thaw. The editor still holds the [note](frame/note) that was never saved to any disk. It was moved away by the exchange and moved back, byte for byte.":
    "Geräte laufen wieder an, Tasks tauen auf. Der Editor hält noch immer die [Notiz](frame/note), die nie auf einer Platte war. Der Austausch hat sie weggebracht und wieder hergebracht, Byte für Byte.",
  "A's image keeps its list and its pages, and the entry it stored on the way back is B's. So the next jump finds B where it left off, and the two can take turns for as long as you like.":
    "As Image behält seine Liste und seine Seiten, und der Eintritt, der auf dem Rückweg darin abgelegt wurde, ist der von B. Der nächste Sprung findet B also dort, wo er aufgehört hat, und die beiden können sich abwechseln, so lange man will.",
  "What held all the way": "Was die ganze Zeit galt",
  "This run makes several jumps, and at each of them the lab checked the rules of the protocol against memory: every page of A is somewhere, the control page is no destination, no interrupt is open in physical mode, each table switch is followed by a flush.":
    "Dieser Lauf macht mehrere Sprünge, und bei jedem hat das Labor die Regeln des Protokolls am Speicher geprüft: Jede Seite von A ist irgendwo, die Control Page ist keine Destination, im physischen Modus ist kein Interrupt offen, auf jeden Tabellenwechsel folgt ein Flush.",
  "Each invariant links to its evidence. Go anywhere on the timeline, select anything, step back. The machine is yours.":
    "Jede Invariante führt zu ihrem Beleg. Überall auf der Zeitleiste hingehen, alles auswählen, zurückgehen: Die Maschine steht bereit.",
  "{g} goes to any place by name, {?} lists all keys.": "{g} geht zu jedem Ort mit Namen, {?} listet alle Tasten.",
  "Hibernate and come back": "Ruhezustand und zurück",
  "Memory goes to the disk, power goes, and a third kernel brings everything back.":
    "Der Speicher geht auf die Platte, der Strom geht weg, und ein dritter Kernel bringt alles zurück.",
  "Going to sleep": "Einschlafen",
  "A system that wants to be off": "Ein System, das ausgeschaltet werden will",
  "Everything this machine knows is in memory: a kernel, six tasks, an editor with a note that was never saved. Switch it off and it is gone. So memory has to go to the disk first, every page of it, while nothing in it moves.":
    "Alles, was diese Maschine weiß, steht im Speicher: ein Kernel, sechs Tasks, ein Editor mit einer Notiz, die nie gesichert wurde. Ausschalten, und es ist weg. Also muss der Speicher vorher auf die Platte, jede Seite davon, während sich darin nichts bewegt.",
  "A kernel that saves itself needs a copy of itself to save, and so it can save half of memory at most. [Kernel A](kernel/A) does not save itself. It asks another kernel to do it.":
    "Ein Kernel, der sich selbst sichert, braucht eine Kopie von sich, die er sichern kann, und schafft deshalb höchstens den halben Speicher. [Kernel A](kernel/A) sichert sich nicht selbst. Er bittet einen anderen Kernel darum.",
  "The power line under the timeline falls once: everything on its left must survive that.":
    "Die Stromlinie unter der Zeitleiste fällt einmal: Alles links davon muss das überleben.",
  "A steps aside": "A tritt zur Seite",
  "A has loaded [kernel B](kernel/B), frozen its tasks and quieted its devices. Now its control code exchanges the pages of B's range, 1 to 9 MiB, with the pages in which B has been waiting. *The first jump* tells how.":
    "A hat [Kernel B](kernel/B) geladen, seine Tasks eingefroren und seine Geräte zur Ruhe gebracht. Jetzt tauscht sein Control Code die Seiten von Bs Bereich, 1 bis 9 MiB, mit den Seiten aus, in denen B gewartet hat. *Der erste Sprung* erzählt, wie.",
  "Look at what that does to A: its own kernel and the table of all its pages lay in that range. They are not lost. They lie where B was, in the source pages, and A's [list](frame/list) says which is which.":
    "Man sehe, was das für A heißt: Sein eigener Kernel und die Tabelle aller seiner Seiten lagen in diesem Bereich. Verloren sind sie nicht. Sie liegen, wo B war, in den Source Pages, und As [Liste](frame/list) sagt, welche wo.",
  Purgatory: "Purgatory",
  "The first code of the new world is neither kernel. Purgatory has its own stack and its own segments, and it trusts nobody: it adds up the SHA-256 of everything that was loaded, and hangs for ever if one bit is not as the tool in A has noted it.":
    "Der erste Code der neuen Welt gehört zu keinem der beiden Kernel. Purgatory hat seinen eigenen Stack und seine eigenen Segmente und traut niemandem: Es berechnet SHA-256 über alles, was geladen wurde, und bleibt für immer stehen, wenn ein einziges Bit nicht so ist, wie das Werkzeug in A es notiert hat.",
  "Then it looks at [EDI](reg/edi). What lies there is the way back into A, and B's kernel will want to know it. Purgatory writes it in hexadecimal behind B's command line, in memory.":
    "Dann schaut es in [EDI](reg/edi). Was dort steht, ist der Weg zurück nach A, und Bs Kernel wird ihn wissen wollen. Purgatory schreibt ihn hexadezimal hinter Bs Kommandozeile, im Speicher.",
  "Three facts, four ways": "Drei Fakten, vier Wege",
  "[Kernel B](kernel/B) boots. It has to learn three things about A: where to *jump back*, where the *map* of the exchanged pages begins, and where the *ELF core header* lies that describes A's memory.":
    "[Kernel B](kernel/B) bootet. Er muss drei Dinge über A erfahren: wohin der *Rücksprung* geht, wo die *Map* der ausgetauschten Seiten beginnt und wo der *ELF Core Header* liegt, der As Speicher beschreibt.",
  "They can travel in a register, on the command line, in an ELF note or in the initial RAM disk, and not every way can carry every fact: *How the facts travel* says which and why. *Command lines in memory* has the one that lies in B's memory, with what purgatory has added.":
    "Sie können in einem Register reisen, auf der Kommandozeile, in einer ELF-Note oder in der initialen RAM-Disk, und nicht jeder Weg trägt jeden Fakt: *Wie die Fakten reisen* sagt, welcher und warum. *Kommandozeilen im Speicher* hat die, die in Bs Speicher liegt, mit dem, was Purgatory angefügt hat.",
  "Old memory becomes a file": "Alter Speicher wird eine Datei",
  "From the ELF core header B makes a file that is nowhere: `/proc/vmcore`. Its segments are A's memory, all but B's range, which holds B. A's pages from there are in the file all the same: they lie in source pages now, and those are memory like any other.":
    "Aus dem ELF Core Header macht B eine Datei, die nirgends liegt: `/proc/vmcore`. Ihre Segmente sind As Speicher, alles außer Bs Bereich, in dem ja B sitzt. As Seiten von dort stehen trotzdem in der Datei: Sie liegen jetzt in Source Pages, und die sind Speicher wie jeder andere.",
  "A tool in B copies the file to the disk, sixteen pages at a time. It leaves out what A had free. To know that, it must read A's table of pages, and that table was exchanged: without the [map](frame/list) it would read B's bytes in its place.":
    "Ein Werkzeug in B kopiert die Datei auf die Platte, sechzehn Seiten auf einmal. Was A frei hatte, lässt es weg. Um das zu wissen, muss es As Seitentabelle lesen, seine mem_map, und die wurde ausgetauscht: Ohne die [Map](frame/list) läse es an ihrer Stelle Bytes von B.",
  "The last block makes it an image": "Der letzte Block macht es zum Image",
  "Every page is on the disk, and a checksum of each block. Only then is the header written, in one sector: the [entry](frame/control-a) into A, the map, the counts. Before it there is no image in this slot; after it there is a whole one. Power may fail at any time, and the other slot is never touched.":
    "Jede Seite ist auf der Platte und zu jedem Block eine Prüfsumme. Erst jetzt wird der Header geschrieben, in einem Sektor: der [Einsprung](frame/control-a) nach A, die Map, die Zahlen. Davor ist kein Image in diesem Slot, danach ein ganzes. Der Strom darf jederzeit ausfallen, und der andere Slot wird nie angefasst.",
  "The picture shows the file above memory, both to the same scale. More than a quarter of A's pages were free and stayed behind.":
    "Das Bild zeigt die Datei über dem Speicher, beide im selben Maßstab. Mehr als ein Viertel von As Seiten war frei und blieb zurück.",
  "Point at the file or at memory: the line joins both places of a page.":
    "Auf die Datei oder den Speicher zeigen: Die Linie verbindet beide Orte einer Seite.",
  "Coming back": "Zurückkommen",
  "Nothing is left": "Nichts ist übrig",
  "Two writes to an ACPI register, and power is gone. When it returns, memory holds what cells hold that nobody refreshed. No kernel, no table, no note. The map is empty.":
    "Zwei Schreibzugriffe auf ein ACPI-Register, und der Strom ist weg. Wenn er wiederkommt, enthält der Speicher, was Zellen eben enthalten, die niemand auffrischt. Kein Kernel, keine Tabelle, keine Notiz. Die Karte ist leer.",
  "The disk has not noticed. In its boot area lies [kernel C](kernel/C), in slot 0 an image.":
    "Die Platte hat nichts gemerkt. In ihrem Bootbereich liegt [Kernel C](kernel/C), in Slot 0 ein Image.",
  "A third kernel, in a corner": "Ein dritter Kernel, in einer Ecke",
  "Firmware and a boot loader have brought [kernel C](kernel/C) from the disk. It is told of a few megabytes and no more, `memmap=exactmap`, and that is the whole trick: it lives where B lived.":
    "Firmware und Bootloader haben [Kernel C](kernel/C) von der Platte geholt. Man hat ihm ein paar Megabyte genannt und nicht mehr, `memmap=exactmap`, und das ist der ganze Trick: Er wohnt dort, wo B gewohnt hat.",
  "There A has nothing to lose. What lies in that range when the image is made is B's, so it is not in the image, and nobody will write there.":
    "Dort hat A nichts zu verlieren. Was in diesem Bereich liegt, wenn das Image entsteht, gehört B, also steht es nicht im Image, und niemand wird dorthin schreiben.",
  "Read it whole, then write it back": "Erst ganz lesen, dann zurückschreiben",
  "C believes nothing before it has read everything: the header's checksum, the size of the machine, the entry, the checksum of every block. A bad image is refused here, while nothing of A is in memory yet and the older image is still there.":
    "C glaubt nichts, bevor er alles gelesen hat: die Prüfsumme des Headers, die Größe der Maschine, den Einsprung, die Prüfsumme jedes Blocks. Ein schlechtes Image wird hier abgelehnt, solange noch nichts von A im Speicher ist und das ältere Image noch da ist.",
  "Then the header is marked *resumed*, because an image must never be used twice: A's disk moves on, and the old memory would not know. Last, page by page, the image goes to the frames it came from. Memory is blue again, all but C's corner.":
    "Dann wird der Header als *verbraucht* markiert, denn ein Image darf nie zweimal benutzt werden: As Platte ändert sich weiter, und der alte Speicher wüsste nichts davon. Zuletzt geht das Image, Seite für Seite, in die Frames, aus denen es kam. Der Speicher ist wieder blau, bis auf Cs Ecke.",
  "Jump into the middle of a call": "Sprung mitten in einen Aufruf",
  "C knows one address: the entry that was saved with the image. It loads an image of its own that moves nothing, so that A has somebody to come back to, and jumps.":
    "C kennt eine Adresse: den Einsprung, der mit dem Image gesichert wurde. Er lädt ein eigenes Image, das nichts bewegt, damit A jemanden hat, zu dem er zurückkommen kann, und springt.",
  "At that address lies A's [control page](frame/control-a), restored to the byte, with the code and the ten words that A left there before power went. The code does what it was going to do: it exchanges the pages of the list once more.":
    "An dieser Adresse liegt As [Control Page](frame/control-a), aufs Byte wiederhergestellt, mit dem Code und den zehn Wörtern, die A dort ließ, bevor der Strom wegging. Der Code tut, was er immer tun wollte: Er tauscht die Seiten der Liste noch einmal aus.",
  "Press Space: A's kernel comes home, C's pages go where they waited.":
    "Leertaste: As Kernel kommt nach Hause, Cs Seiten gehen dorthin, wo jene gewartet haben.",
  "The call returns": "Der Aufruf kehrt zurück",
  "Paging is on, under A's own tables, which have been on a disk meanwhile. [EAX](reg/eax) is 1: the routine returns for the second time, into the very `machine_kexec` that left.":
    "Paging ist an, mit As eigenen Tabellen, die inzwischen auf einer Platte waren. [EAX](reg/eax) ist 1: Die Routine kehrt zum zweiten Mal zurück, genau in das `machine_kexec`, das gegangen ist.",
  "For A no time has passed. It had asked to reboot into another kernel, and here it is back.":
    "Für A ist keine Zeit vergangen. Er wollte in einen anderen Kernel booten, und hier ist er wieder.",
  "Devices are programmed anew, tasks thaw. The editor still holds its [note](frame/note). Nothing in A can tell that the machine was off, but for one word that C wrote into A's memory before the jump: *resumed from S5*.":
    "Geräte werden neu programmiert, Tasks tauen auf. Der Editor hält noch immer seine [Notiz](frame/note). Nichts in A verrät, dass die Maschine aus war, bis auf ein Wort, das C vor dem Sprung in As Speicher geschrieben hat: *resumed from S5*.",
  "Look at the invariants: every frame of A that must survive was compared with what it was when A left.":
    "Die Invarianten zeigen es: Jeder Frame von A, der überleben muss, wurde mit dem verglichen, was er war, als A ging.",
  "Take power away in the middle of a write: *Faults* has a card for it.":
    "Den Strom mitten im Schreiben wegnehmen: Unter *Fehler* gibt es eine Karte dafür.",
};
