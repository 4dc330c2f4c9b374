import { expect } from "@jest/globals";
import {
  apply,
  dnsZoneRecords,
  fails,
  isSilent,
  program,
  scenarios,
  succeeds,
  writesOf,
  zoneOf,
  type Scene,
} from "../support/scene";
import { initialState, type StateDocument } from "../../simulator/src";
import { ALLOWANCES } from "../../provider/src/dns/care/allowances";
import { MAIL, merging, mx, sets, txt } from "../support/zone-scene";
import { CORPUS, filled, placed, type Outage } from "../unit/dns/care/corpus";

const ZONE = "example.com";

/** Each on a domain of its own, so that one resource holds them all, and one preview shows them all. */
const TOGETHER = CORPUS.filter(({ wholeZone, beside }) => wholeZone !== true && beside === undefined).map(
  (row, index): [label: string, row: Outage] => [`c${index + 1}`, row],
);

/** The others are the whole of a zone: each is in one of its own. */
const WHOLE = CORPUS.filter(({ wholeZone }) => wholeZone === true).map(
  (row, index): [zone: string, row: Outage] => [`zone${index + 1}.example`, row],
);

const wholeZones = (which: "before" | "after", of: (zone: string) => boolean): string[] =>
  WHOLE.map(([domainName, row], index) =>
    dnsZoneRecords(`zone${index + 1}`, {
      domainName,
      records: placed(row[of(domainName) ? which : "before"], domainName),
    }),
  );

/** The account with a domain and a zone for each of these. */
const withZones = (): StateDocument => {
  const { domains, dnsZones, ...state } = initialState();
  const copyOf = <Content>(content: Content, zone: string): Content =>
    JSON.parse(JSON.stringify(content).replaceAll(ZONE, zone)) as Content;
  const copies = <Content>(of: Record<string, Content> = {}): Record<string, Content> =>
    Object.fromEntries(
      [ZONE, ...WHOLE.map(([zone]) => zone)].map(zone => [zone, copyOf(of[ZONE] as Content, zone)]),
    );
  return {
    ...state,
    domains: { ...domains, ...copies(domains) },
    dnsZones: { ...dnsZones, ...copies(dnsZones) },
  };
};

const all = (which: "before" | "after"): string =>
  sets({ existing: "replace" })(
    "all",
    TOGETHER.flatMap(([label, row]) => placed(row[which], ZONE, label)),
  );

/** As one text: Pulumi indents lines. */
const flat = (text: string): string => text.replaceAll(/\s+/g, " ");

/** Nothing is sent by a preview that refuses. */
const refuses = async (scene: Scene, ...statements: string[]): Promise<string> => {
  await scene.simulator.control.clearJournal();
  await scene.stack.replaceProgram(program(...statements));
  const text = flat(await fails(scene.stack.preview()));
  expect(await writesOf(scene)).toEqual([]);
  return text;
};

const shows = (text: string, row: Outage, label?: string): void => {
  for (const says of row.says) expect(text).toContain(flat(filled(says, ZONE, label)));
  for (const rule of row.said ?? []) expect(text).toContain(`warning (${rule}): `);
  for (const word of row.refused ?? []) if (word in ALLOWANCES) expect(text).toContain(`allow: ["${word}"]`);
};

scenarios({
  "every outage of the corpus is refused or spoken of at preview, before anything is sent": {
    account: withZones,
    async play(scene) {
      expect(TOGETHER.length).toBeGreaterThanOrEqual(60);
      await apply(scene.stack, all("before"), ...wholeZones("before", () => true));
      const text = await refuses(scene, all("after"));
      for (const [label, row] of TOGETHER) shows(text, row, label);
      expect(text).toContain('allow: ["mass-change"]');

      expect(text).toMatch(
        /Since when: MX c1\.example\.com has stood there since \d{4}-\d\d-\d\d, at least\./,
      );

      for (const [zone, row] of WHOLE)
        shows(await refuses(scene, all("before"), ...wholeZones("after", one => one === zone)), {
          ...row,
          says: row.says.map(says => filled(says, zone)),
        });

      for (const row of CORPUS.filter(({ beside }) => beside !== undefined)) {
        const beside = merging("other", placed(row.beside ?? [], ZONE, "two"));
        shows(
          await refuses(scene, all("before"), beside, merging("own", placed(row.after, ZONE, "two"))),
          row,
          "two",
        );
      }
    },
  },

  "what is allowed by name is done, what moves to another resource needs no word, and a word left over is pointed out":
    {
      async play(scene) {
        const { stack } = scene;
        const servers = mx("10 mx1.example.net");
        const note = txt("note=1");
        await apply(stack, sets()("a", [servers, note]), sets()("b", [{ ...note, hostName: "b" }]));
        await apply(stack, sets()("a", [note]), sets()("b", [servers, { ...note, hostName: "b" }]));
        expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net"]);

        const without = sets()("b", [{ ...note, hostName: "b" }]);
        expect(await refuses(scene, without)).toContain(
          "MX example.com: No mail server is left for example.com; it had 10 mx1.example.net.",
        );
        const allowed = sets({ allow: ["remove-mx"] })("b", [{ ...note, hostName: "b" }]);
        expect(await apply(stack, allowed)).toContain(
          "allowed by remove-mx: no mail server is left for example.com",
        );
        expect((await zoneOf(scene)).get(MAIL)).toBeUndefined();
        expect(await succeeds(stack.preview("--expect-no-changes"))).toContain(
          '"remove-mx" is not needed any more',
        );
        await apply(stack, without);
        await isSilent(stack);
      },
    },
});
