import { describe, expect, test } from "@jest/globals";
import {
  describeOwner,
  Ledger,
  ownerKey,
  type Claim,
  type Owner,
} from "../../../provider/src/core/ownership";

const owner = (name: string, under?: string): Owner => ({ type: "DnsZoneRecords", name, under });
const [mail, spf] = [owner("mail"), owner("spf")];
const mx: Claim = { key: "MX example.com", property: 'records["MX example.com"]' };
const txt: Claim = { key: "TXT example.com", property: 'records["TXT example.com"]' };
const shared = (claim: Claim): Claim => ({ ...claim, shared: true });
const names = (all: { owner: Owner }[]): string[] => all.map(one => one.owner.name);

describe("an owner", () => {
  test("is told from another by type, name and parents", () => {
    const keys = [mail, owner("mail", "my:index:Shop"), { ...mail, type: "Package" }, spf].map(ownerKey);
    expect(new Set(keys).size).toBe(4);
  });

  test("has the end of its URN for a key", () => {
    expect([mail, owner("mail", "my:index:Shop")].map(ownerKey)).toEqual([
      "DnsZoneRecords::mail",
      "my:index:Shop$DnsZoneRecords::mail",
    ]);
  });

  test("is named by type and name, and by its parents where another has the same", () => {
    expect(describeOwner(owner("mail", "my:index:Shop"))).toBe('DnsZoneRecords "mail"');
    expect(describeOwner(owner("mail", "my:index:Shop"), mail)).toBe(
      'DnsZoneRecords "mail" in my:index:Shop',
    );
    expect(describeOwner(mail, owner("mail", "my:index:Shop"))).toBe('DnsZoneRecords "mail" without parent');
  });
});

describe("who was not heard of yet", () => {
  const seen = (ledger: Ledger): string[] => ledger.unseen(mx.key, spf).map(({ name }) => name);

  test("declares a thing, or is announced to, and has told nothing of what it holds", () => {
    const ledger = new Ledger();
    ledger.announce(mail, [mx]);
    expect(seen(ledger)).toEqual(["mail"]);
    ledger.declare(mail, [mx]);
    expect(seen(ledger)).toEqual(["mail"]);
    ledger.hold(mail, [mx]);
    expect(seen(ledger)).toEqual([]);
  });

  test("is neither who asks, nor who declares something else, nor who is about to be made", () => {
    const ledger = new Ledger();
    ledger.declare(spf, [mx]);
    ledger.declare(owner("txt"), [txt]);
    ledger.declare(mail, [mx]);
    ledger.begins(mail);
    expect(seen(ledger)).toEqual([]);
  });

  test("what a resource holds is not forgotten because it is about to be made anew", () => {
    const ledger = new Ledger();
    ledger.hold(mail, [mx]);
    ledger.begins(mail);
    expect(names(ledger.holders(mx.key))).toEqual(["mail"]);
  });
});

