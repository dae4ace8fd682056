// Stories of checkpoints, of kernel C's place, of segments.

import type { Messages } from "../say.ts";

export const STORIES_2_DE: Messages = {
  "Checkpoint and go on": "Checkpoint und weiter",
  "Images of a system that is not switched off, and why an old one must not be used.":
    "Images eines Systems, das nicht ausgeschaltet wird, und warum ein altes nicht benutzt werden darf.",
  "The first image": "Das erste Image",
  "An image, and no switch": "Ein Image und kein Ausschalten",
  "[Kernel B](kernel/B) can do to A's memory what it likes; A is not running. It has just begun to write an image, as for a hibernation. But this time nobody will switch the machine off.":
    "[Kernel B](kernel/B) kann mit As Speicher tun, was er will; A läuft nicht. Gerade hat er begonnen, ein Image zu schreiben, wie für den Ruhezustand. Nur wird diesmal niemand die Maschine ausschalten.",
  "A checkpoint is a hibernation without the night. What is it good for? To come back to, should the next hour go wrong.":
    "Ein Checkpoint ist ein Ruhezustand ohne die Nacht. Wozu er gut ist? Um dorthin zurückzukehren, falls die nächste Stunde schiefgeht.",
  "A load with nothing in it": "Ein Load mit nichts darin",
  "To go back, B loads an image of its own: one segment of no bytes, with A's jump-back entry as its start. It gets a [control page](frame/control-b) and a list that moves no page. That is all it takes: A's list does the moving.":
    "Um zurückzugehen, lädt B ein eigenes Image: ein Segment mit null Bytes, dessen Start As Jump-back Entry ist. Es bekommt eine [Control Page](frame/control-b) und eine Liste, die keine Seite bewegt. Mehr braucht es nicht: Das Bewegen erledigt As Liste.",
  "Image 1 is whole in slot 0. Slot 1 is empty.": "Image 1 liegt ganz in Slot 0. Slot 1 ist leer.",
  "A goes on, and so does its disk": "A macht weiter und seine Platte auch",
  "[Kernel A](kernel/A) is back in its system call and thaws. From here on memory and image part: A works, and it saves a file.":
    "[Kernel A](kernel/A) ist zurück in seinem Systemaufruf und taut auf. Von hier an gehen Speicher und Image getrennte Wege: A arbeitet und sichert eine Datei.",
  "That makes image 1 dangerous. The A in it remembers a file system without that file. Brought back, it would write over what it does not know. So an image carries the number of files there were, and C refuses one that does not agree with the disk.":
    "Das macht Image 1 gefährlich. Das A darin erinnert sich an ein Dateisystem ohne diese Datei. Zurückgeholt, würde es überschreiben, was es nicht kennt. Deshalb trägt ein Image die Zahl der Dateien, die es damals gab, und C lehnt eines ab, das nicht zur Platte passt.",
  "Again, and again": "Noch einmal und noch einmal",
  "The second visit needs no boot": "Der zweite Besuch braucht kein Booten",
  "A jumps again. Its image's start is not B's boot code any more: on the way back A has stored the entry that B left. So B's code at this very place goes on behind its own call, under its own tables: no purgatory, no boot, a few dozen instructions.":
    "A springt wieder. Der Start seines Images ist nicht mehr Bs Bootcode: Auf dem Rückweg hat A den Einsprung abgelegt, den B hinterließ. Also macht Bs Code genau hier weiter, hinter seinem eigenen Aufruf, mit seinen eigenen Tabellen: kein Purgatory, kein Booten, ein paar Dutzend Anweisungen.",
  "Compare the two visits on the timeline: the first is mostly boot.":
    "Die beiden Besuche auf der Zeitleiste vergleichen: Der erste ist vor allem Booten.",
  "Two slots that take turns": "Zwei Slots wechseln sich ab",
  "Image 2 goes into slot 1. The newest whole image is never written over, so there is one at any moment, also if power fails in the middle of this.":
    "Image 2 geht in Slot 1. Das neueste ganze Image wird nie überschrieben, also gibt es in jedem Augenblick eines, auch wenn mittendrin der Strom ausfällt.",
  "*How the facts travel* has a second mark in every cell for this. The register brings the way back anew with each jump; B's command line and its initial RAM disk are those of the first boot, and can only repeat what was true then.":
    "*Wie die Fakten reisen* hat dafür in jeder Zelle ein zweites Zeichen. Das Register bringt den Rückweg mit jedem Sprung neu; Bs Kommandozeile und seine initiale RAM-Disk sind die vom ersten Booten und können nur wiederholen, was damals stimmte.",
  "The third replaces the first": "Das dritte ersetzt das erste",
  "The third visit is the last. Image 3 has taken the place of image 1, and this time B switches off.":
    "Der dritte Besuch ist der letzte. Image 3 hat den Platz von Image 1 eingenommen, und diesmal schaltet B aus.",
  "Three images in one run, two on the disk, and each cost two exchanges of ninety-six pages and the writing.":
    "Drei Images in einem Lauf, zwei auf der Platte, und jedes kostete zweimal den Austausch von sechsundneunzig Seiten und das Schreiben.",
  "C takes the newest": "C nimmt das neueste",
  "[Kernel C](kernel/C) finds both images, reads the newest whole, and brings back the A of the third visit. Image 2 stays where it is. It would be refused: its A does not know the files that came after it.":
    "[Kernel C](kernel/C) findet beide Images, liest das neueste ganz und bringt das A des dritten Besuchs zurück. Image 2 bleibt, wo es ist. Es würde abgelehnt: Sein A kennt die Dateien nicht, die danach kamen.",
  "A goes on, as after each checkpoint before. But for the word that C has written into its memory it could not tell which of its returns went through a disk.":
    "A macht weiter, wie nach jedem Checkpoint zuvor. Ohne das Wort, das C in seinen Speicher geschrieben hat, könnte er nicht sagen, welche seiner Rückkehren über eine Platte ging.",
  "Why C must fit inside B": "Warum C in B passen muss",
  "The one place in memory that the restoring kernel may have, and what happens elsewhere.":
    "Der eine Ort im Speicher, den der wiederherstellende Kernel haben darf, und was anderswo geschieht.",
  "As it should be": "Wie es sein soll",
  "The image has a hole": "Das Image hat ein Loch",
  "Look at the picture of the image. One stretch of memory has no ribbon: [kernel B](kernel/B)'s range. When B writes the image it sits there itself, and its own pages are nobody's memory.":
    "Im Bild des Images hat ein Stück Speicher kein Band: der Bereich von [Kernel B](kernel/B). Wenn B das Image schreibt, sitzt er selbst dort, und seine eigenen Seiten sind niemandes Speicher.",
  "What [A](kernel/A) had in that range is not missing. It lies in A's source pages, and those are in the image like everything else.":
    "Was [A](kernel/A) in diesem Bereich hatte, fehlt nicht. Es liegt in As Source Pages, und die stehen im Image wie alles andere.",
  "C moves into the hole": "C zieht in das Loch",
  "[Kernel C](kernel/C) must write the image to the frames it came from, and needs frames of its own to do so. There is exactly one stretch that nobody will write: the hole. So C is told of that memory and of no other, `memmap=exactmap`.":
    "[Kernel C](kernel/C) muss das Image in die Frames schreiben, aus denen es kam, und braucht dafür eigene Frames. Es gibt genau ein Stück, in das niemand schreiben wird: das Loch. Also nennt man C diesen Speicher und keinen anderen, `memmap=exactmap`.",
  "The dashed lines on the right are B's range. C's bar lies between them.":
    "Die gestrichelten Linien rechts sind Bs Bereich. Cs Balken liegt dazwischen.",
  "All around is A again": "Ringsum ist wieder A",
  "C has written every page. Memory is A's, and in the middle of it C sits in its corner, about to jump. What of A belongs in that corner waits in the source pages, exactly as it did when A left.":
    "C hat jede Seite geschrieben. Der Speicher gehört A, und mittendrin sitzt C in seiner Ecke, kurz vor dem Sprung. Was von A in diese Ecke gehört, wartet in den Source Pages, genau so, wie es war, als A ging.",
  "A's [control page](frame/control-a), its swap page and its list lie outside of the range. They must: they are in the image, and they have to be where they were before a single page can be exchanged.":
    "As [Control Page](frame/control-a), seine Swap Page und seine Liste liegen außerhalb des Bereichs. Das müssen sie: Sie stehen im Image, und sie müssen dort sein, wo sie waren, bevor auch nur eine Seite ausgetauscht werden kann.",
  "What becomes of C": "Was aus C wird",
  "A's code has exchanged the pages of its list. A's pages are home, and C's went where A's had waited. A will free them some day without ever knowing whose they were.":
    "As Code hat die Seiten seiner Liste ausgetauscht. As Seiten sind zu Hause, und die von C liegen, wo As gewartet haben. Irgendwann gibt A sie frei, ohne je zu wissen, wem sie gehörten.",
  "So C may ruin its corner as it likes: it is the one place that A brings back by itself.":
    "Also darf C seine Ecke nach Belieben verwüsten: Sie ist der eine Ort, den A von selbst zurückbringt.",
  "Told of everything": "Alles genannt",
  "C is told of everything": "C bekommt alles genannt",
  "The same machine and the same image. But this time the boot loader forgets the limit, and [kernel C](kernel/C) takes all memory for its own. Its pages lie wherever it has found a free one.":
    "Dieselbe Maschine und dasselbe Image. Aber diesmal vergisst der Bootloader die Grenze, und [Kernel C](kernel/C) hält den ganzen Speicher für seinen. Seine Seiten liegen, wo immer eine freie war.",
  "On the right the rule is broken: the hatched part of C's bar lies outside of B's range.":
    "Rechts ist die Regel gebrochen: Der schraffierte Teil von Cs Balken liegt außerhalb von Bs Bereich.",
  "krestore looks before it writes": "krestore schaut, bevor es schreibt",
  "The tool compares each range of the image with the memory that C has been told of, before it writes one byte. The first page that would land in C ends it, with a sentence that says which, and what to do.":
    "Das Werkzeug vergleicht jeden Bereich des Images mit dem Speicher, der C genannt wurde, bevor es ein Byte schreibt. Die erste Seite, die in C landen würde, beendet es, mit einem Satz, der sagt, welche es ist und was zu tun ist.",
  "Nothing of A has been touched. The image is still *complete*, not resumed: boot C once more, with the limit, and it will work.":
    "Von A wurde nichts angefasst. Das Image ist noch *vollständig*, nicht verbraucht: C noch einmal booten, mit der Grenze, und es klappt.",
  "With nobody who looks": "Wenn niemand hinschaut",
  "And if nobody looks": "Und wenn niemand hinschaut",
  "Once more C is told of everything, and now krestore takes every address it is given. The early tool did: `/dev/oldmem` could be written anywhere.":
    "Noch einmal bekommt C alles genannt, und jetzt nimmt krestore jede Adresse, die es bekommt. Das frühe Werkzeug tat das: `/dev/oldmem` ließ sich überallhin schreiben.",
  "It seems to work. Every page is written, and C goes on as if nothing had happened. But C reads the image through a buffer of sixteen frames, and [frame 0x00106](frame/0x106) is one of them. A's page was put there, and then the next sixteen blocks of the image were read on top of it.":
    "Es scheint zu gehen. Jede Seite wird geschrieben, und C macht weiter, als wäre nichts gewesen. Aber C liest das Image durch einen Puffer von sechzehn Frames, und [Frame 0x00106](frame/0x106) ist einer davon. As Seite kam hinein, und dann wurden die nächsten sechzehn Blöcke des Images darübergelesen.",
  "One page too few": "Eine Seite zu wenig",
  "[Frame 0x00106](frame/0x106) was the directory of A's transition page tables. The exchange went well, for it needs no tables. Then A's code loaded [CR3](reg/cr3) with that address and switched paging on.":
    "[Frame 0x00106](frame/0x106) war das Verzeichnis von As Übergangs-Seitentabellen. Der Austausch ging gut, denn er braucht keine Tabellen. Dann lud As Code [CR3](reg/cr3) mit dieser Adresse und schaltete Paging ein.",
  "The next fetch finds no page. There is no table of exceptions either, and the machine resets. The image is marked as resumed: it will not be tried again.":
    "Der nächste Fetch findet keine Seite. Eine Tabelle für Exceptions gibt es auch nicht, und die Maschine startet neu. Das Image ist als verbraucht markiert: Noch einmal wird es niemand versuchen.",
  "Step back with {,} and watch paging go off again.": "Mit {,} zurückgehen und zusehen, wie Paging wieder ausgeht.",
  "Why sixteen segments are not enough": "Warum sechzehn Segmente nicht reichen",
  "A smaller image has more holes, and the loader counts them.":
    "Ein kleineres Image hat mehr Löcher, und der Loader zählt sie.",
  "Two ranges": "Zwei Bereiche",
  "Without a way to write old memory": "Ohne einen Weg, alten Speicher zu schreiben",
  "krestore needed a device that writes anywhere, and that device is gone from today's kernels. But [kernel C](kernel/C) has a system call that puts pages where they belong, at the last moment, when nobody needs what lies there: `kexec_load`.":
    "krestore brauchte ein Gerät, das überallhin schreibt, und das gibt es in heutigen Kerneln nicht mehr. Aber [Kernel C](kernel/C) hat einen Systemaufruf, der Seiten dorthin bringt, wo sie hingehören, im letzten Augenblick, wenn niemand mehr braucht, was dort liegt: `kexec_load`.",
  "So C may be told of all memory. It loads the image as if A were a kernel to start, into whatever pages it has free.":
    "Also darf C der ganze Speicher genannt werden. Er lädt das Image, als wäre A ein Kernel, der gestartet werden soll, in die Seiten, die gerade frei sind.",
  "A range, a segment": "Ein Bereich, ein Segment",
  "Each range of the image becomes one segment: where it goes, how long it is, which bytes. This image is plain, all of A's memory in [two ranges](go/phase/power-off), and two segments are nothing.":
    "Jeder Bereich des Images wird ein Segment: wohin es gehört, wie lang es ist, welche Bytes. Dieses Image ist schlicht, As ganzer Speicher in [zwei Bereichen](go/phase/power-off), und zwei Segmente sind gar nichts.",
  "The list that results is long, but most of its entries point to themselves: C had the very page free that was wanted. Nothing moves for those.":
    "Die Liste, die daraus wird, ist lang, aber die meisten ihrer Einträge zeigen auf sich selbst: C hatte genau die Seite frei, die gewünscht war. Für sie bewegt sich nichts.",
  "A way of no return": "Ein Weg ohne Wiederkehr",
  "C's code has moved the image into place and jumps to the entry. It keeps nothing of itself, for A's peer is gone: the start of A's image is 0 now, and for its next hibernation A loads kernel B anew.":
    "Cs Code hat das Image an seinen Platz geschafft und springt zum Einsprung. Von sich selbst behält er nichts, denn As Peer ist weg: Der Start von As Image ist jetzt 0, und für den nächsten Ruhezustand lädt A den Kernel B neu.",
  "The rest is as ever. A exchanges its own pages, and goes on.":
    "Der Rest ist wie immer. A tauscht seine eigenen Seiten aus und macht weiter.",
  "Too many ranges": "Zu viele Bereiche",
  "A smaller image has more holes": "Ein kleineres Image hat mehr Löcher",
  "Many of A's pages are free, so leave them out: the image shrinks. But free pages lie where they lie, one here, three there, and each gap cuts a range in two.":
    "Viele von As Seiten sind frei, also weg damit: Das Image schrumpft. Aber freie Seiten liegen, wo sie liegen, hier eine, dort drei, und jede Lücke zerschneidet einen Bereich in zwei.",
  "See the comb of ribbons. It was two ranges; now it is dozens, for the same memory.":
    "Man sehe den Kamm aus Bändern. Es waren zwei Bereiche; jetzt sind es Dutzende, für denselben Speicher.",
  EINVAL: "EINVAL",
  "`kexec_load` takes sixteen segments, and its first rules are about counting. C's call comes back with *EINVAL* before a page has been allocated.":
    "`kexec_load` nimmt sechzehn Segmente, und seine ersten Regeln handeln vom Zählen. Cs Aufruf kommt mit *EINVAL* zurück, bevor eine einzige Seite angelegt wurde.",
  "Nothing is lost. A is on the disk, whole, its header untouched. Only nobody can load it.":
    "Verloren ist nichts. A liegt auf der Platte, ganz, der Header unberührt. Nur laden kann ihn niemand.",
  "In many calls": "In vielen Aufrufen",
  "Call it as often as it takes": "So oft aufrufen wie nötig",
  "In May 2008 a patch was proposed: a flag by which a call adds its segments to the image at hand. Sixteen, then sixteen more. It was never merged; here you can see it work, with a flag of the lab's own.":
    "Im Mai 2008 wurde ein Patch vorgeschlagen: ein Flag, mit dem ein Aufruf seine Segmente an das vorhandene Image anfügt. Sechzehn, dann noch sechzehn. Es wurde nie aufgenommen; hier ist es bei der Arbeit zu sehen, mit einem eigenen Flag des Labors.",
  "It is harder than it sounds. A page that an earlier call has put to use, for the control code, the list, or a page's waiting place, may turn out to be where a later segment belongs. Such a page has to move out of the way first.":
    "Es ist schwieriger, als es klingt. Eine Seite, die ein früherer Aufruf in Gebrauch genommen hat, für den Control Code, die Liste oder den Warteplatz einer Seite, kann sich als der Ort erweisen, an den ein späteres Segment gehört. Eine solche Seite muss vorher aus dem Weg.",
  "One list in the end": "Am Ende eine Liste",
  "The calls are done, and what they leave is one [list](frame/list), no different from that of a single call: destinations, sources, an end. The control code does not know how it came about.":
    "Die Aufrufe sind fertig, und was sie hinterlassen, ist eine [Liste](frame/list), nicht anders als die eines einzigen Aufrufs: Destinations, Sources, ein Ende. Der Control Code weiß nicht, wie sie entstanden ist.",
  "What a reader of the list cannot see is how many calls there were. What the machine cannot see does not matter to it.":
    "Wie viele Aufrufe es waren, sieht man der Liste nicht an. Was die Maschine nicht sehen kann, ist ihr gleich.",
  "The small image comes back": "Das kleine Image kommt zurück",
  "A is back from an image without its free pages, by nothing but a loader and a jump. What was free holds rubbish now. Nobody will miss it: free means exactly that.":
    "A ist zurück, aus einem Image ohne seine freien Seiten, durch nichts als einen Loader und einen Sprung. Was frei war, enthält jetzt Müll. Niemand wird es vermissen: Genau das heißt frei.",
  "The invariant *Every page of a kernel is as it left it* knows that too. It leaves out what A's own table called free.":
    "Auch die Invariante *Jede Seite eines Kernels ist so, wie er sie verlassen hat* weiß das. Sie lässt weg, was As eigene Tabelle frei nannte.",
};
