import { describe, expect, test } from "@jest/globals";
import { dnsZoneRecords } from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { beside, mail, recordsUnderTest } from "./records-stack";

const { world, stack, values, edit, said, patches, control } = recordsUnderTest();
const MX1 = "10 mx1.example.net";
const FOREIGN = "5 mail.example.org";
const TOKEN = { type: "TXT", hostName: "t", values: ["t=1"] };
const only = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  args: { domainName: "example.com", records: [TOKEN], ...more },
});
const both = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  args: {
    domainName: "example.com",
    records: [TOKEN, { type: "MX", hostName: "@", values: [MX1] }],
    ...more,
  },
});
const REFUSED = "No mail server is left for example.com; it had 10 mx1.example.net.";

describe("a change that breaks mail", () => {
  test("is refused before anything is sent, and done once it is allowed by name", async () => {
    const one = stack();
    await one.up([both("mail")]);
    await control().clearJournal();
    await expect(one.up([only("mail")])).rejects.toThrow(REFUSED);
    expect(await patches()).toBe(0);
    await one.up([only("mail", { allow: ["remove-mx"] })]);
    expect(await values("MX")).toBeUndefined();
    expect(said()).toContain("allowed by remove-mx: no mail server is left");
  });

  test("is no change where the zone keeps, or gets back, a mail server", async () => {
    await edit("MX", FOREIGN);
    const one = stack();
    await one.up([both("mail", { existing: "replace" })]);
    await one.up([only("mail")]);
    expect(await values("MX")).toEqual([FOREIGN]);
    const kept = stack();
    await kept.up([both("kept", { existing: "replace" })]);
    await kept.up([only("kept", { onDestroy: "keep" })]);
    expect(await values("MX")).toEqual([MX1]);
  });

  test("needs no word where another resource declares the set, known at once or by a merge", async () => {
    const one = stack();
    await one.up([both("a"), only("b", { records: [{ ...TOKEN, hostName: "u" }] })]);
    await one.up([only("a"), mail("b", [MX1])]);
    expect(await values("MX")).toEqual([MX1]);
    const two = stack();
    const merged = { existing: "merge" };
    await two.up([mail("c", ["20 mx2.example.net"], merged), mail("d", ["30 mx3.example.net"], merged)]);
    await two.up([beside("c", merged), mail("d", ["30 mx3.example.net"], merged)]);
    expect(await values("MX")).not.toContain("20 mx2.example.net");
  });

  test("is refused with --replace as well, and nothing is lost by that", async () => {
    const one = stack();
    await one.up([both("mail")]);
    await control().clearJournal();
    await expect(one.up([only("mail")], { replace: ["mail"] })).rejects.toThrow(REFUSED);
    expect(await patches()).toBe(0);
    expect(await values("MX")).toEqual([MX1]);
    await expect(one.up([only("mail")])).rejects.toThrow(REFUSED);
    await one.up([only("mail", { allow: ["remove-mx"] })]);
    expect(await values("MX")).toBeUndefined();
    await one.destroy();
    expect(await values("TXT", "t.example.com")).toBeUndefined();
  });

  test("shows no secret", async () => {
    const one = stack();
    const sealed = { sealed: ["records"] };
    await one.up([{ ...both("mail"), ...sealed }]);
    const error = await one.up([{ ...only("mail"), ...sealed }]).catch((thrown: unknown) => String(thrown));
    await expect(one.up([only("mail")])).rejects.toThrow("it had [secret]");
    expect(String(error) + JSON.stringify(one.errors.mail?.message)).not.toContain("mx1.example.net");
  });

  test("of another zone is refused, since the old one loses all", async () => {
    const one = stack();
    await one.up([both("mail")]);
    await expect(one.up([both("mail", { domainName: "example.org" })])).rejects.toThrow(REFUSED);
    expect(await values("MX")).toEqual([MX1]);
  });
});