describe("declarations", () => {
  test("of others are told from one's own, whether shared, announced or neither", () => {
    const ledger = new Ledger();
    expect(ledger.isDeclaredBeside(mx.key, mail)).toBe(false);
    ledger.declare(mail, [shared(mx)]);
    expect(ledger.isDeclaredBeside(mx.key, mail)).toBe(false);
    expect(ledger.isDeclaredBeside(mx.key, spf)).toBe(true);
    ledger.announce(spf, [shared(mx)]);
    expect(ledger.isDeclaredBeside(mx.key, mail)).toBe(true);
    expect(ledger.isDeclaredBeside(txt.key, mail)).toBe(false);
  });

  test("that a resource does not share any more collide", () => {
    const ledger = new Ledger();
    ledger.declare(mail, [shared(mx)]);
    expect(ledger.declare(spf, [shared(mx)])).toEqual([]);
    ledger.declare(mail, [mx]);
    expect(ledger.declare(spf, [shared(mx)])).toHaveLength(1);
    ledger.declare(mail, [mx, shared(mx)]);
    expect(ledger.declare(spf, [shared(mx)])).toEqual([]);
  });

  test("of different things do not collide", () => {
    const ledger = new Ledger();
    expect([ledger.declare(mail, [mx]), ledger.declare(spf, [txt])]).toEqual([[], []]);
  });

  test("of one thing collide, and the failure names the other resource", () => {
    const ledger = new Ledger();
    ledger.declare(mail, [mx]);
    expect(ledger.declare(spf, [txt, mx])).toEqual([
      {
        property: 'records["MX example.com"]',
        reason: 'MX example.com is declared by DnsZoneRecords "mail" as well; declare it in one place.',
      },
    ]);
  });

  test("that are shared collide where they want the thing otherwise, and only there", () => {
    const ledger = new Ledger();
    const wanting = (alike?: string): Claim => ({ ...shared(mx), ...(alike !== undefined && { alike }) });
    ledger.declare(mail, [wanting("ttl 300")]);
    expect(ledger.declare(spf, [wanting()])).toEqual([]);
    expect(ledger.declare(spf, [wanting("ttl 300")])).toEqual([]);
    expect(ledger.declare(spf, [wanting("ttl 600")])).toEqual([
      {
        property: 'records["MX example.com"]',
        reason:
          'MX example.com has ttl 600 here and ttl 300 in DnsZoneRecords "mail"; declare the same in both, or leave it out of one.',
      },
    ]);
    expect(ledger.declare(mail, [wanting("ttl 600")])).toEqual([]);
    expect(ledger.declare(mail, [wanting()])).toEqual([]);
  });

  test("that are shared and wanted otherwise by one that was only announced collide", () => {
    const ledger = new Ledger();
    ledger.announce(spf, [{ ...shared(mx), alike: "ttl 900" }]);
    const [failure] = ledger.declare(mail, [{ ...shared(mx), alike: "ttl 600" }]);
    expect(failure?.reason).toContain('ttl 900 in DnsZoneRecords "spf"');
  });

  test("of one name under two parents collide, and are told apart", () => {
    const ledger = new Ledger();
    ledger.declare(owner("mail", "my:index:Shop"), [mx]);
    expect(ledger.declare(owner("mail", "my:index:Office"), [mx])[0]?.reason).toContain(
      'DnsZoneRecords "mail" in my:index:Shop',
    );
  });

  test("that are all shared do not collide", () => {
    const ledger = new Ledger();
    for (const name of ["one", "two", "three"]) expect(ledger.declare(owner(name), [shared(mx)])).toEqual([]);
  });

  test("that are shared collide with one that is not, whichever comes first", () => {
    const first = new Ledger();
    first.declare(mail, [shared(mx)]);
    expect(first.declare(spf, [mx])).toHaveLength(1);
    const last = new Ledger();
    last.declare(mail, [mx]);
    expect(last.declare(spf, [shared(mx)])).toHaveLength(1);
  });

  test("of a thing with room for so many are refused from the first one too many on", () => {
    const ledger = new Ledger();
    const roomy = { ...shared(mx), label: "a place", most: { number: 2, reason: "there are two." } };
    ledger.announce(owner("three"), [roomy]);
    expect(ledger.declare(owner("one"), [roomy])).toEqual([]);
    const crowd = [{ property: mx.property, reason: "3 resources declare a place; there are two." }];
    expect(ledger.declare(owner("two"), [roomy])).toEqual(crowd);
    expect(ledger.declare(owner("three"), [roomy])).toEqual(crowd);
    ledger.declare(owner("one"), []);
    expect(ledger.declare(owner("two"), [roomy])).toEqual([]);
  });

  test("of a thing with room collide with one that is not shared, however much room there is", () => {
    const ledger = new Ledger();
    ledger.declare(mail, [mx]);
    expect(ledger.declare(spf, [{ ...shared(mx), most: { number: 2, reason: "" } }])).toEqual([
      expect.objectContaining({
        reason: expect.stringContaining('declared by DnsZoneRecords "mail" as well'),
      }),
    ]);
  });

  test("of a resource that is checked again replace what it declared before", () => {
    const ledger = new Ledger();
    ledger.declare(mail, [mx, txt]);
    expect(ledger.declare(mail, [mx])).toEqual([]);
    expect(ledger.declare(spf, [txt])).toEqual([]);
    expect(ledger.declare(mail, [txt])).toHaveLength(1);
  });
});

