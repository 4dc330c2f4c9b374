import fc from "fast-check";
import type { RecordSets, WireRecordSet } from "../../../provider/src/dns/types";
import { canonicalContent } from "../../../provider/src/dns/values";

type Spell = (value: string, random: Random) => string;

/** Values of each type, by a number, in canonical form. A small range, so that zones and programs often agree. */
const VALUES: Record<string, (n: number) => string> = {
  A: n => `192.0.2.${n}`,
  AAAA: n => `2001:db8::${n + 1}:0:${n + 10}`,
  CNAME: n => `target${n}.example.net`,
  MX: n => `${n * 7} mx${n}.example.net`,
  PTR: n => `host${n}.example.net`,
  SRV: n => `${n} 5 5060 sip${n}.example.net`,
  TXT: n => ` Text ${n} "x". `,
};

const HOST_NAMES = ["example.com", "www.example.com", "_x._tcp.example.com", "*.shop.example.com"];
const SHARED_KEYS = HOST_NAMES.flatMap(hostName =>
  ["A", "AAAA", "MX", "PTR", "TXT"].map(type => `${type} ${hostName}`),
);
const KEYS = [...SHARED_KEYS, "SRV _x._tcp.example.com", "CNAME c1.example.com", "CNAME c2.example.com"];
const MANY_KEYS = [...KEYS, ...Array.from({ length: 60 }, (_, index) => `A host${index}.example.com`)];

/** Record sets in canonical form. */
const someOf = (keys: readonly string[], maxLength: number): fc.Arbitrary<RecordSets> => {
  const content = fc.tuple(
    fc.constantFrom(...keys),
    fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(undefined, 60, 300),
  );
  return fc.array(content, { maxLength, size: "max" }).map(contents =>
    Object.fromEntries(
      contents.map(([key, numbers, ttl]) => {
        const type = key.split(" ")[0] ?? "";
        const values = (type === "CNAME" ? numbers.slice(0, 1) : numbers).map(n => VALUES[type]?.(n) ?? "");
        return [key, canonicalContent(type, values, ttl)];
      }),
    ),
  );
};

export const recordSets = someOf(KEYS, 5);
export const manyRecordSets = someOf(MANY_KEYS, 60);
export const mergeableRecordSets = someOf(
  KEYS.filter(key => !key.startsWith("CNAME")),
  5,
);

/** A zone as Wix may send it: every set has a TTL, values in any order and spelling. */
export const toWire = (sets: RecordSets, random: Random): WireRecordSet[] =>
  Object.entries(sets).map(([key, { values, ttl = 3600 }]) => {
    const [type = "", hostName = ""] = key.split(" ");
    return { type, hostName, ttl, values: random.shuffled(values).map(value => spell(type, value, random)) };
  });

/** Canonical record sets as somebody may type them. */
export const asTyped = (sets: RecordSets, random: Random): unknown =>
  random.shuffled(
    Object.entries(sets).map(([key, { values, ttl }]) => {
      const [type = "", hostName = ""] = key.split(" ");
      const repeated = random.coin() ? [...values, random.oneOf(values)] : values;
      return {
        type: random.coin() ? type : type.toLowerCase(),
        hostName: spellHostName(hostName, random),
        values: random.shuffled(repeated).map(value => spell(type, value, random)),
        ...(ttl !== undefined && { ttl }),
      };
    }),
  );

/** Decisions that follow from a seed. */
export class Random {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  coin(): boolean {
    return this.below(2) === 0;
  }

  oneOf<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    const left = [...items];
    return items.map(() => left.splice(this.below(left.length), 1)[0] as Item);
  }
}

export const random = fc.nat().map(seed => new Random(seed));

const spellName: Spell = (name, random) =>
  `${random.coin() ? name : name.toUpperCase()}${random.coin() ? "" : "."}`;

const spellHostName: Spell = (hostName, random) => {
  if (hostName === "example.com" && random.coin()) return "@";
  if (hostName !== "example.com" && random.coin())
    return hostName.slice(0, -".example.com".length).toUpperCase();
  return spellName(hostName, random);
};

const spellFields: Spell = (value, random) => {
  const fields = value.split(" ");
  const blank = () => random.oneOf([" ", "  ", "\t", " \t "]);
  const [target = "", ...numbers] = fields.reverse();
  const spelled = numbers.reverse().map(number => (random.coin() ? number : `0${number}`) + blank());
  return spelled.join("") + spellName(target, random);
};

const spellIPv6: Spell = (address, random) => {
  const [head = "", tail = ""] = address.split("::");
  const missing = 8 - head.split(":").length - tail.split(":").length;
  return random.oneOf([
    address,
    address.toUpperCase(),
    [head, ...Array.from({ length: missing }, () => "0"), tail].join(":"),
    [head, ...Array.from({ length: missing }, () => "0000"), tail].join(":"),
  ]);
};

const SPELLERS: Record<string, Spell> = {
  AAAA: spellIPv6,
  CNAME: spellName,
  MX: spellFields,
  PTR: spellName,
  SRV: spellFields,
};

const spell = (type: string, value: string, random: Random) => SPELLERS[type]?.(value, random) ?? value;