describe("since when a set stood", () => {
  const DAY = 24 * 3_600_000;
  const later = async (days: number): Promise<string> => {
    await world().clock.sleep(days * DAY);
    return new Date(world().clock.now()).toISOString().slice(0, 10);
  };
  const refusalOf = (one: ReturnType<typeof stack>, name = "mail") =>
    one.up([only(name)]).then(
      () => "nothing is refused",
      (error: unknown) => (error as Error).message,
    );
  const stood = (day: string): string => `Since when: MX example.com has stood there since ${day}, at least.`;

  test("is told from when it was first seen or written, whatever became of it meanwhile", async () => {
    const one = stack();
    const first = await later(0);
    await one.up([both("mail")]);
    await later(40);
    await one.up([both("mail", { records: [TOKEN, { type: "MX", hostName: "@", values: [MX1, FOREIGN] }] })]);
    await edit("MX", FOREIGN);
    await one.refresh();
    expect(await refusalOf(one)).toContain(stood(first));
    await later(1);
    const renamed = both("renamed", { records: [TOKEN, { type: "MX", hostName: "@", values: [FOREIGN] }] });
    await one.up([renamed], { aliases: { renamed: "mail" } });
    expect(await refusalOf(one, "renamed")).toContain(stood(first));
  });

  test("goes along to another resource", async () => {
    const one = stack();
    const first = await later(0);
    const other = only("other", { records: [{ ...TOKEN, hostName: "u" }] });
    await one.up([both("mail"), other]);
    await later(2);
    await one.up([only("mail"), mail("other", [MX1])]);
    await expect(one.up([only("mail"), other])).rejects.toThrow(stood(first));
  });

  test("is told anew of what was gone meanwhile", async () => {
    const one = stack();
    await one.up([both("mail")]);
    await control().edit("dns-zones", "example.com", { delete: [{ type: "MX", hostName: "example.com" }] });
    await one.refresh();
    const again = await later(3);
    await one.up([both("mail")]);
    expect(await refusalOf(one)).toContain(stood(again));
  });

  test("is told of nothing that was saved before it was noted", () => {
    const olds = {
      domainName: "example.com",
      records: { "MX example.com": { values: [MX1] }, "TXT t.example.com": { values: ["t=1"] } },
    };
    const news = { domainName: "example.com", records: { "TXT t.example.com": { values: ["t=1"] } } };
    const environment = { owner: { type: "DnsZoneRecords", name: "mail" }, account: () => "" };
    const refusal = (sets?: object) => () =>
      dnsZoneRecords.diff({ ...olds, ...(sets && { hidden: { sets } }) } as never, news, environment);
    expect(refusal()).toThrow("remove-mx");
    expect(refusal()).not.toThrow("Since when");
    expect(refusal({ "MX example.com": { since: "2020-05-06" } })).toThrow(stood("2020-05-06"));
  });
});

describe("words that allow", () => {
  test("are pointed out where they allow nothing", async () => {
    const one = stack();
    await one.up([both("mail", { allow: ["remove-mx"] })]);
    await one.up([both("mail", { allow: ["remove-mx"] })]);
    expect(said()).toContain('allow: "remove-mx" is not needed any more. Take it out');
  });

  test("hold as long as what they allow stands, without a line", async () => {
    const one = stack();
    const open = {
      records: [{ type: "TXT", hostName: "@", values: ["v=spf1 +all"] }],
      allow: ["spf-pass-all"],
    };
    await one.up([only("mail", open)]);
    await one.up([only("mail", open)]);
    expect(said()).not.toContain("not needed");
  });

  test.each([[["all"]], ["remove-mx"], [["*"]]])("are words of the list: %j", async allow => {
    await expect(stack().up([both("mail", { allow })])).rejects.toThrow("allow");
  });
});

describe("what is not known yet", () => {
  const olds = {
    domainName: "example.com",
    records: { "MX example.com": { values: [MX1] }, "TXT t.example.com": { values: ["t=1"] } },
  };
  const environment = { owner: { type: "DnsZoneRecords", name: "mail" }, account: () => "" };
  const lines = (news: object) => dnsZoneRecords.diff(olds, news as never, environment).lines;
  const records = { "TXT t.example.com": { values: ["t=1"] } };

  test.each([
    ["the values", { ...olds, records: { ...records, "MX example.com": { values: UNKNOWN } } }],
    ["a value", { ...olds, records: { ...records, "MX example.com": { values: [UNKNOWN] } } }],
    ["a host name", { ...olds, records: { ...records, "MX [1]": { values: [MX1] } } }],
    ["a type", { ...olds, records: { ...records, "[1]": { values: [MX1] } } }],
    ["all records", { ...olds, records: UNKNOWN }],
    ["the domain", { ...olds, domainName: UNKNOWN, records }],
    ["the words", { ...olds, records, allow: UNKNOWN }],
    ["a word", { ...olds, records, allow: [UNKNOWN] }],
    ["what becomes of sets", { ...olds, records, onDestroy: UNKNOWN }],
  ])("refuses nothing: %s", (_what, news) => {
    expect(lines(news)?.filter(line => !line.includes("allowed"))).toEqual([]);
  });

  test("is refused once it is known", () => {
    expect(() => lines({ ...olds, records })).toThrow("remove-mx");
  });
});

describe("a limit of one's own", () => {
  const hosts = (count: number, more: object = {}) =>
    only("hosts", {
      records: Array.from({ length: count }, (_, index) => ({
        type: "A",
        hostName: `h${index}`,
        values: ["192.0.2.1"],
      })),
      ...more,
    });

  test("counts in place of 30 percent of 10 sets", async () => {
    const one = stack();
    await one.up([hosts(10)]);
    await expect(one.up([hosts(6)])).rejects.toThrow(
      "4 of 10 record sets in example.com go or change at once (more than 30 %)",
    );
    await expect(one.up([hosts(9, { massChange: { percent: 5 } })])).rejects.toThrow("more than 5 %");
    await one.up([hosts(6, { massChange: { percent: 50 } })]);
    await expect(one.up([hosts(3, { massChange: { sets: 5 } })])).rejects.toThrow("3 of 6");
    await one.up([hosts(3)]);
  });

  test.each([{ percent: 101 }, { sets: 0 }, { share: 1 }])(
    "is refused where it is none: %j",
    async massChange => {
      await expect(stack().up([hosts(1, { massChange })])).rejects.toThrow("massChange");
    },
  );
});
