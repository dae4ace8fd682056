// What the stories ask before they show it: questions, hints, answers.

import type { Messages } from "../say.ts";

export const QUESTIONS_OF_STORIES_DE: Messages = {
  "One page is already there that will stay when all others move. Choose its frame on the map.":
    "Eine Seite ist schon da, die bleiben wird, wenn alle anderen sich bewegen. Ihren Frame auf der Karte wählen.",
  "It is in no destination, and on the map it has a colour of its own.":
    "Sie liegt in keiner Destination und hat auf der Karte eine eigene Farbe.",
  "3,840 pages are to change places. How many list pages hold the words for that?":
    "3.840 Seiten sollen die Plätze tauschen. Wie viele Listenseiten halten die Wörter dafür?",
  "A list page has 1,023 words and a link; a page to exchange takes one word, and each segment one more.":
    "Eine Listenseite hat 1.023 Wörter und einen Verweis; eine Seite zum Tauschen braucht ein Wort und jedes Segment eines dazu.",
  "The new tables will be live and the stack will have moved. Will paging be on then?":
    "Die neuen Tabellen werden gelten, und der Stack wird umgezogen sein. Ist Paging dann noch an?",
  "A load of CR3 changes what is translated. What says whether anything is?":
    "Das Laden von CR3 ändert, was übersetzt wird. Was sagt, ob überhaupt übersetzt wird?",
  "Yes, still": "Ja, noch immer",
  "No, the load of CR3 ends it": "Nein, das Laden von CR3 beendet es",
  "Copy 3 comes next. From which frame will it take its page? Choose it.":
    "Als Nächstes kommt Kopie 3. Aus welchem Frame nimmt sie ihre Seite? Diesen wählen.",
  "B's page has left its source page, and is not in its destination yet.":
    "Bs Seite hat ihre Source Page verlassen und ist noch nicht in ihrer Destination.",
  "This run makes five jumps. Which kernel will be running at its end?":
    "Dieser Lauf macht fünf Sprünge. Welcher Kernel läuft an seinem Ende?",
  "The first jump leads from A to B, the second back.": "Der erste Sprung führt von A nach B, der zweite zurück.",
  "The power goes next. How much of kernel A will be left in memory?":
    "Als Nächstes geht der Strom weg. Wie viel von Kernel A bleibt im Speicher?",
  "What holds the bytes of a memory without power?": "Was hält die Bytes eines Speichers ohne Strom?",
  "What B did not exchange": "Was B nicht getauscht hat",
  "A's save routine will return for the second time. What will EAX hold then?":
    "As Sicherungsroutine kehrt gleich zum zweiten Mal zurück. Was steht dann in EAX?",
  "It has returned 0 once, before the machine was switched off.":
    "0 hat sie schon einmal zurückgegeben, bevor die Maschine ausgeschaltet wurde.",
  "0 again": "Wieder 0",
  "Two of the three images are still on the disk. Which one will C bring back?":
    "Zwei der drei Images sind noch auf der Platte. Welches bringt C zurück?",
  "Each image has a number of its own, and A has gone on since the second.":
    "Jedes Image hat seine eigene Nummer, und A hat seit dem zweiten weitergearbeitet.",
  "Image 2, which lies in slot 1": "Image 2, das in Slot 1 liegt",
  "Image 3, which lies in slot 0": "Image 3, das in Slot 0 liegt",
  "krestore is about to write A's pages to where they belong. How will this end?":
    "krestore schreibt As Seiten gleich dorthin, wo sie hingehören. Wie geht das aus?",
  "Some of them belong where C itself lives, and krestore looks first.":
    "Einige davon gehören dorthin, wo C selbst wohnt, und krestore sieht vorher hin.",
  "A comes back": "A kommt zurück",
  "krestore refuses": "krestore lehnt ab",
  "C overwrites itself": "C überschreibt sich selbst",
  "Nobody has looked this time, and the jump is near. How will this end?":
    "Diesmal hat niemand hingesehen, und der Sprung steht bevor. Wie geht das aus?",
  "C's page directory lay where A's pages have been written.":
    "Cs Seitenverzeichnis lag, wo As Seiten hingeschrieben wurden.",
  "With a triple fault": "Mit einem Triple Fault",
  "kexec_load refuses": "kexec_load lehnt ab",
  "C will pass this image to kexec_load in one call. What will come of it?":
    "C übergibt dieses Image in einem Aufruf an kexec_load. Was wird daraus?",
  "Count the ranges: each is a segment.": "Die Bereiche zählen: Jeder ist ein Segment.",
  capture: "Aufnahme",
  branch: "Zweig",
  image: "Image",
};
