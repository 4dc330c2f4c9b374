/* What `pulumi import --file` reads: the same things as the native plugin's resources, for a program in whatever language. */
import type { Value } from "./code";
import type { Declared } from "./declared";

/** An entry of Pulumi's import file. */
interface Imported {
  type: string;
  name: string;
  id: string;
}

const textOf = (value: Value | undefined): string => (typeof value === "string" ? value : "");

const setOf = (record: Value): string => {
  const { type, hostName } = record as Readonly<Record<string, Value>>;
  return `${textOf(type)} ${textOf(hostName)}`;
};

const setsIn = (records: Value | undefined): string[] =>
  Array.isArray(records) ? (records as readonly Value[]).map(setOf) : [];

/** By which the native plugin reads it. */
const idOf = ({ type, args, id }: Declared): string => {
  if (id !== undefined) return id;
  const domain = textOf(args.domain ?? args.domainName);
  return type === "DnsZoneRecords" ? `${domain}/${setsIn(args.records).join(",")}` : domain;
};

export const importFileOf = (resources: readonly Declared[]): string => {
  const imported = resources.map((one): Imported => ({
    type: `wix:index:${one.type}`,
    name: one.name,
    id: idOf(one),
  }));
  return `${JSON.stringify({ resources: imported }, undefined, 2)}\n`;
};