describe("who declares a thing", () => {
  const ledger = new Ledger();
  ledger.declare(mail, [{ ...mx, detail: { values: ["10 mx1.example.net"] } }]);
  ledger.declare(spf, [shared(txt)]);
  ledger.declare(owner("verification"), [shared(txt)]);

  test("is told with what it says of the thing", () => {
    expect(ledger.declarers(mx.key)).toEqual([{ owner: mail, detail: { values: ["10 mx1.example.net"] } }]);
    expect(names(ledger.declarers(txt.key))).toEqual(["spf", "verification"]);
    expect(ledger.declarers("A example.com")).toEqual([]);
  });

  test("counts the asker too, unless it asks for others only", () => {
    expect(names(ledger.declarers(mx.key, spf))).toEqual(["mail"]);
    expect(ledger.declarers(mx.key, mail)).toEqual([]);
    expect(names(ledger.declarers(txt.key, spf))).toEqual(["verification"]);
  });

  test("ends with a check that no longer says so", () => {
    const passing = new Ledger();
    passing.declare(mail, [mx]);
    passing.declare(mail, []);
    expect(passing.declarers(mx.key)).toEqual([]);
    expect(passing.isDeclared(mail)).toBe(true);
    expect(passing.isDeclared(spf)).toBe(false);
  });
});

describe("an announcement", () => {
  test("counts until the resource itself was checked", () => {
    const ledger = new Ledger();
    ledger.announce(spf, [mx]);
    expect(ledger.isDeclared(spf)).toBe(true);
    expect(names(ledger.declarers(mx.key))).toEqual(["spf"]);
    ledger.declare(spf, [txt]);
    expect(ledger.declarers(mx.key)).toEqual([]);
    expect(ledger.declare(mail, [mx])).toEqual([]);
  });

  test("collides as a declaration does, so that the first of two is refused before it is made", () => {
    const ledger = new Ledger();
    ledger.announce(spf, [mx, shared(txt)]);
    expect(ledger.declare(mail, [mx, shared(txt)]).map(({ property }) => property)).toEqual([mx.property]);
  });

  test("that comes after the check says nothing new", () => {
    const ledger = new Ledger();
    ledger.declare(spf, [txt]);
    ledger.announce(spf, [mx]);
    expect(ledger.declarers(mx.key)).toEqual([]);
  });
});

test("the names of a run's resources are those declared and announced, each once", () => {
  const ledger = new Ledger();
  expect(ledger.names()).toEqual([]);
  ledger.announce(spf, [txt]);
  ledger.announce(mail, [mx]);
  ledger.declare(mail, []);
  expect(ledger.names().sort()).toEqual(["mail", "spf"]);
});

test("what has ended in a run is known of each thing", () => {
  const ledger = new Ledger();
  ledger.end(mx.key);
  expect([ledger.hasEnded(mx.key), ledger.hasEnded(txt.key)]).toEqual([true, false]);
});

describe("who holds a thing", () => {
  test("is known from what it was last seen to have", () => {
    const ledger = new Ledger();
    ledger.hold(mail, [{ key: mx.key, detail: "as found" }]);
    expect(ledger.holders(mx.key)).toEqual([{ owner: mail, detail: "as found" }]);
    expect(ledger.holders(mx.key, mail)).toEqual([]);
    ledger.hold(mail, []);
    expect(ledger.holders(mx.key)).toEqual([]);
  });

  test("is one thing, whether it is declared now another", () => {
    const ledger = new Ledger();
    ledger.hold(mail, [{ key: "package 1" }]);
    expect(ledger.declaredHolders("package 1")).toEqual([]);
    ledger.declare(mail, []);
    expect(names(ledger.declaredHolders("package 1"))).toEqual(["mail"]);
    expect(ledger.declaredHolders("package 1", mail)).toEqual([]);
  });
});

test("what is left behind of a thing waits for whoever takes it over", () => {
  const ledger = new Ledger();
  expect(ledger.bequest(mx.key)).toBeUndefined();
  ledger.bequeath(mx.key, { values: ["10 old.example.net"] });
  expect(ledger.bequest(mx.key)).toEqual({ values: ["10 old.example.net"] });
});
