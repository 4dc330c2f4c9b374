/* What a program declares, judged by the provider's own checks before it is written: what a preview would refuse is left out. */
import { Ledger } from "../../core/ownership";
import type { Failure } from "../../core/failure";
import type { Environment } from "../../lifecycle/lifecycle";
import { connectedDomain } from "../../resources/connected-domain/lifecycle";
import { dnsSettings } from "../../resources/dns-settings/lifecycle";
import { dnsZoneRecords } from "../../resources/dns-zone-records/lifecycle";
import { domainAssignment } from "../../resources/domain-assignment/lifecycle";
import { wixPackage } from "../../resources/package/lifecycle";
import { productInstanceAssignment } from "../../resources/product-instance-assignment/lifecycle";
import { registeredDomain } from "../../resources/registered-domain/lifecycle";
import { knownOf, type Value } from "./code";
import { Names } from "./names";

const LIFECYCLES = {
  Package: wixPackage,
  ProductInstanceAssignment: productInstanceAssignment,
  RegisteredDomain: registeredDomain,
  ConnectedDomain: connectedDomain,
  DomainAssignment: domainAssignment,
  DnsZoneRecords: dnsZoneRecords,
  DnsSettings: dnsSettings,
};

export type Type = keyof typeof LIFECYCLES;

export interface Declared {
  type: Type;
  /** Of the resource. */
  name: string;
  /** Of the constant in its file. */
  variable: string;
  /** Path from the program's folder, without ending: `domains/example.com`. */
  file: string;
  args: Record<string, Value>;
  /** Wix's id of it. @default its domain, which is one of its arguments */
  id?: string;
}

export type Wanted = Omit<Declared, "name" | "variable"> & { name: string; variable: string };

/** The resources of a program. */
export class Resources {
  readonly all: Declared[] = [];
  readonly #ledger = new Ledger();
  /** Of each type, since a domain and its records may be called the same. */
  readonly #names = new Map<Type, Names>();
  readonly #variables = new Map<string, Names>();

  constructor(private readonly accountId: string) {}

  /**
   * Declares one, under names that are its own.
   * @returns why the provider would refuse it, and it is not declared; else what was declared
   */
  declare(wanted: Wanted): Declared | { refused: string } {
    const { type, args, file } = wanted;
    const owner = { type, name: wanted.name };
    const environment: Environment = {
      owner,
      program: undefined,
      account: own => (typeof own === "string" ? own : this.accountId).toLowerCase(),
    };
    const { failures, claims } = LIFECYCLES[type].check(
      undefined,
      knownOf(args) as Record<string, unknown>,
      environment,
    );
    const name = this.#named(this.#names, type, "-").take(wanted.name);
    const all: Failure[] = [...failures, ...this.#ledger.declare({ type, name }, claims)];
    if (all.length > 0) {
      this.#ledger.declare({ type, name }, []);
      return { refused: all.map(({ property, reason }) => `${property} ${reason}`).join("; ") };
    }
    const variable = this.#named(this.#variables, file, "").take(wanted.variable);
    const declared = { ...wanted, name, variable };
    this.all.push(declared);
    return declared;
  }

  #named<Key>(names: Map<Key, Names>, key: Key, between: string): Names {
    const known = names.get(key) ?? new Names(between);
    names.set(key, known);
    return known;
  }
}
